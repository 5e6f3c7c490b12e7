import { startTransition, useState } from 'react';

/**
 * Whether a popover stands open. Opening and closing take longer than a press may wait on a slow phone, so the press is
 * shown first.
 */
export function useOpen() {
  const [open, setOpen] = useState(false);
  return {
    open,
    toggle: () => startTransition(() => setOpen((before) => !before)),
    close: () => startTransition(() => setOpen(false)),
  };
}

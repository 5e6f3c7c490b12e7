import { startTransition, useCallback, useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';

/** Where this browser tab keeps something: by shop and person, since two may use one tab after another. */
export function useKeepPlace(what: 'draft' | 'open', place: string): string {
  const { shopDomain, me } = usePanel();
  return `carafe-${what}:${shopDomain}:${me}:${place}`;
}

// A browser may refuse storage; what would be kept there then lives as long as the page.
export function readKept(place: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null');
  } catch {
    return null;
  }
}

export function keep(place: string, value: unknown): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(value));
  } catch {
    return;
  }
}

export function forget(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    return;
  }
}

/**
 * Whether a form stands open that a button opens. One that was open when the page went away under somebody's hands is
 * open again, with the draft of the same name in it; one in which nothing was typed is not, since it would stand before
 * whoever comes back for something else.
 */
export function useKeptOpen(name: string) {
  const [open, setOpen] = useState(false);
  const place = useKeepPlace('open', name);
  const draft = useKeepPlace('draft', name);
  useEffect(() => {
    if (readKept(place) !== true) return;
    if (readKept(draft) === null) forget(place);
    else setOpen(true);
  }, [place, draft]);
  const show = useCallback(
    (next: boolean) => {
      if (next) keep(place, true);
      else forget(place);
      // Opening and closing take longer than a press may wait on a slow phone, so the press is shown first.
      startTransition(() => setOpen(next));
    },
    [place],
  );
  return { open, show };
}

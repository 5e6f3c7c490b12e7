import { Modal } from '@shopify/app-bridge-react';
import { type ComponentProps, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/**
 * A question that the admin asks for the app. It hangs on the body and not where it is written: a card around it would
 * be a stacking context of its own. The focus goes back to what asked, if that is still there.
 */
export function AdminModal(props: ComponentProps<typeof Modal>) {
  const [asker] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        // Whoever went on while it closed is not called back.
        const here = document.activeElement;
        const isFree = here === null || here === document.body || here === asker;
        if (isFree && asker instanceof HTMLElement && asker.isConnected) asker.focus();
      });
    },
    [asker],
  );
  return createPortal(<Modal {...props} />, document.body);
}

import { Modal } from '@shopify/app-bridge-react';
import type { ComponentProps } from 'react';
import { createPortal } from 'react-dom';

/**
 * A question that the admin asks for the app. It hangs on the body and not where it is written: a card around it would
 * be a stacking context of its own.
 */
export function AdminModal(props: ComponentProps<typeof Modal>) {
  return createPortal(<Modal {...props} />, document.body);
}

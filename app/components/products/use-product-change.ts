import { useAppBridge } from '@shopify/app-bridge-react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { ProductChange, ProductChangeResult } from '~/office/pages/products/product-edits.server';

type Done = Extract<ProductChangeResult, { status: 'done' }>;

/**
 * Sends a change of products and says what came of it, with "Undo" in the toast. Pages load again by themselves after
 * it, so nothing here keeps a copy of the products.
 */
export function useProductChange(): {
  /** Whether it was done; what was typed for it is kept where it was not. */
  change: (change: ProductChange) => Promise<boolean>;
  busy: boolean;
} {
  const { send, busy } = useSend();
  const shopify = useAppBridge();
  const { s } = usePanel();
  const change = async (wanted: ProductChange): Promise<boolean> => {
    const result = await send<ProductChangeResult>('/app/products/changes', wanted);
    if (result?.status === 'gone')
      shopify.toast.show(s.products.errors.gone, { isError: true, duration: 8_000 });
    if (result?.status === 'done') say(result);
    return result?.status === 'done';
  };
  return { change, busy };

  function say(result: Done): void {
    const { editId } = result;
    shopify.toast.show(wordsOf(result), {
      duration: 8_000,
      ...(editId && { action: s.common.undo, onAction: () => void change({ action: 'undo', editId }) }),
    });
  }

  function wordsOf(done: Done): string {
    const words = s.products.done;
    if (done.what === 'edit') return words.edit(done.changed, done.customers);
    if (done.what === 'undo') return words.undo(done.changed);
    return words[done.what];
  }
}

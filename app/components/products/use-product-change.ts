import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { ProductChange, ProductChangeResult } from '~/office/pages/products/product-edits.server';
import type { SaidMeanwhile } from '~/office/pages/products/product-said.server';

type Done = Extract<ProductChangeResult, { status: 'done' }>;

/**
 * Sends a change of products and says what came of it, with "Undo" in the toast. Pages load again by themselves after
 * it, so nothing here keeps a copy of the products.
 */
export function useProductChange(): {
  /**
   * Whether it was done; what was typed for it is kept where it was not. `onUndone`: and taken back afterwards.
   * `onChanged`: it was not, since somebody else has changed the same meanwhile, to this.
   */
  change: (
    change: ProductChange,
    onUndone?: () => void,
    onChanged?: (now: SaidMeanwhile) => void,
  ) => Promise<boolean>;
  busy: boolean;
} {
  const { send, busy } = useSend();
  const shopify = useAppBridge();
  const { s } = usePanel();
  // The toast outlives the page that it speaks of, and a draft that is gone must not forget what another keeps there.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const change: ReturnType<typeof useProductChange>['change'] = async (wanted, onUndone, onChanged) => {
    const result = await send<ProductChangeResult>('/app/products/changes', wanted);
    if (result?.status === 'gone')
      shopify.toast.show(s.products.errors.gone, { isError: true, duration: 8_000 });
    if (result?.status === 'changed') onChanged?.(result.now);
    if (result?.status === 'done') say(result, onUndone);
    return result?.status === 'done';
  };
  return { change, busy };

  function say(result: Done, onUndone?: () => void): void {
    const { editId } = result;
    const undo = async (editId: string) => {
      if ((await change({ action: 'undo', editId })) && isHere.current) onUndone?.();
    };
    shopify.toast.show(wordsOf(result), {
      duration: 8_000,
      ...(editId && { action: s.common.undo, onAction: () => void undo(editId) }),
    });
  }

  function wordsOf(done: Done): string {
    const words = s.products.done;
    if (done.what === 'edit') return words.edit(done.changed, done.customers);
    if (done.what === 'undo') return words.undo(done.changed);
    return words[done.what];
  }
}

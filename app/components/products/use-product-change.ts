import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useRef } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { ProductChange, ProductChangeResult } from '~/office/pages/products/product-edits.server';

/**
 * Sends a change of products and says what came of it, with "Undo" in the toast. Pages load again by themselves after
 * it, so nothing here keeps a copy of the products.
 */
export function useProductChange(): {
  change: (change: ProductChange) => void;
  busy: boolean;
} {
  const fetcher = useFetcher<ProductChangeResult>();
  const shopify = useAppBridge();
  const { s } = usePanel();
  const said = useRef<ProductChangeResult | null>(null);
  const { submit } = fetcher;
  const change = useCallback(
    (wanted: ProductChange) =>
      submit(JSON.stringify(wanted), {
        method: 'post',
        action: '/app/products/changes',
        encType: 'application/json',
      }),
    [submit],
  );
  useEffect(() => {
    const result = fetcher.data;
    if (!result || said.current === result) return;
    said.current = result;
    if (result.status === 'gone') {
      shopify.toast.show(s.products.errors.gone, { isError: true, duration: 8_000 });
      return;
    }
    const { editId } = result;
    shopify.toast.show(wordsOf(result), {
      duration: 8_000,
      ...(editId && { action: s.common.undo, onAction: () => change({ action: 'undo', editId }) }),
    });

    function wordsOf(done: Extract<ProductChangeResult, { status: 'done' }>): string {
      const words = s.products.done;
      if (done.what === 'edit') return words.edit(done.changed, done.customers);
      if (done.what === 'undo') return words.undo(done.changed);
      return words[done.what];
    }
  }, [fetcher.data, shopify, s, change]);
  return { change, busy: fetcher.state !== 'idle' };
}

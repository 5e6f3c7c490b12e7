import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useRef } from 'react';
import { usePanel } from '~/components/panel-context';
import type { Decision, DecisionResult } from '~/office/pages/decisions.server';

/**
 * Sends a person's decision about one or many messages and says what came of it, with "Undo" in the toast. Pages load
 * again by themselves after it, so nothing here keeps a copy of the messages.
 */
export function useDecide(): { decide: (decision: Decision) => void; busyIds: readonly string[] } {
  const fetcher = useFetcher<DecisionResult>();
  const shopify = useAppBridge();
  const { s, write, reason } = usePanel();
  const said = useRef<DecisionResult | null>(null);
  const { submit } = fetcher;

  const decide = useCallback(
    (decision: Decision) =>
      submit(JSON.stringify(decision), {
        method: 'post',
        action: '/app/decisions',
        encType: 'application/json',
      }),
    [submit],
  );

  useEffect(() => {
    const result = fetcher.data;
    if (!result || said.current === result) return;
    said.current = result;
    if (result.done.length === 0) {
      const why = result.refused?.reason;
      const words =
        typeof why === 'object'
          ? reason(why)
          : (s.message.refusedReasons[why ?? ''] ?? s.message.refusedOther);
      shopify.toast.show(s.message.refused(words), { isError: true, duration: 8_000 });
      return;
    }
    const words = doneWords(result);
    const canUndo =
      result.action === 'skip' ||
      result.action === 'approve' ||
      result.action === 'send_now' ||
      result.action === 'move';
    shopify.toast.show(words, {
      duration: 8_000,
      ...(canUndo && {
        action: s.common.undo,
        onAction: () => decide({ action: 'undo', ids: result.done }),
      }),
    });

    function doneWords({ action, done, movedTo }: DecisionResult): string {
      const { done: words } = s.message;
      if (action === 'skip' || action === 'approve') return words[action](done.length);
      if (action === 'move') return words.move(movedTo ? write.dayTime(movedTo) : '');
      return words[action];
    }
  }, [fetcher.data, shopify, s, write, reason, decide]);

  const pending = fetcher.state !== 'idle' && fetcher.json ? (fetcher.json as unknown as Decision).ids : [];
  return { decide, busyIds: pending };
}

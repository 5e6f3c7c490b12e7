import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useRef, useState } from 'react';
import { sentence } from '~/base/strings/sentence';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { Decision, DecisionResult } from '~/office/pages/queue/decisions.server';

/** As the result travels. */
type Answer = Omit<DecisionResult, 'movedTo'> & { readonly movedTo: string | null };

const TOAST_MS = 8_000;
/** Many are gone from the list at once, and one by one they are long to bring back. */
const MANY_TOAST_MS = 60_000;

/**
 * Sends a person's decision about one or many messages and says what came of it, with "Undo" in the toast. Pages load
 * again by themselves after it, so nothing here keeps a copy of the messages.
 */
export function useDecide(): {
  /** Whether it was answered: a decision that nobody heard is none. */
  decide: (decision: Decision) => Promise<boolean>;
  busyIds: readonly string[];
} {
  const { send } = useSend();
  const shopify = useAppBridge();
  const { s, write, reason } = usePanel();
  const refusal = useRefusal();
  const [busyIds, setBusyIds] = useState<readonly string[]>([]);

  const carryOut = async (decision: Decision): Promise<boolean> => {
    const { ids } = decision;
    setBusyIds((busy) => [...busy, ...ids]);
    const result = await send<Answer>('/app/decisions', decision);
    setBusyIds((busy) => busy.filter((id) => !ids.includes(id)));
    if (result) say(result);
    return result !== null;
  };

  // One function for as long as the page is there: rows that did not change need not be drawn again.
  const newest = useRef(carryOut);
  newest.current = carryOut;
  const decide = useCallback((decision: Decision) => newest.current(decision), []);

  function say(result: Answer): void {
    const why = result.refused && refusal(result.refused.reason);
    if (result.done.length === 0) {
      shopify.toast.show(why ?? s.message.refusedOther, { isError: true, duration: TOAST_MS });
      return;
    }
    const canUndo = (['skip', 'approve', 'send_now', 'move'] as const).some((one) => one === result.action);
    const words = why ? `${sentence(doneWords(result))} ${why}` : doneWords(result);
    shopify.toast.show(words, {
      duration: result.done.length > 1 ? MANY_TOAST_MS : TOAST_MS,
      ...(canUndo && {
        action: s.common.undo,
        onAction: () => void decide({ action: 'undo', ids: result.done }),
      }),
    });
  }

  function doneWords({ action, done, changed, movedTo, movedBecause, waits, endsSecond }: Answer): string {
    const { done: words } = s.message;
    if (waits)
      return done.length > 1
        ? s.lists.done.someWait(reason(waits), changed)
        : s.message.sendNowTaken(reason(waits));
    if (action === 'skip' && endsSecond) return words.noSecond(words.skip(changed));
    if (action === 'skip' || action === 'approve') return words[action](changed);
    if (action === 'move' && done.length === 1) {
      const moved = words.move(movedTo ? write.dayTime(new Date(movedTo)) : '');
      const along = changed > 1 && s.lists.done.moveAlong(changed - 1);
      const about = [movedBecause && reason(movedBecause), along].filter(Boolean);
      return about.length > 0 ? [sentence(moved), ...about].join(' ') : moved;
    }
    if (action === 'move' || (action === 'send_now' && done.length > 1)) return s.lists.done[action](changed);
    if (action === 'undo' && changed > 1) return s.lists.done.undo(changed);
    return words[action];
  }

  return { decide, busyIds };
}

/** Why something was not done, in words. */
export function useRefusal(): (why: DecisionResultReason) => string {
  const { s, reason } = usePanel();
  return useCallback(
    (why) =>
      s.message.refused(
        typeof why === 'object' ? reason(why) : (s.message.refusedReasons[why] ?? s.message.refusedOther),
      ),
    [s, reason],
  );
}

/** Why something cannot be done, as a sentence of its own. */
export function useWhyNot(): (why: DecisionResultReason) => string {
  const { s, reason } = usePanel();
  return (why) => {
    if (typeof why === 'object') return reason(why);
    const words = s.message.refusedReasons[why] ?? s.message.refusedOther;
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  };
}

type DecisionResultReason = NonNullable<DecisionResult['refused']>['reason'];

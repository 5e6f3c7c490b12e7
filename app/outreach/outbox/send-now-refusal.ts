import { isOpenState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';
import type { MessageRow } from '~/outreach/outbox/load-messages.server';
import { type OutOfTurn, outOfTurn, type StepRow } from '~/outreach/outbox/step-in-turn';

/** Holds that a person's "send now" does not lift: care goes first, and a pause is a pause. */
const liftedBySendNow = new Set<string>(['held-review', 'held-flood']);

/**
 * Why a person's "send now" would be refused for this message at `at`, or null. `steps` holds what is known of the first
 * step about the same purchase; more rows do no harm.
 */
export function sendNowRefusal(
  message: Pick<MessageRow, 'key' | 'state' | 'reason' | 'why' | 'usefulUntil'>,
  steps: readonly StepRow[],
  at: Date,
): Reason | OutOfTurn | null {
  if (!isOpenState(message.state)) return presentReason(message);
  if (message.usefulUntil <= at) return { code: 'expired', usefulUntil: message.usefulUntil.toISOString() };
  const present = presentReason(message);
  if (message.state === 'held' && !liftedBySendNow.has(present.code)) return present;
  return outOfTurn(message, steps, at);
}

import { DAY_MS } from '~/base/lib/days';
import { isOpenState, type MessageState } from '~/base/vocabulary/message-states';
import { presentReason } from '~/base/vocabulary/reasons';
import { STEPS_APART_DAYS } from '~/outreach/kinds/is-follow-up';
import { firstStepKey } from '~/outreach/kinds/message-key';
import type { MessageRow } from '~/outreach/outbox/load-messages.server';

/** What is asked of the other steps about the same purchase. */
export type StepRow = Pick<MessageRow, 'key' | 'state' | 'sentAt' | 'dueAt'>;

/** Why a second step cannot be sent now. */
export type OutOfTurn = 'first-step-first' | 'first-step-just-sent';

/**
 * Both steps about one purchase say nearly the same: sent now together, they would arrive twice within moments. A second
 * step takes its turn when the first one has ended, and days after it went out; null: its turn has come.
 */
export function outOfTurn(
  message: Pick<MessageRow, 'key'>,
  all: readonly StepRow[],
  at: Date,
): OutOfTurn | null {
  const firstKey = firstStepKey(message.key);
  const first = firstKey === message.key ? undefined : all.find(({ key }) => key === firstKey);
  if (!first) return null;
  if (isOpenState(first.state)) return 'first-step-first';
  const isInDoubt = first.state === 'sending' || first.state === 'unconfirmed';
  const wentAt = first.sentAt ?? (isInDoubt ? first.dueAt : null);
  return wentAt && at.getTime() - wentAt.getTime() < STEPS_APART_DAYS * DAY_MS
    ? 'first-step-just-sent'
    : null;
}

/** Did this second step end because a person skipped the first one about the same purchase? The next plan knew it no more. */
export function hasFallen(
  message: Pick<MessageRow, 'key' | 'state' | 'reason' | 'why'>,
  all: readonly Pick<MessageRow, 'key' | 'state' | 'reason' | 'why'>[],
): boolean {
  const firstKey = firstStepKey(message.key);
  const first = firstKey === message.key ? undefined : all.find(({ key }) => key === firstKey);
  return (
    message.state === 'cancelled' &&
    presentReason(message).code === 'plan-changed' &&
    first !== undefined &&
    presentReason(first).code === 'skipped-by-person'
  );
}

/** States in which the customer has the second mail, or may have it. */
const wentStates: readonly MessageState[] = ['sending', 'sent', 'unconfirmed'];

/**
 * Is the second step about the same purchase gone, or asked for by a person (`sentNow` holds the keys of those)? Then a
 * first step that was skipped stays so: it would say again, as the first word, what the customer has read.
 */
export function isOvertaken(
  message: Pick<MessageRow, 'key'>,
  all: readonly Pick<MessageRow, 'key' | 'state'>[],
  sentNow: ReadonlySet<string>,
): boolean {
  return all.some(
    ({ key, state }) =>
      key !== message.key &&
      firstStepKey(key) === message.key &&
      (wentStates.includes(state) || (sentNow.has(key) && isOpenState(state))),
  );
}

import type { PanelVoice } from '~/base/strings/panel-voice';
import { presentReason } from '~/base/vocabulary/reasons';
import { reminderSentAt } from '~/components/customers/reminder-sent-at';
import type { CustomerPage, SupplyView } from '~/office/pages/customers/customer.server';
import type { MessageView } from '~/office/pages/queue/message-view.server';

/** What ended a reminder of an earlier purchase says nothing about this one. */
const aboutBefore: ReadonlySet<string> = new Set(['bought-again', 'plan-changed']);

export interface Unplanned extends Pick<CustomerPage, 'mails' | 'closed' | 'remindersOn'> {
  /** Planned, and skipped where that can still be taken back. */
  readonly open: readonly MessageView[];
}

/**
 * Says why nothing is planned for what a customer runs out of: the last reminder since they bought it went out or was
 * left out with a reason, there are no reminders, or their day is over or still far.
 */
export function whyNoReminder(
  supply: Pick<SupplyView, 'needId' | 'lastPurchaseOn' | 'isReminderOver'>,
  { mails, open, closed, remindersOn }: Unplanned,
  { s, write, reason }: Pick<PanelVoice, 's' | 'write' | 'reason'>,
): string {
  const words = s.customer.supplies.noReminder;
  const isReminder = ({ kind, needId }: MessageView) => kind === 'running-low' && needId === supply.needId;
  const isSince = (at: Date) => at >= new Date(`${supply.lastPurchaseOn}T00:00:00Z`);
  const sentAt = reminderSentAt(supply, mails);
  // What was skipped a moment ago can still be taken back, and so is not closed.
  const leftOut = [...open.filter(({ state }) => state === 'skipped'), ...closed].find(
    (message) =>
      isReminder(message) && isSince(message.changedAt) && !aboutBefore.has(presentReason(message).code),
  );
  if (sentAt && !(leftOut && leftOut.changedAt > sentAt)) return words.written(write.dayOf(sentAt));
  if (leftOut) return words.because(reason(presentReason(leftOut)));
  if (!remindersOn) return words.off;
  return supply.isReminderOver ? words.over : words.later;
}

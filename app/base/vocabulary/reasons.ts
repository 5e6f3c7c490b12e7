import type { Situation } from '~/base/vocabulary/situations';
import type { SetUpGap } from '~/base/vocabulary/stop-causes';

/**
 * Why something is planned, moved, held, skipped or stopped: a code with its numbers. Stored as JSON on the message and
 * its transitions; strings/reasons.ts turns each into a sentence, and a test demands that every code has one.
 * Days are 'YYYY-MM-DD', instants ISO text, so that a reason survives JSON unchanged.
 */
export type Reason =
  // why planned
  | {
      code: 'running-low';
      item: string;
      ownGaps: number;
      /** How much the customer's own gaps carry of the forecast, 0 … 1; rows of before this was kept have none. */
      ownWeight?: number;
      otherCustomers: number;
      gapFromDays: number | null;
      gapToDays: number | null;
      lastOn: string;
      lastQuantity: number;
      lastWas: 'delivered' | 'expected' | 'ordered';
      runOutOn: string;
      runOutFromOn: string;
      runOutToOn: string;
      probability: number;
      step: number;
      /** The first reminder was left out, so that this one, on the second's day, is the only one. */
      firstLeftOut?: true;
    }
  | {
      code: 'warranty-expiry';
      item: string;
      boughtOn: string;
      months: number;
      endsOn: string;
      daysBefore: number;
      /** 2 when it follows one that went out or may still go; rows of before this was kept have none. */
      step?: number;
      restarted: boolean;
    }
  | { code: 'thank-you'; orderName: string; orderNumber: number; orderedOn: string }
  // why not on the day first meant
  | { code: 'moved-quiet-hours'; fromAt: string; toAt: string }
  /** Rows of before this was kept do not say which. */
  | { code: 'moved-day-off'; fromOn: string; toOn: string; because?: DayOff }
  | { code: 'moved-closed-day'; fromOn: string; toOn: string }
  | { code: 'moved-campaign-day'; fromOn: string; toOn: string }
  | { code: 'moved-cap'; limit: number; days: number; fromOn: string; toOn: string }
  | { code: 'moved-class-gap'; otherKind: string; fromOn: string; toOn: string }
  | { code: 'moved-warm-up'; limit: number; fromOn: string; toOn: string }
  | { code: 'moved-by-person'; by: string; toAt: string }
  | { code: 'moved-snooze'; fromOn: string; toOn: string }
  | { code: 'moved-for-merge'; toAt: string }
  | { code: 'moved-to-wait'; fromOn: string; toOn: string }
  /** Its day lay before the install, or before its kind was last switched on; it may have been planned before that. */
  | { code: 'moved-day-over'; fromOn: string; toOn: string }
  | { code: 'merged'; withCount: number }
  // why it waits
  | { code: 'held-review'; of: number | null }
  | { code: 'held-flood'; count: number; limit: number }
  | { code: 'held-paused'; by: string; scope: 'shop' | 'kind' }
  | { code: 'held-country'; country: string }
  | { code: 'held-complaint'; openedOn: string }
  | { code: 'held-after-complaint'; until: string }
  | { code: 'held-late-order'; orderName: string }
  | { code: 'held-pending-refund'; orderName: string }
  | { code: 'held-dispute'; orderName: string }
  | { code: 'held-promise'; dueOn: string }
  | { code: 'held-situation'; situation: Situation; until: string | null }
  | { code: 'held-reply'; repliedOn: string }
  | { code: 'held-not-reconciled'; through: string | null }
  | { code: 'held-sender'; detail: string }
  | { code: 'held-not-set-up'; missing: SetUpGap }
  | { code: 'held-restored'; epoch: number }
  // why not
  | { code: 'no-consent'; state: string; country: string | null; class: string }
  | { code: 'suppressed'; because: string; since: string }
  | { code: 'no-address' }
  /** `ofItem`: they gave up one product's mail of that kind, not all of it. */
  | { code: 'preference-off'; kind: string; ofItem?: true }
  /** The shop's own staff said so, not the customer. */
  | { code: 'never-by-staff'; kind: string }
  | { code: 'snoozed'; until: string }
  | { code: 'never-write'; because: 'tag' | 'company' | 'relay' | 'test'; detail: string }
  | { code: 'kind-off' }
  | { code: 'bought-again'; on: string; item: string }
  | { code: 'bought-instead'; on: string; item: string }
  | { code: 'refunded'; on: string | null }
  | { code: 'returned'; on: string | null }
  | { code: 'cancelled-order'; orderName: string }
  | { code: 'high-risk-order'; orderName: string }
  | { code: 'order-on-hold'; orderName: string }
  | { code: 'on-subscription' }
  | { code: 'not-available'; item: string }
  | { code: 'supply-travelling'; orderName: string }
  | { code: 'unlikely'; probability: number; minimum: number }
  | { code: 'cycle-too-short'; days: number; minimum: number }
  /** `neverPlanned`: its day had passed before it could be, as of what was due before the app was installed. */
  | { code: 'too-late'; wasDueOn: string; days: number; neverPlanned?: true }
  | { code: 'price-below'; unitPriceMinor: number; minimumMinor: number; currency: string }
  | { code: 'holdout'; percent: number }
  /** An instant. */
  | { code: 'expired'; usefulUntil: string }
  /** By the cap of so many in so many days; 0 in 0: no day was open, or each was too near to another mail. */
  | { code: 'no-room'; limit: number; days: number; usefulUntil: string }
  | { code: 'plan-changed' }
  | { code: 'customer-gone'; because: 'deleted' | 'redacted' | 'merged' | 'died' }
  | { code: 'shop-gone' }
  // what people and machines did
  | { code: 'skipped-by-person'; by: string }
  | { code: 'approved-by-person'; by: string }
  | { code: 'sent-now-by-person'; by: string }
  | { code: 'undone-by-person'; by: string }
  | { code: 'confirmed-sent-by-person'; by: string }
  | { code: 'resent-by-person'; by: string }
  | { code: 'hold-ended' }
  | { code: 'approval-fell'; because: 'reason' | 'recipient' | 'text' | 'late' }
  | { code: 'claimed' }
  | { code: 'sent'; reply: string }
  | { code: 'sent-instead' }
  | { code: 'soft-failure'; phase: string; reply: string; nextTryAt: string }
  | { code: 'turned-away'; phase: string; reply: string; nextTryAt: string }
  | { code: 'hard-failure'; phase: string; reply: string }
  | { code: 'out-of-tries'; tries: number; reply: string }
  | { code: 'lease-ran-out'; phase: string }
  | { code: 'template-error'; detail: string };

/** The week's day of rest, the other days without office hours, and a public holiday. */
export type DayOff = 'rest' | 'weekend' | 'holiday';

/** The reason that explains a message's present state: the last thing that happened to it, else why it was planned. */
export function presentReason(message: { reason: Reason; why: readonly Reason[] | null }): Reason {
  return message.why?.[message.why.length - 1] ?? message.reason;
}

export type ReasonCode = Reason['code'];
export type ReasonOf<Code extends ReasonCode> = Extract<Reason, { code: Code }>;

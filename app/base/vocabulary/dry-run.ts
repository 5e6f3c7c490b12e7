import type { Reason } from '~/base/vocabulary/reasons';

/** How long ago a dry run begins, and how far it looks ahead. */
export const DRY_RUN_MONTHS = 12;
export const DRY_RUN_AHEAD_DAYS = 28;
/** Each day of a past is planned from all orders before it: whoever has more of them is left out, or the run would never end. */
export const DRY_RUN_MOST_ORDERS = 300;

/** When the need was bought again, beside the day of the first reminder; before: no mail would have gone. */
export const dryRunTimings = ['before', 'within3', 'within14', 'later', 'open'] as const;
export type DryRunTiming = (typeof dryRunTimings)[number];

/** A mail that would have gone, as an example. Ids as text: it lives in JSON. */
export interface DryRunExample {
  readonly customerId: string;
  readonly key: string;
  readonly at: string;
  readonly needId: string | null;
  readonly orderId: string | null;
  readonly orderLineId: string | null;
  readonly reason: Reason;
  readonly why: readonly Reason[];
}

/** What a dry run has counted so far. A mail with several messages counts once. */
export interface DryRunTally {
  /** Customers who would have got at least one mail, and the most that one of them would have got. */
  readonly written: number;
  readonly mostForOne: number;
  /** Mails by month, 'YYYY-MM'. */
  readonly months: Readonly<Record<string, number>>;
  /** What the mails would have been about, by title. */
  readonly items: Readonly<Record<string, number>>;
  /** Messages that would not have gone, by the code of the reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly timing: Readonly<Record<DryRunTiming, number>>;
  /** What the next weeks would bring, were the kind switched on now. */
  readonly ahead: { readonly mails: number; readonly customers: number };
  readonly examples: readonly DryRunExample[];
  /** Customers with more orders than are lived through; runs of an earlier version had none. */
  readonly leftOut?: number;
}

export const emptyTally: DryRunTally = {
  written: 0,
  mostForOne: 0,
  months: {},
  items: {},
  refused: {},
  timing: { before: 0, within3: 0, within14: 0, later: 0, open: 0 },
  ahead: { mails: 0, customers: 0 },
  examples: [],
};

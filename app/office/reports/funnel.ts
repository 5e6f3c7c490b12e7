import type { Kind } from '~/base/vocabulary/kinds';

/** What happened to the mails of one kind in a stretch of time. Counts of mails, but for the orders. */
export interface KindCounts {
  readonly kind: Kind;
  readonly sent: number;
  readonly customers: number;
  readonly clicked: number;
  /** Answered by one of its buttons, with a complaint or without. */
  readonly answered: number;
  /** Of those, the ones with a complaint. */
  readonly complained: number;
  /** Answered by mail. */
  readonly replied: number;
  readonly unsubscribed: number;
  readonly bounced: number;
  readonly spamReports: number;
  readonly ordersThroughLink: number;
  readonly ordersAfter: number;
  readonly amountMinor: bigint;
  /** Of it, what came through links. */
  readonly amountThroughLinkMinor: bigint;
}

export interface Share {
  readonly share: number;
  /** Wilson's 95 % interval: honest also for three mails. */
  readonly from: number;
  readonly to: number;
}

export type FunnelHealth =
  | { readonly state: 'nothing-sent' }
  | { readonly state: 'too-early'; readonly sent: number }
  | { readonly state: 'well' | 'watch' | 'trouble'; readonly because: readonly FunnelWorry[] };

export type FunnelWorry = 'unsubscribes' | 'bounces' | 'spam-reports';

const ENOUGH_SENT = 50;
const ENOUGH_CASES = 3;

/**
 * A share with its uncertainty, by Wilson's score interval at 95 %.
 *
 * The usual "share ± 2 standard errors" says 0 % ± 0 after ten mails without an order; this one does not. It treats
 * mails as independent, which two mails to one customer are not quite.
 *
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 * @example shareOf(0, 10) // { share: 0, from: 0, to: 0.278 }
 */
export function shareOf(count: number, of: number): Share {
  if (of <= 0) return { share: 0, from: 0, to: 1 };
  const z = 1.959964;
  const share = Math.min(1, count / of);
  const scale = 1 + (z * z) / of;
  const middle = (share + (z * z) / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

/**
 * Is a kind doing harm? Only what is sure counts: a worry needs three cases and its share's lower bound above the limit. 2 % leaving, 5 %
 * bouncing or 0.3 % reporting is trouble, half of it is worth watching; below 50 mails it is too early to say.
 */
export function funnelHealth(counts: KindCounts): FunnelHealth {
  const { sent } = counts;
  if (sent === 0) return { state: 'nothing-sent' };
  const worries = [
    ['unsubscribes', counts.unsubscribed, 0.02],
    ['bounces', counts.bounced, 0.05],
    ['spam-reports', counts.spamReports, 0.003],
  ] as const;
  const over = (part: number) =>
    worries
      .filter(([, cases, limit]) => cases >= ENOUGH_CASES && shareOf(cases, sent).from > limit * part)
      .map(([worry]) => worry);
  const trouble = over(1);
  if (trouble.length > 0) return { state: 'trouble', because: trouble };
  if (sent < ENOUGH_SENT) return { state: 'too-early', sent };
  const watch = over(0.5);
  return watch.length > 0 ? { state: 'watch', because: watch } : { state: 'well', because: [] };
}

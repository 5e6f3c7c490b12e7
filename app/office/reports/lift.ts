import { LEAST_CUSTOMERS, LEAST_REORDERS } from '~/base/vocabulary/reports';
import { shareOf } from '~/office/reports/funnel';

/** Customers of one group of a comparison, and how many of them ordered again in time. */
export interface Arm {
  readonly customers: number;
  readonly reordered: number;
}

/** A difference of two shares with its 95 % interval, in shares: 0.04 is four points. */
export interface Difference {
  readonly difference: number;
  readonly from: number;
  readonly to: number;
}

export type Lift =
  /** Nobody is left out by chance, so nothing can be compared. */
  | { readonly verdict: 'no-holdout' }
  /** Too few to say anything but by luck. */
  | { readonly verdict: 'too-early' }
  | (Difference & {
      readonly verdict: 'brings' | 'costs' | 'unclear';
      /** Orders again that the mails brought to those who got them, by the difference. */
      readonly extra: Difference;
    });

/**
 * How much more often customers order again when they are written to.
 *
 * The groups were made by chance, customer by customer, so the difference is what the mails did and not who got them.
 * Each customer counts once: two due moments of one person are not two independent cases. "unclear" means that the
 * interval holds zero, not that there is no effect. Looking every day makes luck look like an effect a little more
 * often than one time in twenty.
 */
export function liftOf(treated: Arm, holdout: Arm): Lift {
  const fewest = Math.min(treated.customers, holdout.customers);
  if (fewest < LEAST_CUSTOMERS || treated.reordered + holdout.reordered < LEAST_REORDERS) {
    return { verdict: 'too-early' };
  }
  const found = differenceOf(treated, holdout);
  const times = (share: number) => share * treated.customers;
  return {
    ...found,
    verdict: found.from > 0 ? 'brings' : found.to < 0 ? 'costs' : 'unclear',
    extra: { difference: times(found.difference), from: times(found.from), to: times(found.to) },
  };
}

/**
 * The difference of two independent shares with Newcombe's hybrid score interval at 95 %: the square-and-add of
 * Wilson's intervals, which stays honest for few cases and for shares near none or all.
 *
 * @see R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 *   methods", Statistics in Medicine 17 (1998), method 10; in R: DescTools::BinomDiffCI(…, method = "score")
 * @example differenceOf({ customers: 70, reordered: 56 }, { customers: 80, reordered: 48 }) // 0.2, from 0.0524 to 0.3339
 */
export function differenceOf(one: Arm, other: Arm): Difference {
  const a = shareOf(one.reordered, one.customers);
  const b = shareOf(other.reordered, other.customers);
  const difference = a.share - b.share;
  return {
    difference,
    from: Math.max(-1, difference - Math.hypot(a.share - a.from, b.to - b.share)),
    to: Math.min(1, difference + Math.hypot(a.to - a.share, b.share - b.from)),
  };
}

import { CUSTOMER } from '~/insight/model/customer-state';
import { PAIR } from '~/insight/model/pair-state';
import type { Head, NeedPool } from '~/insight/model/pools';
import { at } from '~/insight/model/stats/slab';

/**
 * What the regression sees of a purchase, known at the end of its day: the shop's idea of this need, how this
 * customer differs from it, and how this purchase differs from their others.
 *
 * What matters most (need mean, pace, own deviation, quantity) starts at coefficient 1, the recent level at a half and the
 * others at 0, so a shop without history already gives a sensible answer and each finished gap only corrects it.
 */
export const FEATURES = 25;
const IDENTITY = [3, 4, 5, 8];
/** Of the difference between the recent level and the own mean: half is believed until the shop shows otherwise. */
const RECENT_LEVEL = 6;
/** Where the ridge pulls the coefficients. */
export const prescribedCoefficients: readonly number[] = Array.from({ length: FEATURES }, (_, i) =>
  IDENTITY.includes(i) ? 1 : i === RECENT_LEVEL ? 0.5 : 0,
);

export interface FeatureContext {
  readonly pairs: Float64Array;
  readonly pair: number;
  readonly customers: Float64Array;
  readonly customer: number;
  readonly need: Pick<NeedPool, 'theta' | 'meanLogQuantity' | 'sdLogQuantity' | 'sales' | 'salesFrom'>;
  /** the need's mean log gap, prior included */
  readonly needMean: number;
  readonly head: Pick<
    Head,
    'ownShrink' | 'paceShrink' | 'meanLogOrderGap' | 'meanLogLines' | 'repeatShare' | 'sales' | 'salesFrom'
  >;
}

/** Writes FEATURES numbers to `out` from `offset` on. Quantities enter relative to the need's usual one. */
export function writeFeatures(context: FeatureContext, out: Float64Array, offset: number): void {
  const { pairs, pair, customers, customer, need, needMean, head } = context;
  const gaps = at(pairs, pair + PAIR.gaps);
  const orders = at(customers, customer + CUSTOMER.orders);
  const quantity = at(pairs, pair + PAIR.lastLogQuantity) - need.meanLogQuantity;
  const effect = need.theta * quantity;
  const ownLog = gaps > 0 ? at(pairs, pair + PAIR.sumLogGap) / gaps : 0;
  // mean log gap as if each purchase had been of the usual quantity
  const own =
    gaps > 0
      ? ownLog - need.theta * (at(pairs, pair + PAIR.sumLogQuantityBefore) / gaps - need.meanLogQuantity)
      : 0;
  const pace =
    at(customers, customer + CUSTOMER.paceSum) /
    (at(customers, customer + CUSTOMER.paceGaps) + head.paceShrink);
  const ownWeight = gaps / (gaps + head.ownShrink);
  const first = gaps === 0 ? 1 : 0;
  const meanOrderGap = orders > 1 ? Math.max(at(customers, customer + CUSTOMER.sumGap) / (orders - 1), 1) : 0;
  const cadence = orders > 1 ? Math.log(meanOrderGap) - head.meanLogOrderGap : 0;
  const recentCadence =
    orders > 2 ? Math.log(Math.max(at(customers, customer + CUSTOMER.levelDays), 1) / meanOrderGap) : 0;
  const scaled = Math.max(-3, Math.min(3, quantity / need.sdLogQuantity));
  out[offset] = 1;
  out[offset + 1] = first;
  out[offset + 2] = 1 / (1 + gaps);
  out[offset + 3] = needMean;
  out[offset + 4] = pace;
  out[offset + 5] = gaps > 0 ? ownWeight * (own - needMean - pace) : 0;
  out[offset + 6] = gaps > 1 ? at(pairs, pair + PAIR.level) - ownLog : 0;
  out[offset + 7] = gaps > 1 ? at(pairs, pair + PAIR.lastLogGap) - ownLog : 0;
  out[offset + 8] = effect;
  out[offset + 9] = effect * first;
  out[offset + 10] = cadence * (1 - ownWeight);
  out[offset + 11] = recentCadence;
  out[offset + 12] = recentCadence * first;
  out[offset + 13] = scaled * first;
  out[offset + 14] = scaled * scaled * first;
  out[offset + 15] = scaled * (1 - ownWeight) * (1 - first);

  const lines = at(customers, customer + CUSTOMER.lines);
  const repeats = at(customers, customer + CUSTOMER.repeatLines);
  const lastLines = at(customers, customer + CUSTOMER.lastLines);
  const day = at(pairs, pair + PAIR.lastDay);
  const week = Math.floor(day / 7);
  const ordersSince = orders - at(pairs, pair + PAIR.ordersAtFirst);
  const ordersPerGap = gaps > 0 ? Math.log((Math.max(ordersSince, gaps) + 0.5) / (gaps + 0.5)) : 0;
  const shopTrend = salesTrend(head.sales, head.salesFrom, week);
  out[offset + 16] = Math.log(Math.max(orders, 1));
  out[offset + 17] = lines > 0 ? Math.log((lines - repeats + 1) / (orders + 1)) - head.meanLogLines : 0;
  out[offset + 18] = lines > 0 ? Math.log((repeats + 1) / (lines * head.repeatShare + 1)) : 0;
  out[offset + 19] = lastLines > 0 ? Math.log(lastLines) - head.meanLogLines : 0;
  out[offset + 20] = ordersPerGap;
  out[offset + 21] = salesTrend(need.sales, need.salesFrom, week) - shopTrend;
  out[offset + 22] = gaps > 1 ? Math.sqrt(ownVariance(pairs, pair)) : 0;
  out[offset + 23] =
    gaps > 0 && orders > 1
      ? ordersPerGap + Math.log(Math.max(at(customers, customer + CUSTOMER.levelDays), 1)) - own
      : 0;
  out[offset + 24] = gaps > 0 ? ownWeight * ownWeight * (own - needMean - pace) : 0;
}

/**
 * Is this need (or the shop) selling more than it used to? Log of the last four whole weeks before `week` against the
 * mean of up to 26 weeks before them; both sides smoothed by one line a month, 0 where there is nothing to compare.
 */
export function salesTrend(sales: ArrayLike<number>, from: number, week: number): number {
  const end = Math.min(week - from, sales.length);
  let recent = 0;
  for (let w = Math.max(end - 4, 0); w < end; w++) recent += sales[w] as number;
  const start = Math.max(end - 30, 0);
  const weeks = end - 4 - start;
  if (weeks < 4) return 0;
  let before = 0;
  for (let w = start; w < end - 4; w++) before += sales[w] as number;
  return Math.max(-3, Math.min(3, Math.log((recent + 1) / ((4 * before) / weeks + 1))));
}

function ownVariance(pairs: Float64Array, pair: number): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  const sum = at(pairs, pair + PAIR.sumLogGap);
  return Math.max(at(pairs, pair + PAIR.sumSquaredLogGap) - (sum * sum) / gaps, 0) / gaps;
}

/**
 * Variance of the log gap before the class correction: the pooled within-pair variance counts as four own gaps.
 */
export function baseVariance(pairs: Float64Array, pair: number, withinVariance: number): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < 2) return withinVariance;
  const sum = at(pairs, pair + PAIR.sumLogGap);
  const squares = Math.max(at(pairs, pair + PAIR.sumSquaredLogGap) - (sum * sum) / gaps, 0);
  return (4 * withinVariance + squares) / (3 + gaps);
}

import { add, at } from '~/insight/model/stats/slab';

/**
 * What is kept of one customer across all needs: the rhythm of their orders and how fast they use things up
 * compared with other customers. A Float64Array slab like the pairs'.
 *
 * Only `paceSum` depends on the pools (it sums residuals against each need's mean), so a sweep recomputes it.
 */
export const CUSTOMER = {
  orders: 0,
  lastDay: 1,
  sumGap: 2,
  /** exponentially smoothed days between orders (α = .3) */
  levelDays: 3,
  lastGap: 4,
  /** sum and number of residuals of finished gaps: log gap − the need's mean for that quantity */
  paceSum: 5,
  paceGaps: 6,
  firstDay: 7,
  sumLogGap: 8,
  sumSquaredLogGap: 9,
  /** orders by day of the week, seven fields */
  weekday: 10,
  /** lines (a need on a day), those of them that were repeat purchases, and those of the last day */
  lines: 17,
  repeatLines: 18,
  lastLines: 19,
} as const;
export const CUSTOMER_WIDTH = 20;

const SMOOTHING = 0.3;

/** Day of the week of a day number: days since 1970-01-01, which was a Thursday; Monday is 0. */
export function weekdayOf(day: number): number {
  return (((Math.floor(day) + 3) % 7) + 7) % 7;
}

/** Adds one order day. A second call for the same day changes nothing. */
export function advanceCustomer(slab: Float64Array, offset: number, day: number): void {
  const orders = at(slab, offset + CUSTOMER.orders);
  if (orders > 0) {
    const gap = day - at(slab, offset + CUSTOMER.lastDay);
    if (gap <= 0) return;
    const level = at(slab, offset + CUSTOMER.levelDays);
    add(slab, offset + CUSTOMER.sumGap, gap);
    add(slab, offset + CUSTOMER.sumLogGap, Math.log(gap));
    add(slab, offset + CUSTOMER.sumSquaredLogGap, Math.log(gap) ** 2);
    slab[offset + CUSTOMER.levelDays] = orders === 1 ? gap : (1 - SMOOTHING) * level + SMOOTHING * gap;
    slab[offset + CUSTOMER.lastGap] = gap;
  } else {
    slab[offset + CUSTOMER.firstDay] = day;
  }
  slab[offset + CUSTOMER.orders] = orders + 1;
  slab[offset + CUSTOMER.lastLines] = 0;
  slab[offset + CUSTOMER.lastDay] = day;
  add(slab, offset + CUSTOMER.weekday + weekdayOf(day), 1);
}

/** Counts one line of the current order day. */
export function noteLine(slab: Float64Array, offset: number, isRepeat: boolean): void {
  add(slab, offset + CUSTOMER.lines, 1);
  add(slab, offset + CUSTOMER.lastLines, 1);
  if (isRepeat) add(slab, offset + CUSTOMER.repeatLines, 1);
}

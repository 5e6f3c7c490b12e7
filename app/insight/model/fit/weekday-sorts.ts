import { weekdayOf } from '~/insight/model/customer-state';
import { type HistorySet, walkOrderDays } from '~/insight/model/fit/history-set';
import { DAYS, WEEKDAY_SORTS, weighSorts } from '~/insight/model/order-rhythm';
import { emptyHead } from '~/insight/model/pools';
import { add, at } from '~/insight/model/stats/slab';

/** Customers' worth with which the shares of an empty shop are held. */
const PRIOR_CUSTOMERS = 10;
const ROUNDS = 20;

/**
 * How common each sort of customer is, from all customers' orders by weekday: expectation-maximisation over the three
 * fixed sorts. A wholesale round comes out as nine in ten that keep to their day, a gift shop as the opposite.
 */
export function weekdaySorts(set: HistorySet, weekday: readonly number[]): number[] {
  const { rows } = set;
  const ordersUpTo = walkOrderDays(set);
  const counts: Float64Array[] = [];
  let own = new Float64Array(DAYS);
  const countOrder = (day: number) => add(own, weekdayOf(day), 1);
  for (let k = 0; k < rows.count; k++) {
    const isNew = k === 0 || rows.customer[k] !== rows.customer[k - 1];
    if (isNew) {
      own = new Float64Array(DAYS);
      counts.push(own);
    }
    if (isNew || rows.day[k] !== rows.day[k - 1])
      ordersUpTo(rows.customer[k] as number, rows.day[k] as number, countOrder);
  }
  let shares = [...emptyHead.weekdaySorts];
  const belief = new Float64Array(WEEKDAY_SORTS.length);
  for (let round = 0; round < ROUNDS; round++) {
    const next = emptyHead.weekdaySorts.map((share) => PRIOR_CUSTOMERS * share);
    for (const week of counts) {
      const orders = week.reduce((sum, n) => sum + n, 0);
      // one order says nothing of its customer's sort
      if (orders < 2) continue;
      weighSorts({ counts: week, from: 0, orders, weekday }, shares, belief);
      for (let k = 0; k < next.length; k++) next[k] = (next[k] as number) + at(belief, k);
    }
    const sum = next.reduce((total, value) => total + value, 0);
    shares = next.map((value) => value / sum);
  }
  return shares;
}

import { CUSTOMER, weekdayOf } from '~/insight/model/customer-state';
import { at } from '~/insight/model/stats/slab';

/** Pseudo-orders of the shop's weekdays against the customer's own. */
const WEEKDAY_PRIOR = 6;

/**
 * A need is bought again on a day on which its customer orders: how likely is each weekday to be one?
 *
 * The customer's share of orders on that weekday, smoothed by six pseudo-orders of the shop, times seven: the weight
 * of that day in the daily hazard, 1 on average. Written for the seven days after `day`; the pattern then repeats.
 *
 * @example a customer of 20 orders, all on Fridays, in a shop open on five days: Friday 5.6, Monday 0.3
 */
export function dayWeights(
  context: { customers: Float64Array; customer: number; weekday: readonly number[]; day: number },
  out: Float64Array,
): void {
  const { customers, customer } = context;
  const orders = at(customers, customer + CUSTOMER.orders);
  for (let z = 1; z <= 7; z++) {
    const w = weekdayOf(context.day + z);
    const own = at(customers, customer + CUSTOMER.weekday + w);
    out[z - 1] = (7 * (own + WEEKDAY_PRIOR * (context.weekday[w] as number))) / (orders + WEEKDAY_PRIOR);
  }
}

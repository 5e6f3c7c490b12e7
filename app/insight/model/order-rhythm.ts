import { CUSTOMER, weekdayOf } from '~/insight/model/customer-state';
import { at } from '~/insight/model/stats/slab';

/** Pseudo-orders of the shop's weekdays against the customer's own. */
const WEEKDAY_PRIOR = 6;

export const DAYS = 7;

/**
 * The last day (counted from the purchase) of the week that `day` is in. Weeks lie around the purchase's own weekday,
 * three days to either side, so that what would fall a day beside it finds it; the first has days 1 to 3 alone.
 *
 * @example weekEnd(1) // 3
 * @example weekEnd(7) // 10
 */
export function weekEnd(day: number): number {
  return day <= 3 ? 3 : 3 + DAYS * Math.ceil((day - 3) / DAYS);
}

/**
 * A need is bought again on a day on which its customer orders: how likely is each weekday to be one?
 *
 * The customer's share of orders on that weekday, smoothed by six pseudo-orders of the shop, times seven: 1 on
 * average. The chance of each week is dealt out to its days in that proportion, so that whoever buys on Fridays is
 * expected on a Friday and no week becomes likelier. Raising each day's hazard instead would count a rhythm of whole
 * weeks twice. Written for the seven days after `day`; the pattern then repeats.
 *
 * @example a customer of 20 orders, all on Fridays, in a shop open on five days: Friday 5.6, Monday 0.3
 */
export function dayWeights(
  context: { customers: Float64Array; customer: number; weekday: readonly number[]; day: number },
  out: Float64Array,
): void {
  const { customers, customer } = context;
  const orders = at(customers, customer + CUSTOMER.orders);
  for (let z = 1; z <= DAYS; z++) {
    const w = weekdayOf(context.day + z);
    const own = at(customers, customer + CUSTOMER.weekday + w);
    out[z - 1] = (DAYS * (own + WEEKDAY_PRIOR * (context.weekday[w] as number))) / (orders + WEEKDAY_PRIOR);
  }
}

import { CUSTOMER, weekdayOf } from '~/insight/model/customer-state';
import { logGamma } from '~/insight/model/stats/beta';
import { at } from '~/insight/model/stats/slab';

/**
 * Three sorts of customers, by how many pseudo-orders of the shop's weekdays stand against their own: who keeps to a
 * weekday, who leans to some, and who takes any day that the shop has.
 */
export const WEEKDAY_SORTS: readonly number[] = [1, 6, 40];

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
 * The customer's share of orders on that weekday, smoothed by pseudo-orders of the shop, times seven: 1 on average.
 * How many pseudo-orders depends on the sort of customer. Nobody says which sort they are, so all three answer, each
 * with the probability that a customer of that sort would have ordered as this one did (`sorts` is how common they are
 * in the shop). Twenty Fridays make a strict customer; two tell nothing.
 *
 * The chance of each week is dealt out to its days in that proportion, so that whoever buys on Fridays is expected on a
 * Friday and no week becomes likelier. Raising each day's hazard instead would count a rhythm of whole weeks twice.
 * Written for the seven days after `day`; the pattern then repeats.
 *
 * @see Minka, Estimating a Dirichlet distribution (2000), for the likelihood
 * @example a customer of 20 orders, all on Fridays, in a shop open on five days: Friday 6.7, Monday 0.07
 */
export function dayWeights(
  context: {
    customers: Float64Array;
    customer: number;
    weekday: readonly number[];
    sorts: readonly number[];
    day: number;
  },
  out: Float64Array,
): void {
  const { customers, customer, weekday } = context;
  const orders = at(customers, customer + CUSTOMER.orders);
  const own = customer + CUSTOMER.weekday;
  weighSorts({ counts: customers, from: own, orders, weekday }, context.sorts, belief);
  for (let z = 1; z <= DAYS; z++) {
    const w = weekdayOf(context.day + z);
    let share = 0;
    for (let k = 0; k < belief.length; k++) {
      const prior = WEEKDAY_SORTS[k] as number;
      share += (at(belief, k) * (at(customers, own + w) + prior * (weekday[w] as number))) / (orders + prior);
    }
    out[z - 1] = DAYS * share;
  }
}

const belief = new Float64Array(WEEKDAY_SORTS.length);

interface WeekdayCounts {
  readonly counts: Float64Array;
  readonly from: number;
  readonly orders: number;
  readonly weekday: readonly number[];
}

/** Probability of each sort, given a customer's orders by weekday and how common the sorts are. */
export function weighSorts(week: WeekdayCounts, sorts: readonly number[], out: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < out.length; k++) {
    const prior = WEEKDAY_SORTS[k] as number;
    let log = Math.log(sorts[k] as number) - logRising(prior, week.orders);
    for (let w = 0; w < DAYS; w++) {
      const own = at(week.counts, week.from + w);
      if (own > 0) log += logRising(prior * (week.weekday[w] as number), own);
    }
    out[k] = log;
    most = Math.max(most, log);
  }
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    out[k] = Math.exp(at(out, k) - most);
    sum += at(out, k);
  }
  for (let k = 0; k < out.length; k++) out[k] = at(out, k) / sum;
}

/** Log of x (x + 1) … (x + n − 1): one logarithm for what is short. */
function logRising(x: number, n: number): number {
  if (n > 12) return logGamma(x + n) - logGamma(x);
  let product = 1;
  for (let i = 0; i < n; i++) product *= x + i;
  return Math.log(product);
}

import { DAYS } from '~/insight/model/order-rhythm';
import { HORIZON_DAYS, pairShape, type ReorderInput } from '~/insight/model/pair-shape';
import { inOrder } from '~/insight/model/purchase-history';
import { reorderCurve } from '~/insight/model/reorder-curve';
import { at } from '~/insight/model/stats/slab';

/** Each way: small enough to stay with what this customer does, large enough to see past a bend of the curve. */
const STRETCH = 1.1;
const noWeekdays = new Float64Array(DAYS).fill(1);

/**
 * How far a customer's own rhythm carries the forecast: the share of a change in their own intervals of this need that
 * arrives in its median.
 *
 * Asked of the forecast itself. It is a mixture (a regression that shrinks, their last intervals as such, a renewal
 * process) in which no single number is the weight; so the question is put twice more, with all their intervals a tenth
 * longer and a tenth shorter, and w is how far log(median) moves for each step of log(interval). The orders in which they
 * bought it move along, and so does their pace over all needs, as they would have; pools, quantities and other needs
 * stay. Weekdays are left aside: a median that sticks to a Tuesday does not move at all, and then by a week.
 *
 * It misleads where the intervals lie around the horizon of the forecast, which holds the median back, and it says nothing
 * of how sure the forecast is. It costs two forecasts, so only whoever shows it asks.
 *
 * @returns 0 … 1; 0 without a finished interval
 * @example a shop that knows nothing: one interval .41, nine .91
 */
export function ownWeight(input: ReorderInput): number {
  const boughtOn = new Set(input.purchases.map(({ day }) => day));
  if (boughtOn.size < 2) return 0;
  const longer = medianDays(stretched(input, boughtOn, STRETCH));
  const shorter = medianDays(stretched(input, boughtOn, 1 / STRETCH));
  return Math.min(Math.max(Math.log(longer / shorter) / (2 * Math.log(STRETCH)), 0), 1);
}

/** The same customer, had each of their intervals of this need been so many times as long, up to the same last day. */
function stretched(input: ReorderInput, boughtOn: ReadonlySet<number>, times: number): ReorderInput {
  const purchases = inOrder(input.purchases);
  const lastDay = purchases.at(-1)?.day ?? 0;
  const moved = (day: number) => lastDay - (lastDay - day) * times;
  const { orderDays, pace, ...rest } = input.rhythm;
  return {
    ...input,
    purchases: purchases.map(({ day, quantity, lastedDays }) => ({
      day: moved(day),
      quantity,
      ...(lastedDays !== undefined && { lastedDays: lastedDays * times }),
    })),
    rhythm: {
      ...rest,
      orderDays: orderDays.map((day) => (boughtOn.has(day) ? moved(day) : day)).sort((a, b) => a - b),
      ...(pace && { pace: { sum: pace.sum + (boughtOn.size - 1) * Math.log(times), gaps: pace.gaps } }),
    },
  };
}

/** Days by which half of those are back who come within the horizon, between whole days by straight line. */
function medianDays(input: ReorderInput): number {
  const { shape } = pairShape(input);
  const curve = new Float64Array(HORIZON_DAYS);
  reorderCurve({ ...shape, days: noWeekdays }, curve);
  const half = at(curve, HORIZON_DAYS - 1) / 2;
  if (half === 0) return HORIZON_DAYS;
  const day = curve.findIndex((share) => share >= half);
  const before = day > 0 ? at(curve, day - 1) : 0;
  return day + (half - before) / Math.max(at(curve, day) - before, 1e-12);
}

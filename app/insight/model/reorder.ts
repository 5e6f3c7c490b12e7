import { alarmAfterDays } from '~/insight/model/false-alarms';
import { HORIZON_DAYS, pairShape, type ReorderInput } from '~/insight/model/pair-shape';
import type { ShopPool } from '~/insight/model/pools';
import { reorderCurve, returningShare } from '~/insight/model/reorder-curve';
import { at } from '~/insight/model/stats/slab';

export interface ReorderForecast {
  /** P(reorder ≤ z days after the last purchase), z = 1 … horizonDays; monotone, proper, finite */
  readonly cdf: Float64Array;
  readonly horizonDays: number;
  /** finished gaps of this customer and need, and customers behind the pool; what the former weigh: see `ownWeight` */
  readonly ownGaps: number;
  readonly poolCustomers: number;
  /** probability that they never buy it again, as of the last purchase */
  readonly neverProbability: number;
}

/**
 * When a customer buys a need again, counted from their last purchase and known at the end of that day.
 *
 * One fold of the purchases through the same updates as the stream, then one curve: about 20 to 30 µs. With no purchase
 * at all the answer is that of a first purchase of the usual quantity on day 0.
 */
export function forecastReorder(input: ReorderInput): ReorderForecast {
  const { shape, gaps, need } = pairShape(input);
  const cdf = new Float64Array(HORIZON_DAYS);
  reorderCurve(shape, cdf);
  return {
    cdf,
    horizonDays: HORIZON_DAYS,
    ownGaps: gaps,
    poolCustomers: need.customers,
    neverProbability: 1 - returningShare(shape),
  };
}

/**
 * Quantile of the days from the last purchase to the reorder, given that it comes within the horizon, and not before or
 * on the day `afterDays`: whoever is silent for long comes later than they were expected, if they come.
 *
 * @param p in (0, 1)
 * @param afterDays days of silence until now; less than the horizon
 * @returns days, between whole days by straight line
 * @example reorders on day 10, 20, 30 and 40 alike: the median after 20 days is 30, and at the purchase 20
 */
export function reorderQuantileDays(forecast: ReorderForecast, p: number, afterDays = 0): number {
  const { cdf, horizonDays } = forecast;
  const passed = endedBy(forecast, afterDays);
  const target = passed + Math.min(Math.max(p, 0), 1) * (at(cdf, horizonDays - 1) - passed);
  let before = passed;
  for (let z = Math.max(Math.floor(afterDays), 0) + 1; z <= horizonDays; z++) {
    const now = at(cdf, z - 1);
    if (now >= target && now > before) return z - 1 + (target - before) / (now - before);
    before = now;
  }
  return horizonDays;
}

/** P(reorder in (fromDays, toDays] after the last purchase | none by fromDays). Days beyond the horizon count as it. */
export function reorderProbabilityBetween(
  forecast: ReorderForecast,
  fromDays: number,
  toDays: number,
): number {
  const from = endedBy(forecast, fromDays);
  const to = endedBy(forecast, Math.max(fromDays, toDays));
  return from >= 1 ? 0 : Math.min(Math.max((to - from) / (1 - from), 0), 1);
}

/**
 * Probability that they never buy it again, known so many days after the last purchase and without another.
 *
 * Of all who are silent for so long those who never come stay as many, and those who come become fewer: D of
 * D + (1 − D) · S(t), which is what the curve has left. Days beyond the horizon count as it.
 *
 * @example never .05, and half of the others back by day 30: .05 / (.05 + .95 · .5) on day 30, about .1
 */
export function neverProbabilityAfter(forecast: ReorderForecast, days: number): number {
  const never = forecast.neverProbability;
  return never <= 0 ? 0 : Math.min(never / Math.max(1 - endedBy(forecast, days), never), 1);
}

/**
 * Days since the last purchase after which this need alone is overdue: a silence that a customer of this rhythm who does
 * come back keeps by chance at most once a year, and never less than one and a half usual ones or 14 days. As for whole
 * orders (`forecastLapse`), and with the same correction by the shop's own past.
 *
 * @returns null where that lies beyond the horizon
 */
export function overdueAfterDays(forecast: ReorderForecast, shop: ShopPool): number | null {
  const typicalDays = reorderQuantileDays(forecast, 0.5);
  const returning = 1 - forecast.neverProbability;
  const of = { returning, typicalDays, scale: shop.lapse.alarmScale };
  const days = alarmAfterDays(forecast.cdf, of, Number.POSITIVE_INFINITY);
  return Number.isFinite(days) ? days : null;
}

/**
 * The day to write, counted from the last purchase: the s for which P(s ≤ reorder ≤ max(s / 0.7, s + 3)) is highest,
 * so that the customer is really low and shipping still fits.
 *
 * @param lastDay no later day is chosen
 */
export function writeDay(forecast: ReorderForecast, lastDay = forecast.horizonDays): number {
  let best = 1;
  let bestProbability = -1;
  for (let s = 1; s <= lastDay; s++) {
    const probability = endedBy(forecast, Math.max(Math.floor(s / 0.7), s + 3)) - endedBy(forecast, s - 1);
    if (probability > bestProbability + 1e-12) {
      best = s;
      bestProbability = probability;
    }
  }
  return best;
}

function endedBy(forecast: ReorderForecast, days: number): number {
  const z = Math.min(Math.floor(days), forecast.horizonDays);
  return z < 1 ? 0 : at(forecast.cdf, z - 1);
}

export { type CustomerHabits, customerHabits, type NeedHistory } from '~/insight/model/customer-habits';
export { forecastLapse, type LapseForecast, type LapseStatus } from '~/insight/model/lapse';
export { ownWeight } from '~/insight/model/own-weight';
export type { ReorderInput } from '~/insight/model/pair-shape';
export { createPoolBuilder, type PoolBuilder } from '~/insight/model/pool-builder';
export {
  emptyShopPool,
  type NeedPool,
  type ShopPool,
  type SupplyPrior,
  supplyPrior,
} from '~/insight/model/pools';
export { type CustomerRhythm, daysLasted, type PurchaseDay } from '~/insight/model/purchase-history';

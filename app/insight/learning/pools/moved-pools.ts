import {
  forecastLapse,
  forecastReorder,
  type NeedPool,
  type ReorderForecast,
  reorderQuantileDays,
  type ShopPool,
  supplyPrior,
} from '~/insight/model/reorder';

/** Customers who stand for all: they bought once, three and nine times, at the usual distance. */
const TIMES_BOUGHT = [1, 3, 9];
const QUANTILES = [0.25, 0.5, 0.75];
/** What moves by less waits until everybody's turn comes. */
const MOVED_DAYS = 3;
const MOVED_SHARE_OF_DAYS = 0.2;
const MOVED_CHANCE = 0.1;

/** The pools of a shop before or after a sweep, of one need. */
export interface PoolsThen {
  readonly shop: ShopPool;
  readonly need: NeedPool | null;
}

/**
 * Would customers of a need be told something else by the new pools? Typical histories are asked both ways: what a field
 * of a pool weighs is known to the model alone. It misleads where only unlike customers move, or all by a little each
 * night; both wait for their turn in the fortnight.
 *
 * @param today day number of the last purchase of who is asked about
 */
export function hasNeedMoved(
  before: PoolsThen,
  after: PoolsThen,
  { daysPerUnit, today }: { readonly daysPerUnit: number | null; readonly today: number },
): boolean {
  const known = after.need ?? before.need;
  if (!known) return false;
  const prior = supplyPrior(daysPerUnit);
  const quantity = Math.exp(known.meanLogQuantity);
  return TIMES_BOUGHT.some((times) => {
    const days = daysBetween({ gap: known.medianDays, times, lastDay: today });
    const purchases = days.map((day) => ({ day, quantity }));
    const told = ({ shop, need }: PoolsThen) =>
      forecastReorder({ purchases, rhythm: { orderDays: days }, need, shop, prior });
    return isToldOtherwise(told(before), told(after));
  });
}

function isToldOtherwise(before: ReorderForecast, after: ReorderForecast): boolean {
  return (
    Math.abs(before.neverProbability - after.neverProbability) > MOVED_CHANCE ||
    QUANTILES.some((p) => haveDaysMoved(reorderQuantileDays(before, p), reorderQuantileDays(after, p)))
  );
}

/** The same for the rhythm of whole orders, which every customer's status is read from. */
export function hasRhythmMoved(before: ShopPool, after: ShopPool, today: number): boolean {
  const gap = Math.exp(after.orders.meanLogGap);
  return TIMES_BOUGHT.some((times) => {
    const orderDays = daysBetween({ gap, times, lastDay: today - Math.round(gap) });
    const told = (shop: ShopPool) => forecastLapse({ rhythm: { orderDays }, shop, today });
    const [then, now] = [told(before), told(after)];
    return (
      Math.abs(then.chanceIn30Days - now.chanceIn30Days) > MOVED_CHANCE ||
      Math.abs(then.chanceIn90Days - now.chanceIn90Days) > MOVED_CHANCE ||
      haveDaysMoved(then.dueAfterDays, now.dueAfterDays) ||
      haveDaysMoved(then.lateAfterDays, now.lateAfterDays) ||
      haveDaysMoved(then.lapseAfterDays, now.lapseAfterDays)
    );
  });
}

function daysBetween({ gap, times, lastDay }: { gap: number; times: number; lastDay: number }): number[] {
  const days = Math.max(1, Math.round(gap));
  return Array.from({ length: times }, (_, nr) => lastDay - (times - 1 - nr) * days);
}

function haveDaysMoved(before: number | null, after: number | null): boolean {
  if (before === null || after === null) return before !== after;
  return Math.abs(before - after) > Math.max(MOVED_DAYS, MOVED_SHARE_OF_DAYS * Math.min(before, after));
}

import { add, at } from '~/insight/model/stats/slab';

/**
 * What is kept of one customer's purchases of one need: sums that a new purchase updates in constant time.
 *
 * The fields live side by side in a Float64Array (a slab holds thousands of pairs without a JavaScript object
 * each). Nothing here depends on the pools, so a sweep never has to rewrite it. All gaps are in days, all logs
 * natural. Quantities are in units of supply.
 */
export const PAIR = {
  /** finished gaps (purchase days − 1) */
  gaps: 0,
  /** day of the first and of the last purchase */
  firstDay: 1,
  lastDay: 2,
  sumGap: 3,
  sumLogGap: 4,
  sumSquaredLogGap: 5,
  /** exponentially smoothed log gap (α = .3) */
  level: 6,
  lastLogGap: 7,
  /** log quantity of the last purchase */
  lastLogQuantity: 8,
  /** sum of the log quantities that began a finished gap, each as `spokenFor` has it */
  sumLogQuantityBefore: 9,
  /** purchases were recorded for this slot */
  used: 10,
  /** exponentially smoothed gap in days (α = .3) */
  levelDays: 11,
  /** orders of the customer up to and including the first purchase of this need; 0 not noted yet */
  ordersAtFirst: 12,
  /** the last gaps in days, a ring that the number of gaps points into */
  recent: 13,
} as const;
export const RECENT = 5;
export const PAIR_WIDTH = PAIR.recent + RECENT;

const SMOOTHING = 0.3;
const MIN_QUANTITY = 1e-3;
const MAX_QUANTITY = 1e6;

/**
 * Adds one purchase day to the pair that starts at `offset`. Days must not go back (the caller re-folds a pair
 * whose history changed); the same day again adds to that day's quantity.
 *
 * @param lastedDays how long the supply before it lasted, where that was not until this day; 0 where it was
 */
export function advancePair(
  slab: Float64Array,
  offset: number,
  day: number,
  quantity: number,
  lastedDays = 0,
): void {
  const logQuantity = Math.log(Math.min(Math.max(quantity, MIN_QUANTITY), MAX_QUANTITY));
  if (!slab[offset + PAIR.used]) {
    slab[offset + PAIR.used] = 1;
    slab[offset + PAIR.firstDay] = day;
    slab[offset + PAIR.lastDay] = day;
    slab[offset + PAIR.lastLogQuantity] = logQuantity;
    return;
  }
  const last = at(slab, offset + PAIR.lastDay);
  const lastLogQuantity = at(slab, offset + PAIR.lastLogQuantity);
  if (day <= last) {
    slab[offset + PAIR.lastLogQuantity] = Math.log(Math.exp(lastLogQuantity) + Math.exp(logQuantity));
    return;
  }
  const gap = lastedDays > 0 ? lastedDays : day - last;
  const logGap = Math.log(gap);
  const gaps = at(slab, offset + PAIR.gaps);
  add(slab, offset + PAIR.sumLogQuantityBefore, spokenFor(slab, offset, logGap));
  slab[offset + PAIR.gaps] = gaps + 1;
  slab[offset + PAIR.recent + (gaps % RECENT)] = gap;
  slab[offset + PAIR.lastDay] = day;
  add(slab, offset + PAIR.sumGap, gap);
  add(slab, offset + PAIR.sumLogGap, logGap);
  add(slab, offset + PAIR.sumSquaredLogGap, logGap * logGap);
  const level = at(slab, offset + PAIR.level);
  const levelDays = at(slab, offset + PAIR.levelDays);
  slab[offset + PAIR.level] = gaps === 0 ? logGap : (1 - SMOOTHING) * level + SMOOTHING * logGap;
  slab[offset + PAIR.levelDays] = gaps === 0 ? gap : (1 - SMOOTHING) * levelDays + SMOOTHING * gap;
  slab[offset + PAIR.lastLogGap] = logGap;
  slab[offset + PAIR.lastLogQuantity] = logQuantity;
}

/** A bulk order is so many times the usual one, and was no stock where the next came within so many usual gaps. */
const BULK = Math.log(5);
const SOON = Math.log(1.5);
/** Finished gaps from which a quantity and a gap are usual. */
const USUAL_GAPS = 2;

/**
 * The log quantity that a gap which ends now speaks for.
 *
 * A single order many times the usual one, after which the customer came back as soon as ever, was not for their own
 * supply (a party, a gift for all colleagues): it says about their rhythm what a usual one says. Where they stayed away
 * longer it was a stock and counts in full. Only what comes later may know which it was: at the purchase itself, for
 * the answer and for what the effect of quantity is learnt from, it is as large as it is.
 */
function spokenFor(slab: Float64Array, offset: number, logGap: number): number {
  const logQuantity = at(slab, offset + PAIR.lastLogQuantity);
  const gaps = at(slab, offset + PAIR.gaps);
  if (gaps < USUAL_GAPS) return logQuantity;
  const usual = at(slab, offset + PAIR.sumLogQuantityBefore) / gaps;
  const isBulk = logQuantity - usual >= BULK;
  return isBulk && logGap - at(slab, offset + PAIR.sumLogGap) / gaps <= SOON ? usual : logQuantity;
}

/** Mean log quantity of the purchases so far, the last among them. */
export function ownLogQuantity(slab: Float64Array, offset: number): number {
  const before = at(slab, offset + PAIR.sumLogQuantityBefore);
  return (before + at(slab, offset + PAIR.lastLogQuantity)) / (at(slab, offset + PAIR.gaps) + 1);
}

/** Notes the customer's number of orders on the pair's first day; called once their order is counted. */
export function noteOrders(slab: Float64Array, offset: number, orders: number): void {
  if (!slab[offset + PAIR.ordersAtFirst]) slab[offset + PAIR.ordersAtFirst] = orders;
}

import { weekdayOf } from '~/insight/model/customer-state';
import { FOLDS, foldOf, type HistorySet } from '~/insight/model/fit/history-set';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import type { SortedRows } from '~/insight/model/purchase-log';
import { add, at } from '~/insight/model/stats/slab';

/** Everything that one pass over the purchases counts, by need and over all pairs. */
export interface NeedSums {
  /** per fold × need: finished gaps and the sum of their logs */
  readonly gaps: Float64Array;
  readonly sumLogGap: Float64Array;
  /** per need */
  readonly sumSquaredLogGap: Float64Array;
  readonly purchases: Float64Array;
  readonly sumLogQuantity: Float64Array;
  readonly sumSquaredLogQuantity: Float64Array;
  readonly customers: Float64Array;
  readonly repeatCustomers: Float64Array;
  /** within pairs: covariance of log gap and log quantity, and variance of the latter */
  readonly covariance: Float64Array;
  readonly quantityVariance: Float64Array;
  readonly weekday: Float64Array;
  /** lines by need × week, and the first week */
  readonly sales: Float64Array;
  readonly firstWeek: number;
  readonly weeks: number;
  readonly firstSale: Int32Array;
  /** days to the next purchase of the same pair for each sorted row, as they teach; 0 none yet; −1 merged into a later row */
  readonly nextGap: Int32Array;
  /** of the gaps that ended when the supply did, and not on a day on which the customer ordered it */
  readonly ranOut: Uint8Array;
  readonly rhythm: PairRhythm;
}

/** How much gaps vary within pairs and pairs' means among each other. */
export interface PairRhythm {
  gaps: number;
  sumLogGap: number;
  /** pairs with a finished gap, and squares of log gaps around their pair's mean */
  returning: number;
  squares: number;
  /** pairs with three gaps or more: how many, their gaps, sum and squares of their means */
  steady: number;
  steadyGaps: number;
  sumMean: number;
  sumSquaredMean: number;
}

export function sumNeeds(set: HistorySet): NeedSums {
  const { rows } = set;
  const sums = emptySums(set);
  const pairs = new Float64Array(set.pairs * PAIR_WIDTH);
  // per pair: sums of log gap × log quantity before it, of that quantity, and of it squared
  const products = new Float64Array(set.pairs * 3);
  const needOfPair = new Int32Array(set.pairs);
  for (let k = 0; k < rows.count; k++) {
    const pair = rows.pair[k] as number;
    const need = rows.need[k] as number;
    const o = pair * PAIR_WIDTH;
    needOfPair[pair] = need;
    const before = at(pairs, o + PAIR.gaps);
    const logBefore = at(pairs, o + PAIR.lastLogQuantity);
    if (!pairs[o + PAIR.used]) add(sums.customers, need, 1);
    advancePair(pairs, o, rows.day[k] as number, rows.quantity[k] as number, rows.lastedDays[k]);
    if (sums.nextGap[k] !== -1) {
      countPurchase(sums, need, rows.day[k] as number, at(pairs, o + PAIR.lastLogQuantity));
    }
    if (at(pairs, o + PAIR.gaps) > before) {
      const logGap = at(pairs, o + PAIR.lastLogGap);
      const fold = foldOf(set, rows.customer[k] as number) * set.needHash.length + need;
      if (before === 0) add(sums.repeatCustomers, need, 1);
      add(sums.gaps, fold, 1);
      add(sums.sumLogGap, fold, logGap);
      add(sums.sumSquaredLogGap, need, logGap * logGap);
      add(products, pair * 3, logGap * logBefore);
      add(products, pair * 3 + 1, logBefore);
      add(products, pair * 3 + 2, logBefore * logBefore);
    }
  }
  for (const pair of rows.pairOrder)
    comparePair(sums, pairs, products, { pair, need: needOfPair[pair] as number });
  return sums;
}

function emptySums(set: HistorySet): NeedSums {
  const { rows } = set;
  const needCount = set.needHash.length;
  let firstWeek = Math.floor((set.today - 1) / 7);
  for (let k = 0; k < rows.count; k++) {
    firstWeek = Math.min(firstWeek, Math.floor((rows.day[k] as number) / 7));
  }
  const weeks = Math.max(Math.floor(set.today / 7) - firstWeek, 1);
  const perNeed = () => new Float64Array(needCount);
  return {
    gaps: new Float64Array(FOLDS * needCount),
    sumLogGap: new Float64Array(FOLDS * needCount),
    sumSquaredLogGap: perNeed(),
    purchases: perNeed(),
    sumLogQuantity: perNeed(),
    sumSquaredLogQuantity: perNeed(),
    customers: perNeed(),
    repeatCustomers: perNeed(),
    covariance: perNeed(),
    quantityVariance: perNeed(),
    weekday: new Float64Array(7),
    sales: new Float64Array(needCount * weeks),
    firstWeek,
    weeks,
    firstSale: new Int32Array(needCount).fill(weeks),
    ...nextGaps(rows, set.pairs),
    rhythm: {
      gaps: 0,
      sumLogGap: 0,
      returning: 0,
      squares: 0,
      steady: 0,
      steadyGaps: 0,
      sumMean: 0,
      sumSquaredMean: 0,
    },
  };
}

function nextGaps(rows: SortedRows, pairCount: number): Pick<NeedSums, 'nextGap' | 'ranOut'> {
  const ranOut = new Uint8Array(rows.count);
  const nextGap = new Int32Array(rows.count);
  // per pair: the row that comes after, plus one
  const next = new Int32Array(pairCount);
  for (let k = rows.count - 1; k >= 0; k--) {
    const pair = rows.pair[k] as number;
    const later = (next[pair] as number) - 1;
    next[pair] = k + 1;
    if (later < 0) continue;
    const days = (rows.day[later] as number) - (rows.day[k] as number);
    const lasted = rows.lastedDays[later] as number;
    nextGap[k] = days === 0 ? -1 : lasted || days;
    ranOut[k] = lasted > 0 ? 1 : 0;
  }
  return { nextGap, ranOut };
}

function countPurchase(sums: NeedSums, need: number, day: number, logQuantity: number): void {
  const week = Math.floor(day / 7) - sums.firstWeek;
  add(sums.purchases, need, 1);
  if (week < sums.weeks) add(sums.sales, need * sums.weeks + week, 1);
  if (week < (sums.firstSale[need] as number)) sums.firstSale[need] = week;
  add(sums.sumLogQuantity, need, logQuantity);
  add(sums.sumSquaredLogQuantity, need, logQuantity * logQuantity);
  add(sums.weekday, weekdayOf(day), 1);
}

/** Adds what one pair's finished gaps say about variation and about the effect of quantity. */
function comparePair(
  sums: NeedSums,
  pairs: Float64Array,
  products: Float64Array,
  { pair, need }: { pair: number; need: number },
): void {
  const o = pair * PAIR_WIDTH;
  const { rhythm } = sums;
  const n = at(pairs, o + PAIR.gaps);
  if (n === 0) return;
  const sum = at(pairs, o + PAIR.sumLogGap);
  rhythm.gaps += n;
  rhythm.sumLogGap += sum;
  rhythm.returning++;
  rhythm.squares += Math.max(at(pairs, o + PAIR.sumSquaredLogGap) - (sum * sum) / n, 0);
  if (n >= 3) {
    rhythm.steady++;
    rhythm.steadyGaps += n;
    rhythm.sumMean += sum / n;
    rhythm.sumSquaredMean += (sum / n) ** 2;
  }
  if (n < 2) return;
  // The quantity as it was, bulk orders too: one that is forgotten where the next gap was short would teach an effect.
  const meanLog = at(products, pair * 3 + 1) / n;
  add(sums.covariance, need, at(products, pair * 3) - meanLog * sum);
  add(sums.quantityVariance, need, Math.max(at(products, pair * 3 + 2) - n * meanLog * meanLog, 0));
}

import { addPace } from '~/insight/model/customer-pace';
import { advanceCustomer, CUSTOMER, CUSTOMER_WIDTH, weekdayOf } from '~/insight/model/customer-state';
import { baseVariance, FEATURES, prescribedCoefficients, writeFeatures } from '~/insight/model/features';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  emptyHead,
  GAP_CLASSES,
  gapClass,
  type Head,
  type NeedPool,
  needMeanLogGap,
  POOL_VERSION,
  PRIOR_GAPS,
  type SupplyPrior,
} from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';
import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';
import { meanAbove, normalCdf } from '~/insight/model/stats/normal';
import { add, at } from '~/insight/model/stats/slab';

export interface HistorySet {
  readonly rows: SortedRows;
  readonly pairs: number;
  readonly customerHash: readonly number[];
  readonly needHash: readonly number[];
  /** merchant's days of supply by need */
  readonly priors: readonly (SupplyPrior | null)[];
  /** rows are dated before this day; gaps that are open then are censored */
  readonly today: number;
}

export interface FittedHead {
  readonly head: Head;
  readonly needs: NeedPool[];
  /** final state of every pair and customer, pace included */
  readonly pairs: Float64Array;
  readonly customers: Float64Array;
}

/** Rows that the regression reads at most: repeat purchases and first ones. A stable sample by hash beyond. */
const MAX_REPEAT_ROWS = 50_000;
const MAX_FIRST_ROWS = 20_000;
const FOLDS = 5;
const ROUNDS = 10;
const RIDGE = 2;
const RECALIBRATION_GAPS = 200;
const GRID = 200;

/**
 * Fits one head from scratch to everything known on the morning of `today`.
 *
 * A log-normal time to the next purchase for those who come back, and a share that never does (mixture cure
 * model), by expectation-maximisation: an open gap counts as "will come, later than this" with the probability
 * that it comes at all. Ignoring open gaps would make every mean too short. From scratch, and every choice by
 * hashes, so that the result is a function of the purchases alone and not of their order of arrival.
 *
 * What a need's other buyers say is taken from the other four fifths of the customers (cross-fitting): a mean
 * that contains the answer would be trusted too much.
 *
 * @see Boag, JRSS B 11 (1949); Peng & Dear, Biometrics 56 (2000) for cure models
 */
export function fitHead(set: HistorySet): FittedHead {
  const sums = sumNeeds(set);
  const base = baseHead(set, sums);
  const needs = poolNeeds(set, sums, base);
  const training = collectRows(set, sums, base, needs);
  const { head, never } = maximise(training, base, needs.length);
  const pooled = needs.map((need, k) => ({
    ...need,
    never: Array.from({ length: GAP_CLASSES }, (_, c) => at(never, c * needs.length + k)),
  }));
  const recalibrated = { ...head, recalibration: recalibrate(training, head, pooled) };
  refreshPace(set, training.pairs, training.customers, pooled, recalibrated);
  return { head: recalibrated, needs: pooled, pairs: training.pairs, customers: training.customers };
}

interface NeedSums {
  readonly pairs: Float64Array;
  /** per fold × need */
  readonly gaps: Float64Array;
  readonly sumLogGap: Float64Array;
  /** per need */
  readonly sumSquaredLogGap: Float64Array;
  readonly purchases: Float64Array;
  readonly sumLogQuantity: Float64Array;
  readonly sumSquaredLogQuantity: Float64Array;
  readonly customers: Float64Array;
  readonly repeatCustomers: Float64Array;
  readonly covariance: Float64Array;
  readonly quantityVariance: Float64Array;
  readonly weekday: Float64Array;
  /** next purchase day of the same pair for each sorted row; 0 none yet; −1 the row is merged into a later one */
  readonly nextDay: Int32Array;
}

function foldOf(set: HistorySet, customer: number): number {
  return mixHash((set.customerHash[customer] as number) + 17) % FOLDS;
}

function sumNeeds(set: HistorySet): NeedSums {
  const { rows } = set;
  const needCount = set.needHash.length;
  const pairs = new Float64Array(set.pairs * PAIR_WIDTH);
  const products = new Float64Array(set.pairs * 2);
  const needOfPair = new Int32Array(set.pairs);
  const sums: NeedSums = {
    pairs,
    gaps: new Float64Array(FOLDS * needCount),
    sumLogGap: new Float64Array(FOLDS * needCount),
    sumSquaredLogGap: new Float64Array(needCount),
    purchases: new Float64Array(needCount),
    sumLogQuantity: new Float64Array(needCount),
    sumSquaredLogQuantity: new Float64Array(needCount),
    customers: new Float64Array(needCount),
    repeatCustomers: new Float64Array(needCount),
    covariance: new Float64Array(needCount),
    quantityVariance: new Float64Array(needCount),
    weekday: new Float64Array(7),
    nextDay: new Int32Array(rows.count),
  };
  const next = new Int32Array(set.pairs);
  for (let k = rows.count - 1; k >= 0; k--) {
    const pair = rows.pair[k] as number;
    const day = rows.day[k] as number;
    const later = next[pair] as number;
    sums.nextDay[k] = later === day + 1 ? -1 : later === 0 ? 0 : later;
    next[pair] = day + 1;
  }
  for (let k = 0; k < rows.count; k++) {
    const pair = rows.pair[k] as number;
    const need = rows.need[k] as number;
    const day = rows.day[k] as number;
    const o = pair * PAIR_WIDTH;
    needOfPair[pair] = need;
    const before = at(pairs, o + PAIR.gaps);
    if (!pairs[o + PAIR.used]) add(sums.customers, need, 1);
    const logBefore = at(pairs, o + PAIR.lastLogQuantity);
    advancePair(pairs, o, day, rows.quantity[k] as number);
    if (sums.nextDay[k] !== -1) {
      const logQuantity = at(pairs, o + PAIR.lastLogQuantity);
      add(sums.purchases, need, 1);
      add(sums.sumLogQuantity, need, logQuantity);
      add(sums.sumSquaredLogQuantity, need, logQuantity * logQuantity);
      add(sums.weekday, weekdayOf(day), 1);
    }
    if (at(pairs, o + PAIR.gaps) > before) {
      const logGap = at(pairs, o + PAIR.lastLogGap);
      const fold = foldOf(set, rows.customer[k] as number) * needCount + need;
      if (before === 0) add(sums.repeatCustomers, need, 1);
      add(sums.gaps, fold, 1);
      add(sums.sumLogGap, fold, logGap);
      add(sums.sumSquaredLogGap, need, logGap * logGap);
      add(products, pair * 2, logGap * logBefore);
      add(products, pair * 2 + 1, logBefore * logBefore);
    }
  }
  for (let pair = 0; pair < set.pairs; pair++) {
    const o = pair * PAIR_WIDTH;
    const gaps = at(pairs, o + PAIR.gaps);
    if (gaps < 2) continue;
    const need = needOfPair[pair] as number;
    const meanLog = at(pairs, o + PAIR.sumLogQuantityBefore) / gaps;
    add(sums.covariance, need, at(products, pair * 2) - meanLog * at(pairs, o + PAIR.sumLogGap));
    add(sums.quantityVariance, need, Math.max(at(products, pair * 2 + 1) - gaps * meanLog * meanLog, 0));
  }
  return sums;
}

/** Everything of the head that needs no iteration: means, variances, elasticity, weekdays. */
function baseHead(set: HistorySet, sums: NeedSums): Head {
  const { pairs } = sums;
  let squares = 0;
  let gaps = 0;
  let logs = 0;
  let returning = 0;
  let big = 0;
  let bigMean = 0;
  let bigSquare = 0;
  let bigGaps = 0;
  for (let pair = 0; pair < set.pairs; pair++) {
    const o = pair * PAIR_WIDTH;
    const n = at(pairs, o + PAIR.gaps);
    if (n === 0) continue;
    const sum = at(pairs, o + PAIR.sumLogGap);
    returning++;
    gaps += n;
    logs += sum;
    squares += Math.max(at(pairs, o + PAIR.sumSquaredLogGap) - (sum * sum) / n, 0);
    if (n >= 3) {
      big++;
      bigMean += sum / n;
      bigSquare += (sum / n) ** 2;
      bigGaps += n;
    }
  }
  const within = (squares + 20 * emptyHead.withinVariance) / (gaps - returning + 20);
  const between =
    big > 20 ? Math.max(bigSquare / big - (bigMean / big) ** 2 - (within * big) / bigGaps, 0.05) : 0.3;
  let covariance = 0;
  let quantityVariance = 0;
  let purchases = 0;
  let spread = 0;
  const needCount = set.needHash.length;
  for (let need = 0; need < needCount; need++) {
    covariance += at(sums.covariance, need);
    quantityVariance += at(sums.quantityVariance, need);
    const n = at(sums.purchases, need);
    purchases += n;
    if (n > 0) spread += at(sums.sumSquaredLogQuantity, need) - at(sums.sumLogQuantity, need) ** 2 / n;
  }
  const { cadence, count } = orderCadence(set);
  const weekdays = sums.weekday.reduce((a, b) => a + b, 0);
  return {
    ...emptyHead,
    gaps,
    meanLogGap: (logs + PRIOR_GAPS * emptyHead.meanLogGap) / (gaps + PRIOR_GAPS),
    withinVariance: within,
    ownShrink: within / between,
    paceShrink: (2 * within) / between + 4,
    meanLogOrderGap: (cadence + 4 * emptyHead.meanLogOrderGap) / (count + 4),
    theta: (covariance + 5 * emptyHead.theta) / (quantityVariance + 5),
    sdLogQuantity: Math.sqrt(Math.max((spread + 1) / (purchases + 4), 1e-4)),
    weekday: Array.from(sums.weekday, (n) => (n + 5) / (weekdays + 35)),
  };
}

/** Sum and number of log mean order gaps, taken at each row as the features see it. */
function orderCadence(set: HistorySet): { cadence: number; count: number } {
  const { rows } = set;
  let cadence = 0;
  let count = 0;
  let customer = -1;
  let first = 0;
  let last = 0;
  let orders = 0;
  for (let k = 0; k < rows.count; k++) {
    const day = rows.day[k] as number;
    if (rows.customer[k] !== customer) {
      customer = rows.customer[k] as number;
      first = day;
      last = day;
      orders = 1;
    } else if (day > last) {
      last = day;
      orders++;
    }
    if (orders > 1) {
      cadence += Math.log(Math.max((last - first) / (orders - 1), 1));
      count++;
    }
  }
  return { cadence, count };
}

function poolNeeds(set: HistorySet, sums: NeedSums, head: Head): NeedPool[] {
  const needCount = set.needHash.length;
  const squaredQuantity = head.sdLogQuantity * head.sdLogQuantity;
  return Array.from({ length: needCount }, (_, need) => {
    let gaps = 0;
    let sumLogGap = 0;
    for (let f = 0; f < FOLDS; f++) {
      gaps += at(sums.gaps, f * needCount + need);
      sumLogGap += at(sums.sumLogGap, f * needCount + need);
    }
    const purchases = at(sums.purchases, need);
    const meanLogQuantity = purchases > 0 ? at(sums.sumLogQuantity, need) / purchases : 0;
    const quantitySquares = Math.max(
      at(sums.sumSquaredLogQuantity, need) - purchases * meanLogQuantity ** 2,
      0,
    );
    const customers = at(sums.customers, need);
    const repeatCustomers = at(sums.repeatCustomers, need);
    const pool: NeedPool = {
      version: POOL_VERSION,
      customers,
      repeatCustomers,
      buyAgainShare: customers > 0 ? repeatCustomers / customers : 0,
      purchases,
      finishedGaps: gaps,
      sumLogGap,
      meanLogQuantity,
      sdLogQuantity: Math.sqrt((quantitySquares + 20 * squaredQuantity) / (purchases + 20)),
      theta: (at(sums.covariance, need) + 25 * head.theta) / (at(sums.quantityVariance, need) + 25),
      never: head.never,
      p25Days: 0,
      medianDays: 0,
      p75Days: 0,
    };
    const mean = needMeanLogGap(pool, head, set.priors[need] ?? null);
    const squares = Math.max(at(sums.sumSquaredLogGap, need) - 2 * mean * sumLogGap + gaps * mean * mean, 0);
    const sd = Math.sqrt((squares + PRIOR_GAPS * head.withinVariance) / (gaps + PRIOR_GAPS));
    return {
      ...pool,
      p25Days: Math.exp(mean - 0.6745 * sd),
      medianDays: Math.exp(mean),
      p75Days: Math.exp(mean + 0.6745 * sd),
    };
  });
}

interface TrainingRows {
  readonly count: number;
  readonly x: Float64Array;
  /** log of the gap, or of how long it has been open */
  readonly y: Float64Array;
  readonly observed: Uint8Array;
  readonly gapClass: Uint8Array;
  readonly need: Int32Array;
  readonly variance: Float64Array;
  readonly pairs: Float64Array;
  readonly customers: Float64Array;
}

function collectRows(set: HistorySet, sums: NeedSums, head: Head, needs: readonly NeedPool[]): TrainingRows {
  const { rows, today } = set;
  const needCount = set.needHash.length;
  let repeats = 0;
  let firsts = 0;
  for (const need of needs) {
    repeats += need.purchases - need.customers;
    firsts += need.customers;
  }
  const keepRepeat = Math.min(1, MAX_REPEAT_ROWS / Math.max(repeats, 1)) * 2 ** 32;
  const keepFirst = Math.min(1, MAX_FIRST_ROWS / Math.max(firsts, 1)) * 2 ** 32;
  const capacity = Math.min(
    rows.count,
    Math.ceil(1.2 * (Math.min(repeats, MAX_REPEAT_ROWS) + Math.min(firsts, MAX_FIRST_ROWS))) + 1000,
  );
  const x = new Float64Array(capacity * FEATURES);
  const y = new Float64Array(capacity);
  const observed = new Uint8Array(capacity);
  const classes = new Uint8Array(capacity);
  const needOf = new Int32Array(capacity);
  const variance = new Float64Array(capacity);
  const pairs = new Float64Array(set.pairs * PAIR_WIDTH);
  const customers = new Float64Array(set.customerHash.length * CUSTOMER_WIDTH);
  let count = 0;
  const meanOf = (need: number, fold: number): number => {
    const pool = needs[need] as NeedPool;
    return needMeanLogGap(
      {
        ...pool,
        finishedGaps: pool.finishedGaps - at(sums.gaps, fold * needCount + need),
        sumLogGap: pool.sumLogGap - at(sums.sumLogGap, fold * needCount + need),
      },
      head,
      set.priors[need] ?? null,
    );
  };
  const means = new Float64Array(FOLDS * needCount);
  for (let f = 0; f < FOLDS; f++) {
    for (let need = 0; need < needCount; need++) means[f * needCount + need] = meanOf(need, f);
  }
  for (let from = 0; from < rows.count; ) {
    const customer = rows.customer[from] as number;
    const day = rows.day[from] as number;
    const c = customer * CUSTOMER_WIDTH;
    const fold = foldOf(set, customer);
    let to = from;
    for (; to < rows.count && rows.customer[to] === customer && rows.day[to] === day; to++) {
      const o = (rows.pair[to] as number) * PAIR_WIDTH;
      const before = at(pairs, o + PAIR.gaps);
      const logBefore = at(pairs, o + PAIR.lastLogQuantity);
      advancePair(pairs, o, day, rows.quantity[to] as number);
      if (at(pairs, o + PAIR.gaps) > before) {
        const need = needs[rows.need[to] as number] as NeedPool;
        const mean = at(means, fold * needCount + (rows.need[to] as number));
        const expected = mean + need.theta * (logBefore - need.meanLogQuantity);
        add(customers, c + CUSTOMER.paceSum, at(pairs, o + PAIR.lastLogGap) - expected);
        add(customers, c + CUSTOMER.paceGaps, 1);
      }
    }
    advanceCustomer(customers, c, day);
    for (let k = from; k < to && count < capacity; k++) {
      const next = sums.nextDay[k] as number;
      if (next === -1) continue;
      const pair = rows.pair[k] as number;
      const need = rows.need[k] as number;
      const o = pair * PAIR_WIDTH;
      const gaps = at(pairs, o + PAIR.gaps);
      const hash = mixHash(
        (set.customerHash[customer] as number) ^ mixHash((set.needHash[need] as number) + day),
      );
      if (hash >= (gaps > 0 ? keepRepeat : keepFirst)) continue;
      writeFeatures(
        {
          pairs,
          pair: o,
          customers,
          customer: c,
          need: needs[need] as NeedPool,
          needMean: at(means, fold * needCount + need),
          head,
        },
        x,
        count * FEATURES,
      );
      const gap = next > 0 ? next - 1 - day : today - day - 0.5;
      y[count] = Math.log(Math.max(gap, 0.5));
      observed[count] = next > 0 ? 1 : 0;
      classes[count] = gapClass(gaps);
      needOf[count] = need;
      variance[count] = baseVariance(pairs, o, head.withinVariance);
      count++;
    }
    from = to;
  }
  return { count, x, y, observed, gapClass: classes, need: needOf, variance, pairs, customers };
}

function maximise(rows: TrainingRows, base: Head, needCount: number): { head: Head; never: Float64Array } {
  const m = FEATURES;
  const coefficients = Float64Array.from(prescribedCoefficients);
  const spread = Float64Array.from(emptyHead.spread);
  const never = new Float64Array(GAP_CLASSES * needCount);
  const neverOverall = Float64Array.from(emptyHead.never);
  for (let c = 0; c < GAP_CLASSES; c++) never.fill(at(neverOverall, c), c * needCount, (c + 1) * needCount);
  const weight = new Float64Array(rows.count);
  const expected = new Float64Array(rows.count);
  const extra = new Float64Array(rows.count);
  for (let round = 0; round < ROUNDS && rows.count > 0; round++) {
    const a = new Float64Array(m * m);
    const b = new Float64Array(m);
    for (let i = 0; i < rows.count; i++) {
      const c = rows.gapClass[i] as number;
      const variance = at(rows.variance, i) * at(spread, c);
      const location = dot(rows.x, i * m, coefficients, m);
      let w = 1;
      let target = at(rows.y, i);
      extra[i] = 0;
      if (!rows.observed[i]) {
        const scale = Math.sqrt(variance);
        const z = (target - location) / scale;
        const survival = Math.max(normalCdf(-z), 1e-12);
        const gone = at(never, c * needCount + (rows.need[i] as number));
        w = ((1 - gone) * survival) / (gone + (1 - gone) * survival);
        const above = meanAbove(z);
        target = location + scale * above;
        extra[i] = variance * Math.max(1 + z * above - above * above, 0);
      }
      weight[i] = w;
      expected[i] = target;
      const precision = w / variance;
      for (let j = 0; j < m; j++) {
        const v = precision * at(rows.x, i * m + j);
        if (v === 0) continue;
        add(b, j, v * target);
        for (let k = 0; k <= j; k++) add(a, j * m + k, v * at(rows.x, i * m + k));
      }
    }
    for (let j = 0; j < m; j++) {
      add(a, j * m + j, RIDGE);
      add(b, j, RIDGE * (prescribedCoefficients[j] as number));
    }
    coefficients.set(solvePositiveDefinite(a, b, m));
    updateSpread(rows, coefficients, { weight, expected, extra }, spread);
    updateNever(rows, weight, never, neverOverall);
  }
  const head = {
    ...base,
    coefficients: Array.from(coefficients),
    spread: Array.from(spread),
    never: Array.from(neverOverall),
  };
  return { head, never };
}

function updateSpread(
  rows: TrainingRows,
  coefficients: Float64Array,
  e: { weight: Float64Array; expected: Float64Array; extra: Float64Array },
  spread: Float64Array,
): void {
  const total = new Float64Array(GAP_CLASSES);
  const weights = new Float64Array(GAP_CLASSES);
  for (let i = 0; i < rows.count; i++) {
    const c = rows.gapClass[i] as number;
    const w = at(e.weight, i);
    const residual = at(e.expected, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES);
    add(total, c, (w * (residual * residual + at(e.extra, i))) / at(rows.variance, i));
    add(weights, c, w);
  }
  // twenty pseudo-gaps of the value that an empty shop would use
  for (let c = 0; c < GAP_CLASSES; c++) {
    spread[c] = (at(total, c) + 20 * (emptyHead.spread[c] as number)) / (at(weights, c) + 20);
  }
}

function updateNever(
  rows: TrainingRows,
  weight: Float64Array,
  never: Float64Array,
  overall: Float64Array,
): void {
  const needCount = never.length / GAP_CLASSES;
  const gone = new Float64Array(never.length);
  const seen = new Float64Array(never.length);
  for (let i = 0; i < rows.count; i++) {
    const k = (rows.gapClass[i] as number) * needCount + (rows.need[i] as number);
    add(seen, k, 1);
    if (!rows.observed[i]) add(gone, k, 1 - at(weight, i));
  }
  for (let c = 0; c < GAP_CLASSES; c++) {
    let goneAll = 0;
    let seenAll = 0;
    for (let k = c * needCount; k < (c + 1) * needCount; k++) {
      goneAll += at(gone, k);
      seenAll += at(seen, k);
    }
    const share = (goneAll + 4 * (emptyHead.never[c] as number)) / (seenAll + 4);
    overall[c] = share;
    for (let k = c * needCount; k < (c + 1) * needCount; k++) {
      never[k] = (at(gone, k) + 10 * share) / (at(seen, k) + 10);
    }
  }
}

/**
 * Where the log-normal shape is wrong, its probabilities are: among purchases said to return within "30 %", fewer
 * or more did. Kaplan–Meier of the raw probabilities, per class of past gaps, says how many; the answer is passed
 * through that curve. Not below 200 finished gaps: the curve would be noise.
 */
function recalibrate(rows: TrainingRows, head: Head, needs: readonly NeedPool[]): (number[] | null)[] {
  const members: number[][] = Array.from({ length: GAP_CLASSES }, () => []);
  const raw = new Float64Array(rows.count);
  const finished = new Float64Array(GAP_CLASSES);
  const coefficients = Float64Array.from(head.coefficients);
  for (let i = 0; i < rows.count; i++) {
    const c = rows.gapClass[i] as number;
    const scale = Math.sqrt(at(rows.variance, i) * (head.spread[c] as number));
    const z = (at(rows.y, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES)) / scale;
    const gone = (needs[rows.need[i] as number] as NeedPool).never[c] as number;
    raw[i] = (1 - gone) * normalCdf(z);
    members[c]?.push(i);
    if (rows.observed[i]) add(finished, c, 1);
  }
  const ones = new Float64Array(rows.count).fill(1);
  return members.map((indices, c) => {
    if (at(finished, c) < RECALIBRATION_GAPS) return null;
    indices.sort((i, j) => at(raw, i) - at(raw, j));
    const curve = kaplanMeier(raw, rows.observed, ones, indices);
    let top = 0;
    for (const i of indices) if (rows.observed[i]) top = Math.max(top, at(raw, i));
    return onGrid(curve, top);
  });
}

function onGrid(curve: { times: Float64Array; ended: Float64Array }, top: number): number[] {
  const grid: number[] = [];
  let k = 0;
  let left = 0;
  let leftEnded = 0;
  for (let g = 0; g <= GRID; g++) {
    const p = Math.min(g / GRID, top);
    while (k < curve.times.length && at(curve.times, k) < p) {
      left = at(curve.times, k);
      leftEnded = at(curve.ended, k);
      k++;
    }
    if (k >= curve.times.length) grid.push(leftEnded);
    else {
      const width = at(curve.times, k) - left;
      const share = width > 0 ? (p - left) / width : 0;
      grid.push(leftEnded + share * (at(curve.ended, k) - leftEnded));
    }
  }
  return grid;
}

/** The customers' pace against the pools as they are now: one pass over the pairs' sums. */
function refreshPace(
  set: HistorySet,
  pairs: Float64Array,
  customers: Float64Array,
  needs: readonly NeedPool[],
  head: Head,
): void {
  for (let c = 0; c < set.customerHash.length; c++) {
    customers[c * CUSTOMER_WIDTH + CUSTOMER.paceSum] = 0;
    customers[c * CUSTOMER_WIDTH + CUSTOMER.paceGaps] = 0;
  }
  const done = new Uint8Array(set.pairs);
  for (let k = 0; k < set.rows.count; k++) {
    const pair = set.rows.pair[k] as number;
    if (done[pair]) continue;
    done[pair] = 1;
    const c = (set.rows.customer[k] as number) * CUSTOMER_WIDTH;
    const need = set.rows.need[k] as number;
    addPace(customers, c, pairs, pair * PAIR_WIDTH, {
      need: needs[need] as NeedPool,
      mean: needMeanLogGap(needs[need] as NeedPool, head, set.priors[need] ?? null),
    });
  }
}

function dot(x: Float64Array, offset: number, coefficients: Float64Array, size: number): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += at(x, offset + j) * at(coefficients, j);
  return sum;
}

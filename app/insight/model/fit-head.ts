import { addPace } from '~/insight/model/customer-pace';
import {
  advanceCustomer,
  CUSTOMER,
  CUSTOMER_WIDTH,
  noteLine,
  weekdayOf,
} from '~/insight/model/customer-state';
import { CELLS, EXPERTS, expertCell, expertPoint } from '~/insight/model/expert-cells';
import { baseVariance, FEATURES, prescribedCoefficients, writeFeatures } from '~/insight/model/features';
import { dayWeights } from '~/insight/model/order-rhythm';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  type Expert,
  emptyHead,
  GAP_CLASSES,
  gapClass,
  type Head,
  logit,
  type NeedPool,
  needMeanLogGap,
  POOL_VERSION,
  PRIOR_GAPS,
  type SupplyPrior,
} from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';
import { regressionCdf } from '~/insight/model/reorder-curve';
import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';
import { meanAbove, normalCdf } from '~/insight/model/stats/normal';
import { knotsCdf, quantileKnots } from '~/insight/model/stats/quantile-knots';
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
const MAX_REPEAT_ROWS = 30_000;
const MAX_FIRST_ROWS = 15_000;
const FOLDS = 5;
const ROUNDS = 8;
/** Older purchases count less: habits, assortments and the shop itself change. */
const HALF_LIFE_DAYS = 150;
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
  const calibrated = { ...head, recalibration: recalibrate(training, head) };
  const recalibrated = { ...calibrated, experts: weighExperts(training, calibrated) };
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
  /** lines by need × week, and the first week */
  readonly sales: Float64Array;
  readonly firstWeek: number;
  readonly weeks: number;
  readonly firstSale: Int32Array;
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
  let firstWeek = Math.floor((set.today - 1) / 7);
  for (let k = 0; k < rows.count; k++)
    firstWeek = Math.min(firstWeek, Math.floor((rows.day[k] as number) / 7));
  const weeks = Math.max(Math.floor(set.today / 7) - firstWeek, 1);
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
    sales: new Float64Array(needCount * weeks),
    firstWeek,
    weeks,
    firstSale: new Int32Array(needCount).fill(weeks),
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
      const week = Math.floor(day / 7) - firstWeek;
      if (week < weeks) add(sums.sales, need * weeks + week, 1);
      if (week < (sums.firstSale[need] as number)) sums.firstSale[need] = week;
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
  for (const pair of set.rows.pairOrder) {
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
  for (const pair of set.rows.pairOrder) {
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
  for (const need of set.rows.needOrder) {
    covariance += at(sums.covariance, need);
    quantityVariance += at(sums.quantityVariance, need);
    const n = at(sums.purchases, need);
    purchases += n;
    if (n > 0) spread += at(sums.sumSquaredLogQuantity, need) - at(sums.sumLogQuantity, need) ** 2 / n;
  }
  const { cadence, count, logLines, orders, lines } = orderCadence(set);
  const shopSales = new Float64Array(sums.weeks);
  sums.sales.forEach((n, i) => {
    add(shopSales, i % sums.weeks, n);
  });
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
    meanLogLines: logLines / (orders + 4),
    repeatShare: (gaps + 2) / (lines + 10),
    sales: Array.from(shopSales),
    salesFrom: sums.firstWeek,
    weekday: Array.from(sums.weekday, (n) => (n + 5) / (weekdays + 35)),
  };
}

/** Sums over rows of the log mean order gap as the features see it, and over orders of their log lines. */
function orderCadence(set: HistorySet) {
  const { rows } = set;
  const sums = { cadence: 0, count: 0, logLines: 0, orders: 0, lines: rows.count };
  let customer = -1;
  let first = 0;
  let last = 0;
  let orders = 0;
  let lines = 0;
  for (let k = 0; k < rows.count; k++) {
    const day = rows.day[k] as number;
    if (rows.customer[k] !== customer || day > last) {
      if (lines > 0) {
        sums.logLines += Math.log(lines);
        sums.orders++;
      }
      lines = 0;
      if (rows.customer[k] !== customer) {
        customer = rows.customer[k] as number;
        first = day;
        orders = 0;
      }
      last = day;
      orders++;
    }
    lines++;
    if (orders > 1) {
      sums.cadence += Math.log(Math.max((last - first) / (orders - 1), 1));
      sums.count++;
    }
  }
  return sums;
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
      sales: Array.from(
        sums.sales.subarray(need * sums.weeks + (sums.firstSale[need] as number), (need + 1) * sums.weeks),
      ),
      salesFrom: sums.firstWeek + (sums.firstSale[need] as number),
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
  readonly fold: Uint8Array;
  readonly variance: Float64Array;
  /** how much the row counts: older ones less */
  readonly recency: Float64Array;
  /** cell and points of the simple experts */
  readonly cell: Uint8Array;
  readonly points: Float64Array;
  /** weights of the seven days after the row's */
  readonly week: Float64Array;
  /** probability of never returning, once fitted */
  readonly gone: Float64Array;
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
  const folds = new Uint8Array(capacity);
  const gone = new Float64Array(capacity);
  const recency = new Float64Array(capacity);
  const cell = new Uint8Array(capacity);
  const points = new Float64Array(capacity * EXPERTS);
  const week = new Float64Array(capacity * 7);
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
  const start = sums.firstWeek * 7;
  const unsafe = start + Math.min(0.35 * (today - start), 180);
  const isTruncated = (_customer: number, need: number, c: number, day: number): boolean =>
    day < unsafe && at(customers, c + CUSTOMER.firstDay) < start + 35 && (sums.firstSale[need] as number) < 5;
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
    for (let k = from; k < to; k++) {
      if (sums.nextDay[k] === -1) continue;
      const o = (rows.pair[k] as number) * PAIR_WIDTH;
      noteOrders(pairs, o, at(customers, c + CUSTOMER.orders));
      noteLine(customers, c, at(pairs, o + PAIR.gaps) > 0);
    }
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
      folds[count] = fold;
      cell[count] = expertCell(pairs, o);
      dayWeights(
        { customers, customer: c, weekday: head.weekday, day },
        week.subarray(count * 7, count * 7 + 7),
      );
      for (let e = 0; e < EXPERTS; e++) points[count * EXPERTS + e] = expertPoint(e, pairs, o);
      recency[count] = 0.5 ** ((today - day) / HALF_LIFE_DAYS);
      if (gaps === 0 && isTruncated(customer, need, c, day)) recency[count] = at(recency, count) * 0.05;
      variance[count] = baseVariance(pairs, o, head.withinVariance);
      count++;
    }
    from = to;
  }
  return {
    count,
    x,
    y,
    observed,
    gapClass: classes,
    need: needOf,
    fold: folds,
    variance,
    recency,
    cell,
    points,
    week,
    gone,
    pairs,
    customers,
  };
}

/** Ridge of the logistic regression, on the scale of one purchase. */
const NEVER_RIDGE = 2;
const NEVER_SIZE = FEATURES + GAP_CLASSES + 1;

function maximise(rows: TrainingRows, base: Head, needCount: number): { head: Head; never: Float64Array } {
  const m = FEATURES;
  const coefficients = Float64Array.from(prescribedCoefficients);
  const spread = Float64Array.from(emptyHead.spread);
  const share = {
    byFold: new Float64Array(FOLDS * GAP_CLASSES * needCount),
    all: new Float64Array(GAP_CLASSES * needCount),
    overall: Float64Array.from(emptyHead.never),
  };
  for (let c = 0; c < GAP_CLASSES; c++) {
    share.all.fill(at(share.overall, c), c * needCount, (c + 1) * needCount);
    for (let f = 0; f < FOLDS; f++) {
      const from = (f * GAP_CLASSES + c) * needCount;
      share.byFold.fill(at(share.overall, c), from, from + needCount);
    }
  }
  const logistic = new Float64Array(NEVER_SIZE);
  for (let c = 0; c < GAP_CLASSES; c++) logistic[m + c] = emptyHead.neverIntercepts[c] as number;
  logistic[m + GAP_CLASSES] = 1;
  const prescribedLogistic = Float64Array.from(logistic);
  const weight = new Float64Array(rows.count);
  const expected = new Float64Array(rows.count);
  const extra = new Float64Array(rows.count);
  const neverX = new Float64Array(NEVER_SIZE);
  for (let round = 0; round < ROUNDS && rows.count > 0; round++) {
    const a = new Float64Array(m * m);
    const b = new Float64Array(m);
    const h = new Float64Array(NEVER_SIZE * NEVER_SIZE);
    const g = new Float64Array(NEVER_SIZE);
    // the first rounds only have to come near: a third of a large shop's rows is enough for them
    const stride = rows.count > 9000 && round < ROUNDS - 3 ? 3 : 1;
    for (let i = 0; i < rows.count; i += stride) {
      const c = rows.gapClass[i] as number;
      const variance = at(rows.variance, i) * at(spread, c);
      const location = dot(rows.x, i * m, coefficients, m);
      for (let j = 0; j < m; j++) neverX[j] = at(rows.x, i * m + j);
      for (let q = 0; q < GAP_CLASSES; q++) neverX[m + q] = q === c ? 1 : 0;
      neverX[m + GAP_CLASSES] = needLogit(rows, share, i, needCount);
      const gone = 1 / (1 + Math.exp(-dot(neverX, 0, logistic, NEVER_SIZE)));
      let w = 1;
      let target = at(rows.y, i);
      extra[i] = 0;
      if (!rows.observed[i]) {
        const scale = Math.sqrt(variance);
        const z = (target - location) / scale;
        const survival = Math.max(normalCdf(-z), 1e-12);
        w = ((1 - gone) * survival) / (gone + (1 - gone) * survival);
        const above = meanAbove(z);
        target = location + scale * above;
        extra[i] = variance * Math.max(1 + z * above - above * above, 0);
      }
      weight[i] = w;
      expected[i] = target;
      const age = at(rows.recency, i);
      const precision = (age * w) / variance;
      for (let j = 0; j < m; j++) {
        const v = precision * at(rows.x, i * m + j);
        if (v === 0) continue;
        add(b, j, v * target);
        for (let k = 0; k <= j; k++) add(a, j * m + k, v * at(rows.x, i * m + k));
      }
      const curvature = age * gone * (1 - gone);
      const slope = age * (1 - w - gone);
      for (let j = 0; j < NEVER_SIZE; j++) {
        const v = at(neverX, j);
        if (v === 0) continue;
        add(g, j, slope * v);
        for (let k = 0; k <= j; k++) add(h, j * NEVER_SIZE + k, curvature * v * at(neverX, k));
      }
    }
    for (let j = 0; j < m; j++) {
      add(a, j * m + j, RIDGE);
      add(b, j, RIDGE * (prescribedCoefficients[j] as number));
    }
    coefficients.set(solvePositiveDefinite(a, b, m));
    for (let j = 0; j < NEVER_SIZE; j++) {
      add(h, j * NEVER_SIZE + j, NEVER_RIDGE);
      add(g, j, NEVER_RIDGE * (at(prescribedLogistic, j) - at(logistic, j)));
    }
    const step = solvePositiveDefinite(h, g, NEVER_SIZE);
    for (let j = 0; j < NEVER_SIZE; j++) add(logistic, j, Math.max(-1, Math.min(1, at(step, j))));
    updateSpread(rows, coefficients, { weight, expected, extra, stride }, spread);
    updateNever(rows, weight, share, { needCount, stride });
  }
  const head: Head = {
    ...base,
    coefficients: Array.from(coefficients),
    neverCoefficients: Array.from(logistic.subarray(0, m)),
    neverIntercepts: Array.from(logistic.subarray(m, m + GAP_CLASSES)),
    neverNeed: at(logistic, m + GAP_CLASSES),
    spread: Array.from(spread),
    never: Array.from(share.overall),
  };
  for (let i = 0; i < rows.count; i++) {
    const c = rows.gapClass[i] as number;
    let sum = at(logistic, m + c) + at(logistic, m + GAP_CLASSES) * needLogit(rows, share, i, needCount);
    sum += dot(rows.x, i * m, logistic, m);
    rows.gone[i] = 1 / (1 + Math.exp(-sum));
  }
  return { head, never: share.all };
}

interface NeverShares {
  /** fold × class × need, from the other folds; class × need; class */
  readonly byFold: Float64Array;
  readonly all: Float64Array;
  readonly overall: Float64Array;
}

function needLogit(rows: TrainingRows, share: NeverShares, i: number, needCount: number): number {
  const c = rows.gapClass[i] as number;
  const k = ((rows.fold[i] as number) * GAP_CLASSES + c) * needCount + (rows.need[i] as number);
  return logit(at(share.byFold, k)) - logit(at(share.overall, c));
}

function updateSpread(
  rows: TrainingRows,
  coefficients: Float64Array,
  e: { weight: Float64Array; expected: Float64Array; extra: Float64Array; stride: number },
  spread: Float64Array,
): void {
  const total = new Float64Array(GAP_CLASSES);
  const weights = new Float64Array(GAP_CLASSES);
  for (let i = 0; i < rows.count; i += e.stride) {
    const c = rows.gapClass[i] as number;
    const w = at(e.weight, i) * at(rows.recency, i);
    const residual = at(e.expected, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES);
    add(total, c, (w * (residual * residual + at(e.extra, i))) / at(rows.variance, i));
    add(weights, c, w);
  }
  // twenty pseudo-gaps of the value that an empty shop would use
  for (let c = 0; c < GAP_CLASSES; c++) {
    spread[c] = (at(total, c) + 20 * (emptyHead.spread[c] as number)) / (at(weights, c) + 20);
  }
}

/** What sets one need apart from another: all rows count alike, for a lamp that nobody bought twice is old news. */
function updateNever(
  rows: TrainingRows,
  weight: Float64Array,
  share: NeverShares,
  size: { needCount: number; stride: number },
): void {
  const { needCount, stride } = size;
  const width = GAP_CLASSES * needCount;
  const gone = new Float64Array(share.byFold.length);
  const seen = new Float64Array(share.byFold.length);
  const goneAll = new Float64Array(width);
  const seenAll = new Float64Array(width);
  const goneClass = new Float64Array(GAP_CLASSES);
  const seenClass = new Float64Array(GAP_CLASSES);
  for (let i = 0; i < rows.count; i += stride) {
    const c = rows.gapClass[i] as number;
    const k = c * needCount + (rows.need[i] as number);
    const dead = rows.observed[i] ? 0 : 1 - at(weight, i);
    const fold = (rows.fold[i] as number) * width + k;
    add(gone, fold, dead);
    add(seen, fold, 1);
    add(goneAll, k, dead);
    add(seenAll, k, 1);
    add(goneClass, c, dead);
    add(seenClass, c, 1);
  }
  for (let c = 0; c < GAP_CLASSES; c++) {
    const overall = (at(goneClass, c) + 4 * (emptyHead.never[c] as number)) / (at(seenClass, c) + 4);
    share.overall[c] = overall;
    for (let k = c * needCount; k < (c + 1) * needCount; k++) {
      share.all[k] = (at(goneAll, k) + 10 * overall) / (at(seenAll, k) + 10);
      for (let f = 0; f < FOLDS; f++) {
        const others = at(seenAll, k) - at(seen, f * width + k);
        share.byFold[f * width + k] =
          (at(goneAll, k) - at(gone, f * width + k) + 10 * overall) / (others + 10);
      }
    }
  }
}

/**
 * Where the log-normal shape is wrong, its probabilities are: among purchases said to return within "30 %", fewer
 * or more did. Kaplan–Meier of the raw probabilities, per class of past gaps, says how many; the answer is passed
 * through that curve. Not below 200 finished gaps: the curve would be noise.
 */
function recalibrate(rows: TrainingRows, head: Head): (number[] | null)[] {
  const members: number[][] = Array.from({ length: GAP_CLASSES }, () => []);
  const raw = new Float64Array(rows.count);
  const finished = new Float64Array(GAP_CLASSES);
  const coefficients = Float64Array.from(head.coefficients);
  for (let i = 0; i < rows.count; i++) {
    const c = rows.gapClass[i] as number;
    const scale = Math.sqrt(at(rows.variance, i) * (head.spread[c] as number));
    const z = (at(rows.y, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES)) / scale;
    raw[i] = (1 - at(rows.gone, i)) * normalCdf(z);
    members[c]?.push(i);
    if (rows.observed[i]) add(finished, c, 1);
  }
  return members.map((indices, c) => {
    if (at(finished, c) < RECALIBRATION_GAPS) return null;
    indices.sort((i, j) => at(raw, i) - at(raw, j));
    const curve = kaplanMeier(raw, rows.observed, rows.recency, indices);
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

/** Finished gaps that a cell needs before a simple expert may speak in it. */
const EXPERT_GAPS = 150;
/** Rows of a cell that decide the weights, at most. */
const EXPERT_ROWS = 2500;
const EXPERT_PRIOR = 2;
const REGRESSION_PRIOR = 10;

/**
 * How much the simple experts are worth beside the regression, cell by cell: the weights of a linear pool under
 * which the past gaps were most likely (expectation-maximisation, with pseudo-counts that favour the regression).
 * What they add are the spikes that a smooth curve has not: "exactly 14 days, again".
 */
function weighExperts(rows: TrainingRows, head: Head): Expert[][] {
  const cells: number[][] = Array.from({ length: CELLS }, () => []);
  for (let i = 0; i < rows.count; i++) cells[rows.cell[i] as number]?.push(i);
  const ratio = new Float64Array(rows.count);
  const coefficients = Float64Array.from(head.coefficients);
  return cells.map((members) => {
    let finished = 0;
    for (const i of members) finished += rows.observed[i] as number;
    if (finished < EXPERT_GAPS) return [];
    const available: { expert: number; knots: number[] }[] = [];
    for (let expert = 0; expert < EXPERTS; expert++) {
      const point = at(rows.points, (members[0] as number) * EXPERTS + expert);
      if (point <= 0) continue;
      for (const i of members) {
        ratio[i] = Math.exp(at(rows.y, i)) / at(rows.points, i * EXPERTS + expert);
      }
      available.push({ expert, knots: quantileKnots(ratio, rows.observed, rows.recency, [...members]) });
    }
    const size = available.length + 1;
    const stride = Math.ceil(members.length / EXPERT_ROWS);
    const asked = members.filter((_, k) => k % stride === 0);
    const likelihood = new Float64Array(asked.length * size);
    asked.forEach((i, k) => {
      const c = rows.gapClass[i] as number;
      const regression = {
        location: dot(rows.x, i * FEATURES, coefficients, FEATURES),
        scale: Math.sqrt(at(rows.variance, i) * (head.spread[c] as number)),
        never: at(rows.gone, i),
        recalibration: head.recalibration[c] ?? null,
      };
      likelihood[k * size] = tiltedLikelihood(rows, i, (z) => regressionCdf(regression, Math.log(z)));
      available.forEach(({ expert, knots }, e) => {
        const point = at(rows.points, i * EXPERTS + expert);
        likelihood[k * size + e + 1] = plainLikelihood(rows, i, (z) => knotsCdf(knots, z / point));
      });
    });
    const weights = poolWeights(
      likelihood,
      asked.map((i) => at(rows.recency, i)),
      size,
    );
    return available.map(({ expert, knots }, e) => ({ expert, knots, weight: at(weights, e + 1) }));
  });
}

/** Days after which an expert's likelihood only asks whether the gap was longer. */
const LIKELIHOOD_DAYS = 120;

/** Likelihood of one gap under an expert whose daily hazard is tilted by the customer's weekdays, as in the answer. */
function tiltedLikelihood(rows: TrainingRows, i: number, cdf: (days: number) => number): number {
  const open = Math.exp(at(rows.y, i));
  const until = Math.min(Math.floor(open + 1e-6), LIKELIHOOD_DAYS);
  let before = Math.max(1 - cdf(0.5), 1e-9);
  let log = 0;
  let last = 0;
  for (let z = 1; z <= until; z++) {
    const now = Math.min(Math.max(1 - cdf(z + 0.5), 1e-9), before);
    last = Math.log(now / before) * at(rows.week, i * 7 + ((z - 1) % 7));
    log += last;
    before = now;
  }
  const survival = Math.exp(log);
  const exact = rows.observed[i] && open <= LIKELIHOOD_DAYS;
  return Math.max(exact ? Math.exp(log - last) - survival : survival, 1e-7);
}

function plainLikelihood(rows: TrainingRows, i: number, cdf: (days: number) => number): number {
  const open = Math.exp(at(rows.y, i));
  const days = Math.floor(open + 1e-6);
  const exact = rows.observed[i] && days <= LIKELIHOOD_DAYS;
  const start = Math.max(1 - cdf(0.5), 1e-9);
  const survival = 1 - cdf(Math.min(days, LIKELIHOOD_DAYS) + 0.5);
  return Math.max((exact ? 1 - cdf(days - 0.5) - survival : survival) / start, 1e-7);
}

function poolWeights(likelihood: Float64Array, counts: readonly number[], size: number): Float64Array {
  let weights = new Float64Array(size).fill(1 / size);
  for (let round = 0; round < 40; round++) {
    const next = new Float64Array(size).fill(EXPERT_PRIOR);
    next[0] = REGRESSION_PRIOR;
    for (let k = 0; k < counts.length; k++) {
      let total = 0;
      for (let e = 0; e < size; e++) total += at(weights, e) * at(likelihood, k * size + e);
      const count = (counts[k] as number) / total;
      for (let e = 0; e < size; e++) add(next, e, count * at(weights, e) * at(likelihood, k * size + e));
    }
    const sum = next.reduce((a, b) => a + b, 0);
    weights = next.map((value) => value / sum);
  }
  return weights;
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

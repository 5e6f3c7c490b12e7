import { advanceCustomer, CUSTOMER, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { EXPERTS, expertCell, expertPoint } from '~/insight/model/expert-cells';
import { baseVariance, FEATURES, writeFeatures } from '~/insight/model/features';
import { FOLDS, foldOf, type HistorySet, walkOrderDays } from '~/insight/model/fit/history-set';
import type { NeedSums } from '~/insight/model/fit/need-sums';
import { sinceNewPace } from '~/insight/model/new-pace';
import { dayWeights } from '~/insight/model/order-rhythm';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import { gapClass, type Head, type NeedPool, needMeanLogGap } from '~/insight/model/pools';
import { mixHash } from '~/insight/model/purchase-log';
import { add, at } from '~/insight/model/stats/slab';

/** Purchases with what was known at the end of their day and what came of them: what the regression learns from. */
export interface TrainingRows {
  count: number;
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
  /** finished gaps before, and their sum */
  readonly gaps: Float64Array;
  readonly sumGap: Float64Array;
  /** how slow the row's need is beside the shop's usual one: see RenewalHistory */
  readonly clock: Float64Array;
  /** a number by which to draw a stable sample */
  readonly hash: Float64Array;
  /** by how much (in log odds) the need is left more often than others, and the probability that it was, once fitted */
  readonly leaving: Float64Array;
  readonly gone: Float64Array;
  /** state of every pair and customer after their last row; pace as the folds saw it */
  readonly pairs: Float64Array;
  readonly customers: Float64Array;
}

/** Rows that the regression reads at most: repeat purchases and first ones. A stable sample by hash beyond. */
const MAX_REPEAT_ROWS = 30_000;
const MAX_FIRST_ROWS = 15_000;
/** Older purchases count less: habits, assortments and the shop itself change. */
const HALF_LIFE_DAYS = 150;

interface Collecting {
  readonly set: HistorySet;
  readonly sums: NeedSums;
  readonly head: Head;
  readonly needs: readonly NeedPool[];
  /** fold × need: mean log gap by the other folds */
  readonly means: Float64Array;
  readonly rows: TrainingRows;
  readonly ordersUpTo: ReturnType<typeof walkOrderDays>;
}

/**
 * Replays the purchases customer by customer and day by day, and writes down each (of a sample, in a large shop) as
 * it looked then.
 *
 * What a need's other buyers say is taken from the other four fifths of the customers (cross-fitting): a mean that
 * contains the answer would be trusted too much.
 */
export function collectRows(
  set: HistorySet,
  sums: NeedSums,
  head: Head,
  needs: readonly NeedPool[],
): TrainingRows {
  const sample = sampleOf(needs, set.rows.count);
  const rows = emptyRows(set, sample.capacity);
  const means = meansByOthers(set, sums, head, needs);
  const walk: Collecting = { set, sums, head, needs, means, rows, ordersUpTo: walkOrderDays(set) };
  const given = set.rows;
  for (let from = 0, to = 0; from < given.count; from = to) {
    const customer = given.customer[from] as number;
    while (to < given.count && given.customer[to] === customer && given.day[to] === given.day[from]) to++;
    advanceDay(walk, from, to);
    for (let k = from; k < to && rows.count < sample.capacity; k++) {
      if (sums.nextGap[k] === -1) continue;
      const hash = mixHash(
        (set.customerHash[customer] as number) ^
          mixHash((set.needHash[given.need[k] as number] as number) + (given.day[k] as number)),
      );
      const gaps = at(rows.pairs, (given.pair[k] as number) * PAIR_WIDTH + PAIR.gaps);
      if (hash < (gaps > 0 ? sample.repeat : sample.first)) writeRow(walk, k, hash);
    }
  }
  return rows;
}

function sampleOf(needs: readonly NeedPool[], rowCount: number) {
  let repeats = 0;
  let firsts = 0;
  for (const need of needs) {
    repeats += need.purchases - need.customers;
    firsts += need.customers;
  }
  const expected = Math.min(repeats, MAX_REPEAT_ROWS) + Math.min(firsts, MAX_FIRST_ROWS);
  return {
    repeat: Math.min(1, MAX_REPEAT_ROWS / Math.max(repeats, 1)) * 2 ** 32,
    first: Math.min(1, MAX_FIRST_ROWS / Math.max(firsts, 1)) * 2 ** 32,
    capacity: Math.min(rowCount, Math.ceil(1.2 * expected) + 1000),
  };
}

function emptyRows(set: HistorySet, capacity: number): TrainingRows {
  return {
    count: 0,
    x: new Float64Array(capacity * FEATURES),
    y: new Float64Array(capacity),
    observed: new Uint8Array(capacity),
    gapClass: new Uint8Array(capacity),
    need: new Int32Array(capacity),
    fold: new Uint8Array(capacity),
    variance: new Float64Array(capacity),
    recency: new Float64Array(capacity),
    cell: new Uint8Array(capacity),
    points: new Float64Array(capacity * EXPERTS),
    week: new Float64Array(capacity * 7),
    gaps: new Float64Array(capacity),
    sumGap: new Float64Array(capacity),
    clock: new Float64Array(capacity),
    hash: new Float64Array(capacity),
    leaving: new Float64Array(capacity),
    gone: new Float64Array(capacity),
    pairs: new Float64Array(set.pairs * PAIR_WIDTH),
    customers: new Float64Array(set.customerHash.length * CUSTOMER_WIDTH),
  };
}

function meansByOthers(
  set: HistorySet,
  sums: NeedSums,
  head: Head,
  needs: readonly NeedPool[],
): Float64Array {
  const means = new Float64Array(FOLDS * needs.length);
  for (let f = 0; f < FOLDS; f++) {
    needs.forEach((pool, need) => {
      const k = f * needs.length + need;
      const others = {
        ...pool,
        finishedGaps: pool.finishedGaps - at(sums.gaps, k),
        sumLogGap: pool.sumLogGap - at(sums.sumLogGap, k),
      };
      means[k] = needMeanLogGap(others, head, set.priors[need] ?? null);
    });
  }
  return means;
}

/** Moves the states of one customer and their pairs over all their lines of one day. */
function advanceDay(walk: Collecting, from: number, to: number): void {
  const { set, sums, needs, means, rows } = walk;
  const { pairs, customers } = rows;
  const customer = set.rows.customer[from] as number;
  const day = set.rows.day[from] as number;
  const c = customer * CUSTOMER_WIDTH;
  const fold = foldOf(set, customer) * needs.length;
  for (let k = from; k < to; k++) {
    const o = (set.rows.pair[k] as number) * PAIR_WIDTH;
    const before = at(pairs, o + PAIR.gaps);
    const quantities = at(pairs, o + PAIR.sumLogQuantityBefore);
    advancePair(pairs, o, day, set.rows.quantity[k] as number, set.rows.lastedDays[k]);
    if (at(pairs, o + PAIR.gaps) === before) continue;
    const need = needs[set.rows.need[k] as number] as NeedPool;
    const logQuantity = at(pairs, o + PAIR.sumLogQuantityBefore) - quantities;
    const expected =
      at(means, fold + (set.rows.need[k] as number)) + need.theta * (logQuantity - need.meanLogQuantity);
    add(customers, c + CUSTOMER.paceSum, at(pairs, o + PAIR.lastLogGap) - expected);
    add(customers, c + CUSTOMER.paceGaps, 1);
  }
  walk.ordersUpTo(customer, day, (orderDay) => advanceCustomer(customers, c, orderDay));
  for (let k = from; k < to; k++) {
    if (sums.nextGap[k] === -1) continue;
    const o = (set.rows.pair[k] as number) * PAIR_WIDTH;
    noteOrders(pairs, o, at(customers, c + CUSTOMER.orders));
    noteLine(customers, c, at(pairs, o + PAIR.gaps) > 0);
  }
}

function writeRow({ set, sums, head, needs, means, rows }: Collecting, k: number, hash: number): void {
  const { customers } = rows;
  const i = rows.count++;
  const customer = set.rows.customer[k] as number;
  const c = customer * CUSTOMER_WIDTH;
  const all = (set.rows.pair[k] as number) * PAIR_WIDTH;
  const orders = at(customers, c + CUSTOMER.orders);
  const anew = sinceNewPace({ pairs: rows.pairs, pair: all, orders, withinVariance: head.withinVariance });
  const [pairs, o] = anew === null ? [rows.pairs, all] : [anew, 0];
  const day = set.rows.day[k] as number;
  const needIndex = set.rows.need[k] as number;
  const need = needs[needIndex] as NeedPool;
  const fold = foldOf(set, customer);
  const needMean = at(means, fold * needs.length + needIndex);
  writeFeatures({ pairs, pair: o, customers, customer: c, need, needMean, head }, rows.x, i * FEATURES);
  const next = sums.nextGap[k] as number;
  const gap = next > 0 ? next : set.today - day - 0.5;
  const gaps = at(pairs, o + PAIR.gaps);
  rows.y[i] = Math.log(Math.max(gap, 0.5));
  rows.observed[i] = next > 0 ? 1 : 0;
  rows.gapClass[i] = gapClass(gaps);
  rows.need[i] = needIndex;
  rows.fold[i] = fold;
  rows.variance[i] = baseVariance(pairs, o, head.withinVariance);
  rows.gaps[i] = gaps;
  rows.sumGap[i] = at(pairs, o + PAIR.sumGap);
  rows.clock[i] = Math.exp(needMean - head.meanLogGap);
  rows.hash[i] = hash;
  rows.cell[i] = expertCell(pairs, o);
  for (let e = 0; e < EXPERTS; e++) rows.points[i * EXPERTS + e] = expertPoint(e, { pairs, pair: o, need });
  const { weekday, weekdaySorts: sorts } = head;
  const week = rows.week.subarray(i * 7, i * 7 + 7);
  // Supply ends on any weekday; only orders keep to some.
  if (sums.ranOut[k]) week.fill(1);
  else dayWeights({ customers, customer: c, weekday, sorts, day }, week);
  const isFalseFirst =
    gaps === 0 &&
    isTruncated({ set, sums }, { need: needIndex, day, since: at(customers, c + CUSTOMER.firstDay) });
  rows.recency[i] = 0.5 ** ((set.today - day) / HALF_LIFE_DAYS) * (isFalseFirst ? FALSE_FIRST : 1);
}

/** What a purchase that only looks like a first one counts. */
const FALSE_FIRST = 0.05;

/**
 * The history begins somewhere, and a regular's first line in it is no first purchase: of customers seen in the first
 * five weeks, the first lines of needs that sold from the start are doubted while the history is young.
 */
function isTruncated(
  { set, sums }: Pick<Collecting, 'set' | 'sums'>,
  line: { need: number; day: number; since: number },
): boolean {
  const start = sums.firstWeek * 7;
  const unsafe = start + Math.min(0.35 * (set.today - start), 180);
  return line.day < unsafe && line.since < start + 35 && (sums.firstSale[line.need] as number) < 5;
}

import { advanceCustomer, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { askExperts, LAPSE_EXPERTS, type SilenceQuestion } from '~/insight/model/lapse-experts';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  emptyLapse,
  type Head,
  type LapseCalibration,
  type NeedPool,
  needMeanLogGap,
  type SilencePool,
} from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';
import type { CurveShape } from '~/insight/model/reorder-curve';
import { shapeOf } from '~/insight/model/shape-of';
import { poolSilences } from '~/insight/model/silence-pool';
import { fitLogistic } from '~/insight/model/stats/logistic';
import { add, at } from '~/insight/model/stats/slab';

/** Days between two past cut-offs, how many of them, and the windows that are asked at each. */
const CUT_OFF_STEP = 21;
const CUT_OFFS = 12;
const WINDOWS = [14, 30, 60, 90];
const MAX_QUESTIONS = 12_000;
const HALF_LIFE_DAYS = 120;
/** Questions to one customer at one cut-off, and at neighbouring ones, are answered by the same order. */
const EVIDENCE = 1 / (2 * WINDOWS.length);

/** Weights before anything is seen, and the questions' worth with which they are held. */
const PRIOR_WEIGHTS = [1 / 8, 1 / 8, 3 / 8, 3 / 8];
const PRIOR_COUNT = 100;
const RIDGE = 100;
const prescribed = emptyLapse.correction;
const SIZE = prescribed.length;

const opinions = new Float64Array(2 * LAPSE_EXPERTS);
const row = new Float64Array(SIZE);

/**
 * P(order within `window` days | silent for `elapsed` days): the experts' opinions pooled, then corrected by what came
 * of the same question in the shop's past.
 *
 * A linear pool, because one expert who is sure and wrong must not carry the day: an average of log odds would let it.
 * An expert that held such a silence for impossible counts less (by the root of its probability: half way to Bayes).
 */
export function orderWithin(question: SilenceQuestion, calibration: LapseCalibration): number {
  askExperts(question, calibration.silences, opinions);
  writeRow(question, pooled(calibration.weights, opinions, 0), row, 0);
  let logOdds = 0;
  for (let j = 0; j < SIZE; j++) logOdds += at(row, j) * (calibration.correction[j] as number);
  return 1 / (1 + Math.exp(-logOdds));
}

function pooled(weights: readonly number[], asked: Float64Array, offset: number): number {
  let sum = 0;
  let total = 0;
  for (let e = 0; e < LAPSE_EXPERTS; e++) {
    const open = Math.max(at(asked, offset + LAPSE_EXPERTS + e), 1e-3);
    const weight = (weights[e] as number) * Math.sqrt(open);
    total += weight;
    sum += weight * at(asked, offset + e);
  }
  return sum / total;
}

function writeRow(question: SilenceQuestion, p: number, out: Float64Array, offset: number): void {
  const { pairs, pair, elapsed, window } = question;
  const gaps = at(pairs, pair + PAIR.gaps);
  const late = gaps > 0 ? Math.log((elapsed + 3) / (at(pairs, pair + PAIR.levelDays) + 3)) : 0;
  const known = Math.min(Math.max(p, 1e-4), 1 - 1e-4);
  out[offset] = Math.log(known / (1 - known));
  out[offset + 1] = 1;
  out[offset + 2] = Math.log(window) - 3.8;
  out[offset + 3] = gaps === 0 ? 1 : 0;
  out[offset + 4] = late;
  out[offset + 5] = Math.max(late, 0);
  out[offset + 6] = gaps > 0 ? Math.log(1 + gaps) : 0;
}

export interface LapseHistory {
  readonly rows: SortedRows;
  readonly customerHash: readonly number[];
  readonly head: Head;
  readonly need: NeedPool;
  /** rows are dated before this day */
  readonly today: number;
}

/**
 * Asks the question at cut-offs in the past, of a stable sample of customers, and learns how far to trust whom and
 * how the pooled answer should have been. Only windows that had closed by `today` count, recent ones more.
 */
export function calibrateLapse(history: LapseHistory): LapseCalibration {
  const silences = poolSilences(history.rows, history.customerHash, history.today);
  const asked = askPast(history, silences);
  const weights = trustInExperts(asked, silences.shares.length > 0);
  for (let i = 0; i < asked.count; i++) {
    const p = Math.min(Math.max(pooled(weights, asked.opinions, i * 2 * LAPSE_EXPERTS), 1e-4), 1 - 1e-4);
    asked.x[i * SIZE] = Math.log(p / (1 - p));
  }
  const correction = fitLogistic(asked, { size: SIZE, ridge: RIDGE, prescribed });
  return { silences, weights, correction };
}

interface Asked {
  count: number;
  readonly opinions: Float64Array;
  readonly x: Float64Array;
  readonly y: Uint8Array;
  readonly weights: Float64Array;
}

function askPast(history: LapseHistory, silences: SilencePool): Asked {
  const { rows, head, need, today } = history;
  const needMean = needMeanLogGap(need, head, null);
  const limit = Math.min(1, MAX_QUESTIONS / Math.max(rows.pairOrder.length * CUT_OFFS, 1)) * 2 ** 32;
  const room =
    Math.ceil(1.5 * Math.min(MAX_QUESTIONS, rows.pairOrder.length * CUT_OFFS) + 100) * WINDOWS.length;
  const asked: Asked = {
    count: 0,
    opinions: new Float64Array(room * 2 * LAPSE_EXPERTS),
    x: new Float64Array(room * SIZE),
    y: new Uint8Array(room),
    weights: new Float64Array(room),
  };
  const pairs = new Float64Array(PAIR_WIDTH);
  const customers = new Float64Array(CUSTOMER_WIDTH);
  for (let k = 0; k < rows.count; k++) {
    const customer = rows.customer[k] as number;
    if (k === 0 || rows.customer[k - 1] !== customer) {
      pairs.fill(0);
      customers.fill(0);
    }
    const day = rows.day[k] as number;
    advancePair(pairs, 0, day, 1);
    advanceCustomer(customers, 0, day);
    noteOrders(pairs, 0, 1);
    noteLine(customers, 0, at(pairs, PAIR.gaps) > 0);
    const isLast = k + 1 === rows.count || rows.customer[k + 1] !== customer;
    const next = isLast ? Number.POSITIVE_INFINITY : (rows.day[k + 1] as number);
    let shape: CurveShape | null = null;
    for (let c = 1; c <= CUT_OFFS; c++) {
      const cut = today - 1 - c * CUT_OFF_STEP;
      if (cut < day || cut >= next) continue;
      if (mixHash((history.customerHash[customer] as number) + 7919 * cut) > limit) continue;
      shape ??= shapeOf({ pairs, pair: 0, customers, customer: 0, need, needMean, head });
      for (const window of WINDOWS) {
        if (cut + window > today - 1 || asked.count === room) continue;
        const question = { shape, pairs, pair: 0, elapsed: cut - day, window };
        const i = asked.count++;
        askExperts(question, silences, opinions);
        asked.opinions.set(opinions, i * 2 * LAPSE_EXPERTS);
        writeRow(question, 0.5, asked.x, i * SIZE);
        asked.y[i] = next - cut <= window ? 1 : 0;
        asked.weights[i] = EVIDENCE * 0.5 ** ((today - cut - window) / HALF_LIFE_DAYS);
      }
    }
  }
  return asked;
}

/** Weights of the pool under which the past was most likely: expectation-maximisation with pseudo-counts. */
function trustInExperts(asked: Asked, hasShares: boolean): number[] {
  const prior = PRIOR_WEIGHTS.map((weight, e) => (e === LAPSE_EXPERTS - 1 && !hasShares ? 0 : weight));
  let weights = prior;
  for (let round = 0; round < 40; round++) {
    const next = Float64Array.from(prior, (weight) => PRIOR_COUNT * weight);
    for (let i = 0; i < asked.count; i++) {
      const likelihood = (e: number) => {
        const p = at(asked.opinions, i * 2 * LAPSE_EXPERTS + e);
        return (weights[e] as number) * Math.max(asked.y[i] ? p : 1 - p, 1e-4);
      };
      let total = 0;
      for (let e = 0; e < LAPSE_EXPERTS; e++) total += likelihood(e);
      for (let e = 0; e < LAPSE_EXPERTS; e++) add(next, e, (at(asked.weights, i) * likelihood(e)) / total);
    }
    const sum = next.reduce((a, b) => a + b, 0);
    weights = Array.from(next, (value) => value / sum);
  }
  return weights;
}

import { advanceCustomer, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { alarmScale, type EndedSilence, endedSilence } from '~/insight/model/false-alarms';
import { askExperts } from '~/insight/model/lapse-experts';
import {
  CORRECTION_SIZE,
  logOdds,
  lookAlike,
  OPINIONS,
  pooled,
  ROW_SIZE,
  SILENCE_FEATURES,
  writeSilence,
} from '~/insight/model/order-within';
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
const HALF_LIFE_DAYS = 240;
/** Questions to one customer at one cut-off, and at neighbouring ones, are answered by the same order. */
const EVIDENCE = 1 / (2 * WINDOWS.length);

/** Weights before anything is seen, and the questions' worth with which they are held. */
const PRIOR_WEIGHTS = [0.1, 0.1, 0.3, 0.3, 0.2];
const PRIOR_COUNT = 100;
/** Opinions that need silences to have ended: without any, they have no say. */
const NEEDS_ENDS = 3;
const LOOK_ALIKE_RIDGE = 3;
const CORRECTION_RIDGE = 10;

/** Silences whose length is held against what was allowed, at most; gaps from which a customer is regular. */
const MAX_SILENCES = 4_000;
const REGULAR_GAPS = 2;
/** Typical intervals after which nearly every silence has ended that ever will. */
const LONG_SILENCE = 4;

const opinions = new Float64Array(2 * OPINIONS);

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
  const lookAlikes = fitLogistic(asked, {
    from: 1,
    size: SILENCE_FEATURES,
    width: ROW_SIZE,
    ridge: LOOK_ALIKE_RIDGE,
    prescribed: emptyLapse.lookAlikes,
  });
  for (let i = 0; i < asked.count; i++) lookAlike(lookAlikes, asked.x, asked.opinions, i);
  const weights = trustInExperts(asked, silences.shares.length > 0);
  for (let i = 0; i < asked.count; i++) {
    asked.x[i * ROW_SIZE] = logOdds(pooled(weights, asked.opinions, i));
  }
  const correction = fitLogistic(asked, {
    from: 0,
    size: CORRECTION_SIZE,
    width: ROW_SIZE,
    ridge: CORRECTION_RIDGE,
    prescribed: emptyLapse.correction,
  });
  return { silences, lookAlikes, weights, correction, alarmScale: alarmScale(endedSilences(history)) };
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
    opinions: new Float64Array(room * 2 * OPINIONS),
    x: new Float64Array(room * ROW_SIZE),
    y: new Uint8Array(room),
    weights: new Float64Array(room),
  };
  const walk = walkCustomers(rows);
  for (let k = 0; k < rows.count; k++) {
    const { pairs, customers } = walk.advance(k);
    const customer = rows.customer[k] as number;
    const day = rows.day[k] as number;
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
        asked.opinions.set(opinions, i * 2 * OPINIONS);
        writeSilence(question, asked.x, i * ROW_SIZE + 1);
        asked.y[i] = next - cut <= window ? 1 : 0;
        asked.weights[i] = EVIDENCE * 0.5 ** ((today - cut - window) / HALF_LIFE_DAYS);
      }
    }
  }
  return asked;
}

/**
 * The silences of regular customers that ended, of a sample. Only those that began long enough ago to have ended, were
 * they ever to: a long one that is still open would be missed, and the tail look thinner than it is.
 */
function endedSilences({ rows, customerHash, head, need, today }: LapseHistory): EndedSilence[] {
  const needMean = needMeanLogGap(need, head, null);
  const limit = Math.min(1, MAX_SILENCES / Math.max(rows.count, 1)) * 2 ** 32;
  const walk = walkCustomers(rows);
  const ended: EndedSilence[] = [];
  for (let k = 0; k < rows.count; k++) {
    const { pairs, customers } = walk.advance(k);
    const customer = rows.customer[k] as number;
    if (k + 1 === rows.count || rows.customer[k + 1] !== customer) continue;
    if (at(pairs, PAIR.gaps) < REGULAR_GAPS || mixHash((customerHash[customer] as number) + 31) > limit)
      continue;
    const day = rows.day[k] as number;
    const shape = shapeOf({ pairs, pair: 0, customers, customer: 0, need, needMean, head });
    const silence = endedSilence(shape, (rows.day[k + 1] as number) - day);
    if (day + LONG_SILENCE * silence.typicalDays < today) ended.push(silence);
  }
  return ended;
}

/** The states of one customer after another, row by row. */
function walkCustomers(rows: SortedRows): {
  advance(row: number): { pairs: Float64Array; customers: Float64Array };
} {
  const pairs = new Float64Array(PAIR_WIDTH);
  const customers = new Float64Array(CUSTOMER_WIDTH);
  return {
    advance(k) {
      if (k === 0 || rows.customer[k - 1] !== rows.customer[k]) {
        pairs.fill(0);
        customers.fill(0);
      }
      const day = rows.day[k] as number;
      advancePair(pairs, 0, day, 1);
      advanceCustomer(customers, 0, day);
      noteOrders(pairs, 0, 1);
      noteLine(customers, 0, at(pairs, PAIR.gaps) > 0);
      return { pairs, customers };
    },
  };
}

/** Weights of the pool under which the past was most likely: expectation-maximisation with pseudo-counts. */
function trustInExperts(asked: Asked, hasShares: boolean): number[] {
  const prior = PRIOR_WEIGHTS.map((weight, e) => (e >= NEEDS_ENDS && !hasShares ? 0 : weight));
  let weights = prior;
  for (let round = 0; round < 40; round++) {
    const next = Float64Array.from(prior, (weight) => PRIOR_COUNT * weight);
    for (let i = 0; i < asked.count; i++) {
      const likelihood = (e: number) => {
        const p = at(asked.opinions, i * 2 * OPINIONS + e);
        return (weights[e] as number) * Math.max(asked.y[i] ? p : 1 - p, 1e-4);
      };
      let total = 0;
      for (let e = 0; e < OPINIONS; e++) total += likelihood(e);
      for (let e = 0; e < OPINIONS; e++) add(next, e, (at(asked.weights, i) * likelihood(e)) / total);
    }
    const sum = next.reduce((a, b) => a + b, 0);
    weights = Array.from(next, (value) => value / sum);
  }
  return weights;
}

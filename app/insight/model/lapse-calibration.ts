import { advanceCustomer, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import { type Head, type NeedPool, needMeanLogGap } from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';
import { type CurveShape, endedShare, rawCdf } from '~/insight/model/reorder-curve';
import { shapeOf } from '~/insight/model/shape-of';
import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { add, at } from '~/insight/model/stats/slab';

/** Coefficients of the correction; empty: none. */
export type LapseCalibration = readonly number[];

const SIZE = 10;
/** Days between two past cut-offs, how many of them, and the windows that are asked at each. */
const CUT_OFF_STEP = 21;
const CUT_OFFS = 12;
const WINDOWS = [21, 30, 60, 90];
const MAX_QUESTIONS = 12_000;
const HALF_LIFE_DAYS = 120;
const RIDGE = 3;
/** Where the ridge pulls: half way between the smooth curve and the full one. */
const prescribed = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0.5];
const ROUNDS = 15;

/** No silence is so long that fewer than this return in the window, until the shop's past says so. */
const LEAST_HAZARD = 0.01;

const row = new Float64Array(SIZE);

/**
 * P(order within `window` days | silent for `elapsed` days), from the curve and corrected by what came of the same
 * question in the shop's past.
 *
 * The curve is fitted to be right from the last purchase on. Deep in its tail, where lapse is decided, it answers for
 * few customers and can be wrong by a factor. The log of its cumulative hazard over the window is therefore passed
 * through a complementary log-log regression, which also sees the silence itself against the customer's own level.
 */
export function orderWithin(
  question: { shape: CurveShape; pairs: Float64Array; pair: number; elapsed: number; window: number },
  calibration: LapseCalibration,
): number {
  writeRow(question);
  let eta = at(row, 1) + 0.5 * at(row, 9);
  if (calibration.length === SIZE) {
    eta = 0;
    for (let j = 0; j < SIZE; j++) eta += at(row, j) * (calibration[j] as number);
  }
  return 1 - Math.exp(-Math.exp(Math.min(Math.max(eta, -20), 4)));
}

function writeRow(question: {
  shape: CurveShape;
  pairs: Float64Array;
  pair: number;
  elapsed: number;
  window: number;
}): void {
  const { shape, pairs, pair, elapsed, window } = question;
  const open = Math.max(1 - endedShare(shape, elapsed), 1e-9);
  const later = Math.max(1 - endedShare(shape, elapsed + window), 1e-12);
  const hazard = Math.max(Math.log(open / Math.min(later, open)), LEAST_HAZARD);
  const smoothOpen = Math.max(1 - rawCdf(shape, elapsed), 1e-9);
  const smoothLater = Math.max(1 - rawCdf(shape, elapsed + window), 1e-12);
  const smooth = Math.max(Math.log(smoothOpen / Math.min(smoothLater, smoothOpen)), LEAST_HAZARD);
  const gaps = at(pairs, pair + PAIR.gaps);
  const silence = Math.log(elapsed + 7) - 3.5;
  const first = gaps === 0 ? 1 : 0;
  const level = gaps > 0 ? Math.log((elapsed + 3) / (at(pairs, pair + PAIR.levelDays) + 3)) : 0;
  row[0] = 1;
  row[1] = Math.log(smooth);
  row[9] = Math.log(hazard) - Math.log(smooth);
  row[2] = silence;
  row[3] = Math.log(window) - 3.8;
  row[4] = first;
  row[5] = first * silence;
  row[6] = level;
  row[7] = Math.max(level, 0);
  row[8] = Math.log(1 + gaps) * (1 - first);
}

/**
 * Asks the question at cut-offs in the past, of a stable sample of pairs, and learns how the answers should have
 * been. Only windows that had closed by `today` count, recent ones more.
 */
export function calibrateLapse(set: {
  readonly rows: SortedRows;
  readonly customerHash: readonly number[];
  readonly head: Head;
  readonly need: NeedPool;
  readonly today: number;
}): LapseCalibration {
  const { rows, head, need, today } = set;
  const needMean = needMeanLogGap(need, head, null);
  const limit = Math.min(1, MAX_QUESTIONS / Math.max(rows.pairOrder.length * CUT_OFFS, 1)) * 2 ** 32;
  const x: number[] = [];
  const y: number[] = [];
  const weights: number[] = [];
  const pairs = new Float64Array(PAIR_WIDTH);
  const customers = new Float64Array(CUSTOMER_WIDTH);
  for (let from = 0; from < rows.count; ) {
    const customer = rows.customer[from] as number;
    let to = from;
    while (to < rows.count && rows.customer[to] === customer) to++;
    pairs.fill(0);
    customers.fill(0);
    for (let k = from; k < to; k++) {
      const day = rows.day[k] as number;
      advancePair(pairs, 0, day, 1);
      advanceCustomer(customers, 0, day);
      noteOrders(pairs, 0, 1);
      noteLine(customers, 0, at(pairs, PAIR.gaps) > 0);
      const next = k + 1 < to ? (rows.day[k + 1] as number) : Number.POSITIVE_INFINITY;
      let shape: CurveShape | null = null;
      for (let c = 1; c <= CUT_OFFS; c++) {
        const cut = today - 1 - c * CUT_OFF_STEP;
        if (cut < day || cut >= next) continue;
        if (mixHash((set.customerHash[customer] as number) + 7919 * cut) > limit) continue;
        shape ??= shapeOf({ pairs, pair: 0, customers, customer: 0, need, needMean, head });
        for (const window of WINDOWS) {
          if (cut + window > today - 1) continue;
          writeRow({ shape, pairs, pair: 0, elapsed: cut - day, window });
          for (let j = 0; j < SIZE; j++) x.push(at(row, j));
          y.push(next - cut <= window ? 1 : 0);
          weights.push(0.5 ** ((today - cut - window) / HALF_LIFE_DAYS) / WINDOWS.length);
        }
      }
    }
    from = to;
  }
  return fitCorrection(Float64Array.from(x), y, weights);
}

/** Fisher scoring of the complementary log-log regression, with a ridge towards "the curve is right". */
function fitCorrection(x: Float64Array, y: readonly number[], weights: readonly number[]): LapseCalibration {
  const coefficients = new Float64Array(SIZE);
  coefficients.set(prescribed);
  for (let round = 0; round < ROUNDS && y.length > 0; round++) {
    const h = new Float64Array(SIZE * SIZE);
    const g = new Float64Array(SIZE);
    for (let i = 0; i < y.length; i++) {
      let eta = 0;
      for (let j = 0; j < SIZE; j++) eta += at(x, i * SIZE + j) * at(coefficients, j);
      const rate = Math.exp(Math.min(Math.max(eta, -20), 2.3));
      const p = Math.min(Math.max(1 - Math.exp(-rate), 1e-6), 1 - 1e-6);
      const slope = rate * Math.exp(-rate);
      const score = ((weights[i] as number) * ((y[i] as number) - p) * slope) / (p * (1 - p));
      const curvature = ((weights[i] as number) * slope * slope) / (p * (1 - p));
      for (let j = 0; j < SIZE; j++) {
        const v = at(x, i * SIZE + j);
        if (v === 0) continue;
        add(g, j, score * v);
        for (let k = 0; k <= j; k++) add(h, j * SIZE + k, curvature * v * at(x, i * SIZE + k));
      }
    }
    for (let j = 0; j < SIZE; j++) {
      add(h, j * SIZE + j, RIDGE);
      add(g, j, RIDGE * ((prescribed[j] as number) - at(coefficients, j)));
    }
    const step = solvePositiveDefinite(h, g, SIZE);
    for (let j = 0; j < SIZE; j++) add(coefficients, j, Math.max(-0.5, Math.min(0.5, at(step, j))));
  }
  return Array.from(coefficients);
}

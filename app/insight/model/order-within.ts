import { askExperts, LAPSE_EXPERTS, type SilenceQuestion } from '~/insight/model/lapse-experts';
import { PAIR } from '~/insight/model/pair-state';
import type { LapseCalibration } from '~/insight/model/pools';
import { at } from '~/insight/model/stats/slab';

/** A row: the pooled log odds, then the features of a silence. */
export const SILENCE_FEATURES = 10;
export const ROW_SIZE = SILENCE_FEATURES + 1;
/**
 * What the correction reads of a row: the log odds and the first four features (one, window, orders, lateness). With
 * all of them it learnt the last months by heart, and ranked regulars worse than the pool had done.
 */
export const CORRECTION_SIZE = 5;

/** Who has a say: the experts on the silence, and what became of customers in the same place. */
export const OPINIONS = LAPSE_EXPERTS + 1;
export const LOOK_ALIKE = LAPSE_EXPERTS;

const opinions = new Float64Array(2 * OPINIONS);
const row = new Float64Array(ROW_SIZE);

/**
 * P(order within `window` days | silent for `elapsed` days): the experts' opinions pooled, then corrected by what came
 * of the same question in the shop's past.
 *
 * A linear pool, because one expert who is sure and wrong must not carry the day: an average of log odds would let it.
 * An expert that held such a silence for impossible counts less (by the root of its probability: half way to Bayes).
 */
export function orderWithin(question: SilenceQuestion, calibration: LapseCalibration): number {
  askExperts(question, calibration.silences, opinions);
  writeSilence(question, row, 1);
  lookAlike(calibration.lookAlikes, row, opinions, 0);
  row[0] = logOdds(pooled(calibration.weights, opinions, 0));
  return 1 / (1 + Math.exp(-product(calibration.correction, row, 0)));
}

/** Where a customer stands: how long silent, how often and how fast before, how late, and how long is waited. */
export function writeSilence(question: SilenceQuestion, out: Float64Array, offset: number): void {
  const { pairs, pair, elapsed } = question;
  const gaps = at(pairs, pair + PAIR.gaps);
  const isFirst = gaps === 0 ? 1 : 0;
  const usual = isFirst ? 0 : at(pairs, pair + PAIR.levelDays) + 3;
  const window = Math.log(question.window) - 3.8;
  const silence = Math.log(elapsed + 3) - 3.5;
  const late = isFirst ? 0 : Math.log((elapsed + 3) / usual);
  const orders = Math.log(1 + gaps);
  out[offset] = 1;
  out[offset + 1] = window;
  out[offset + 2] = orders;
  out[offset + 3] = late;
  out[offset + 4] = silence;
  out[offset + 5] = isFirst ? 0 : Math.log(usual) - 3.5;
  out[offset + 6] = Math.min(orders, MANY_ORDERS) * late;
  out[offset + 7] = isFirst;
  out[offset + 8] = window * silence;
  out[offset + 9] = window * isFirst;
}

/** Beyond ten gaps a rhythm is as well known as it will be. */
const MANY_ORDERS = 2.4;

/**
 * The opinion of recency and frequency alone: a logistic regression on customers who stood in the same place at past
 * cut-offs. It assumes no process, and so is right where the others share a mistake; it has nothing to say about a
 * silence longer than any seen. Whether such a silence happens at all, it leaves to the others.
 *
 * @param features rows, at `offset` of which the pooled log odds stand
 */
export function lookAlike(
  coefficients: readonly number[],
  features: Float64Array,
  asked: Float64Array,
  place: number,
): void {
  const offset = place * ROW_SIZE + 1;
  const first = place * 2 * OPINIONS;
  let open = 0;
  for (let e = 0; e < LAPSE_EXPERTS; e++) open += at(asked, first + OPINIONS + e) / LAPSE_EXPERTS;
  asked[first + LOOK_ALIKE] = 1 / (1 + Math.exp(-product(coefficients, features, offset)));
  asked[first + OPINIONS + LOOK_ALIKE] = open;
}

export function pooled(weights: readonly number[], asked: Float64Array, place: number): number {
  const first = place * 2 * OPINIONS;
  let sum = 0;
  let total = 0;
  for (let e = 0; e < OPINIONS; e++) {
    const open = Math.max(at(asked, first + OPINIONS + e), 1e-3);
    const weight = (weights[e] as number) * Math.sqrt(open);
    total += weight;
    sum += weight * at(asked, first + e);
  }
  return sum / total;
}

export function logOdds(p: number): number {
  const known = Math.min(Math.max(p, 1e-4), 1 - 1e-4);
  return Math.log(known / (1 - known));
}

function product(coefficients: readonly number[], x: Float64Array, offset: number): number {
  let sum = 0;
  for (let j = 0; j < coefficients.length; j++) sum += (coefficients[j] as number) * at(x, offset + j);
  return sum;
}

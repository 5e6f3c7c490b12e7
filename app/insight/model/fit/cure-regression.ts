import { FEATURES, prescribedCoefficients } from '~/insight/model/features';
import { emptyShares, type NeverShares, needLogit, updateShares } from '~/insight/model/fit/never-shares';
import type { TrainingRows } from '~/insight/model/fit/training-rows';
import { emptyHead, GAP_CLASSES, type Head } from '~/insight/model/pools';
import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { meanAbove, normalCdf } from '~/insight/model/stats/normal';
import { add, at, dot } from '~/insight/model/stats/slab';

const ROUNDS = 8;
/** Rounds that read all rows; the ones before only have to come near, and in a large shop a third is enough. */
const WHOLE_ROUNDS = 3;
const LARGE = 9000;
/** How firmly each coefficient is held to what is prescribed, on the scale of one purchase. */
const RIDGE = 2;
const NEVER_RIDGE = 2;
/** The features, one intercept a class, and the need's own log odds. */
const NEVER_SIZE = FEATURES + GAP_CLASSES + 1;
/** Pseudo-gaps of the spread that an empty shop would use. */
const SPREAD_PRIOR = 20;

/** What the rounds carry on, and what each of them expects of every row. */
interface Fit {
  readonly rows: TrainingRows;
  readonly coefficients: Float64Array;
  readonly logistic: Float64Array;
  readonly spread: Float64Array;
  readonly share: NeverShares;
  /** P(returns at all), expected log gap, and its variance where it is open */
  readonly weight: Float64Array;
  readonly expected: Float64Array;
  readonly extra: Float64Array;
}

/**
 * A log-normal time to the next purchase for those who come back, and a share that never does: a mixture cure model,
 * by expectation-maximisation.
 *
 * An open gap counts as "will come, later than this" with the probability that it comes at all; ignoring open gaps
 * would make every mean too short. One regression gives the location, a logistic one the share. It misleads for needs
 * with two rhythms (a pet's food and its holiday): the bell is then too wide, and only the experts beside it see both.
 *
 * @returns the head with both regressions, and the never-share by class × need
 * @see Boag, JRSS B 11 (1949); Peng & Dear, Biometrics 56 (2000)
 */
export function fitCureRegression(
  rows: TrainingRows,
  base: Head,
  needCount: number,
): { head: Head; never: Float64Array } {
  const fit: Fit = {
    rows,
    coefficients: Float64Array.from(prescribedCoefficients),
    logistic: Float64Array.from(prescribedLogistic),
    spread: Float64Array.from(emptyHead.spread),
    share: emptyShares(needCount),
    weight: new Float64Array(rows.count),
    expected: new Float64Array(rows.count),
    extra: new Float64Array(rows.count),
  };
  for (let round = 0; round < ROUNDS && rows.count > 0; round++) {
    improve(fit, rows.count > LARGE && round < ROUNDS - WHOLE_ROUNDS ? 3 : 1);
  }
  for (let i = 0; i < rows.count; i++) {
    writeNeverRow(fit, i);
    rows.leaving[i] = at(neverRow, NEVER_SIZE - 1) * at(fit.logistic, NEVER_SIZE - 1);
    rows.gone[i] = 1 / (1 + Math.exp(-dot(neverRow, 0, fit.logistic, NEVER_SIZE)));
  }
  const head: Head = {
    ...base,
    coefficients: Array.from(fit.coefficients),
    neverCoefficients: Array.from(fit.logistic.subarray(0, FEATURES)),
    neverIntercepts: Array.from(fit.logistic.subarray(FEATURES, FEATURES + GAP_CLASSES)),
    neverNeed: at(fit.logistic, FEATURES + GAP_CLASSES),
    spread: Array.from(fit.spread),
    never: Array.from(fit.share.overall),
  };
  return { head, never: fit.share.all };
}

const prescribedLogistic: readonly number[] = [
  ...Array.from({ length: FEATURES }, () => 0),
  ...emptyHead.neverIntercepts,
  1,
];
const neverRow = new Float64Array(NEVER_SIZE);

function writeNeverRow({ rows, share }: Fit, i: number): void {
  for (let j = 0; j < FEATURES; j++) neverRow[j] = at(rows.x, i * FEATURES + j);
  neverRow.fill(0, FEATURES, FEATURES + GAP_CLASSES);
  neverRow[FEATURES + (rows.gapClass[i] as number)] = 1;
  neverRow[FEATURES + GAP_CLASSES] = needLogit(rows, share, i);
}

/** One round: expect each row under the present fit, solve both regressions, then spread and never-shares. */
function improve(fit: Fit, stride: number): void {
  const { rows, coefficients, logistic } = fit;
  const a = new Float64Array(FEATURES * FEATURES);
  const b = new Float64Array(FEATURES);
  const h = new Float64Array(NEVER_SIZE * NEVER_SIZE);
  const g = new Float64Array(NEVER_SIZE);
  for (let i = 0; i < rows.count; i += stride) {
    writeNeverRow(fit, i);
    const gone = 1 / (1 + Math.exp(-dot(neverRow, 0, logistic, NEVER_SIZE)));
    const variance = expectRow(fit, i, gone);
    const age = at(rows.recency, i);
    const w = at(fit.weight, i);
    const precision = (age * w) / variance;
    accumulate({ a, b, size: FEATURES }, rows.x, i * FEATURES, precision, precision * at(fit.expected, i));
    accumulate({ a: h, b: g, size: NEVER_SIZE }, neverRow, 0, age * gone * (1 - gone), age * (1 - w - gone));
  }
  for (let j = 0; j < FEATURES; j++) {
    add(a, j * FEATURES + j, RIDGE);
    add(b, j, RIDGE * (prescribedCoefficients[j] as number));
  }
  coefficients.set(solvePositiveDefinite(a, b, FEATURES));
  for (let j = 0; j < NEVER_SIZE; j++) {
    add(h, j * NEVER_SIZE + j, NEVER_RIDGE);
    add(g, j, NEVER_RIDGE * ((prescribedLogistic[j] as number) - at(logistic, j)));
  }
  const step = solvePositiveDefinite(h, g, NEVER_SIZE);
  for (let j = 0; j < NEVER_SIZE; j++) add(logistic, j, Math.max(-1, Math.min(1, at(step, j))));
  updateSpread(fit, stride);
  updateShares(rows, fit.weight, fit.share, stride);
}

/** Writes what is expected of row i and returns its variance. */
function expectRow(fit: Fit, i: number, gone: number): number {
  const { rows } = fit;
  const variance = at(rows.variance, i) * at(fit.spread, rows.gapClass[i] as number);
  fit.weight[i] = 1;
  fit.expected[i] = at(rows.y, i);
  fit.extra[i] = 0;
  if (rows.observed[i]) return variance;
  const location = dot(rows.x, i * FEATURES, fit.coefficients, FEATURES);
  const scale = Math.sqrt(variance);
  const z = (at(rows.y, i) - location) / scale;
  const survival = Math.max(normalCdf(-z), 1e-12);
  const above = meanAbove(z);
  fit.weight[i] = ((1 - gone) * survival) / (gone + (1 - gone) * survival);
  fit.expected[i] = location + scale * above;
  fit.extra[i] = variance * Math.max(1 + z * above - above * above, 0);
  return variance;
}

/** Adds weight·x·xᵀ to the lower triangle of a, and slope·x to b. */
function accumulate(
  into: { a: Float64Array; b: Float64Array; size: number },
  x: Float64Array,
  offset: number,
  weight: number,
  slope: number,
): void {
  const { a, b, size } = into;
  for (let j = 0; j < size; j++) {
    const xj = at(x, offset + j);
    if (xj === 0) continue;
    add(b, j, slope * xj);
    for (let k = 0; k <= j; k++) add(a, j * size + k, weight * xj * at(x, offset + k));
  }
}

function updateSpread({ rows, coefficients, weight, expected, extra, spread }: Fit, stride: number): void {
  const total = new Float64Array(GAP_CLASSES);
  const weights = new Float64Array(GAP_CLASSES);
  for (let i = 0; i < rows.count; i += stride) {
    const c = rows.gapClass[i] as number;
    const w = at(weight, i) * at(rows.recency, i);
    const residual = at(expected, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES);
    add(total, c, (w * (residual * residual + at(extra, i))) / at(rows.variance, i));
    add(weights, c, w);
  }
  for (let c = 0; c < GAP_CLASSES; c++) {
    const prior = SPREAD_PRIOR * (emptyHead.spread[c] as number);
    spread[c] = (at(total, c) + prior) / (at(weights, c) + SPREAD_PRIOR);
  }
}

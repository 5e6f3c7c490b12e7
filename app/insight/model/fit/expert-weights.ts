import { CELLS, EXPERTS } from '~/insight/model/expert-cells';
import { FEATURES } from '~/insight/model/features';
import type { TrainingRows } from '~/insight/model/fit/training-rows';
import { DAYS, weekEnd } from '~/insight/model/order-rhythm';
import type { Expert, Head } from '~/insight/model/pools';
import { mixHash } from '~/insight/model/purchase-log';
import { regressionCdf } from '~/insight/model/reorder-curve';
import { knotsCdf, quantileKnots } from '~/insight/model/stats/quantile-knots';
import {
  fitRenewal,
  type Renewal,
  type RenewalRow,
  renewalDays,
} from '~/insight/model/stats/renewal-with-dropout';
import { add, at } from '~/insight/model/stats/slab';

/** Finished gaps from which the renewal process has an opinion, and rows that it is fitted to at most. */
const RENEWAL_GAPS = 20;
const RENEWAL_ROWS = 3000;
/** Finished gaps that a cell needs before a simple expert may speak in it. */
const EXPERT_GAPS = 150;
/** Rows of a cell that decide the weights, at most. */
const EXPERT_ROWS = 2500;
/** Days after which an expert's likelihood only asks whether the gap was longer. */
const LIKELIHOOD_DAYS = 120;

/** Renewal process with dropout over the pairs, by the clock of their needs, or null while too few gaps have ended. */
export function fitPairRenewal(rows: TrainingRows): Renewal | null {
  const keep = Math.min(1, RENEWAL_ROWS / Math.max(rows.count, 1)) * 2 ** 32;
  const sample: RenewalRow[] = [];
  let finished = 0;
  for (let i = 0; i < rows.count; i++) {
    finished += rows.observed[i] as number;
    // mixed anew: the hash itself decided whether the row is here at all
    if (mixHash(at(rows.hash, i) + 3) > keep) continue;
    sample.push({
      gaps: at(rows.gaps, i),
      sumGap: at(rows.sumGap, i) / at(rows.clock, i),
      days: Math.exp(at(rows.y, i)) / at(rows.clock, i),
      observed: rows.observed[i] === 1,
      weight: at(rows.recency, i),
    });
  }
  return finished < RENEWAL_GAPS ? null : fitRenewal(sample, { evaluations: 300 });
}

/** Rows asked, with the likelihood of each under the two smooth experts together. */
interface Asked {
  readonly rows: TrainingRows;
  readonly indices: readonly number[];
  readonly smooth: Float64Array;
}

/**
 * How much the experts are worth beside the regression: the weights of a linear pool under which the past gaps were
 * most likely (expectation-maximisation, with pseudo-counts).
 *
 * Cell by cell: what the simple experts add are the spikes that a smooth curve has not ("exactly 14 days, again"),
 * and the renewal process a tail that never quite believes a pair's own mean.
 */
export function weighExperts(
  rows: TrainingRows,
  head: Head,
): { experts: Expert[][]; renewalWeights: number[] } {
  const cells: number[][] = Array.from({ length: CELLS }, () => []);
  for (let i = 0; i < rows.count; i++) cells[rows.cell[i] as number]?.push(i);
  const share = head.renewal === null ? 0 : heldBack(rows, head, renewalShareOf(rows));
  const renewalWeights: number[] = [];
  const experts = cells.map((members) => {
    const shells = shellsOf(rows, members);
    const stride = Math.ceil(members.length / EXPERT_ROWS);
    const indices = shells.length > 0 ? members.filter((_, k) => k % stride === 0) : [];
    const weights = cellWeights(askSmooth(rows, head, { indices, share }), shells);
    renewalWeights.push(share * at(weights, 0));
    return shells.map((shell, e) => ({ ...shell, weight: at(weights, e + 1) }));
  });
  return { experts, renewalWeights };
}

function shellsOf(rows: TrainingRows, members: readonly number[]): { expert: number; knots: number[] }[] {
  let finished = 0;
  for (const i of members) finished += rows.observed[i] as number;
  if (finished < EXPERT_GAPS) return [];
  const ratio = new Float64Array(rows.count);
  const shells: { expert: number; knots: number[] }[] = [];
  for (let expert = 0; expert < EXPERTS; expert++) {
    if (at(rows.points, (members[0] as number) * EXPERTS + expert) <= 0) continue;
    for (const i of members) ratio[i] = Math.exp(at(rows.y, i)) / at(rows.points, i * EXPERTS + expert);
    shells.push({ expert, knots: quantileKnots(ratio, rows.observed, rows.recency, [...members]) });
  }
  return shells;
}

const table = new Float64Array(weekEnd(LIKELIHOOD_DAYS));

function askSmooth(
  rows: TrainingRows,
  head: Head,
  { indices, share }: { indices: readonly number[]; share: number },
): Asked {
  const smooth = new Float64Array(indices.length);
  indices.forEach((i, k) => {
    smooth[k] = (1 - share) * regressionLikelihood(rows, head, i);
    if (share > 0) add(smooth, k, share * renewalLikelihood(rows, head, i));
  });
  return { rows, indices, smooth };
}

function regressionLikelihood(rows: TrainingRows, head: Head, i: number): number {
  const c = rows.gapClass[i] as number;
  let location = 0;
  for (let j = 0; j < FEATURES; j++)
    location += at(rows.x, i * FEATURES + j) * (head.coefficients[j] as number);
  const curve = {
    location,
    scale: Math.sqrt(at(rows.variance, i) * (head.spread[c] as number)),
    never: at(rows.gone, i),
    recalibration: head.recalibration[c] ?? null,
  };
  return likelihoodOf(rows, i, (z) => regressionCdf(curve, Math.log(z)));
}

function renewalLikelihood(rows: TrainingRows, { renewal }: Head, i: number): number {
  if (renewal === null) return 0;
  const [gaps, sumGap] = [at(rows.gaps, i), at(rows.sumGap, i)];
  renewalDays(renewal, { gaps, sumGap, clock: at(rows.clock, i), leaving: at(rows.leaving, i) }, table);
  return likelihoodOf(rows, i, (z) => (z < 1 ? 0 : at(table, Math.floor(z) - 1)));
}

/** Gaps by which the renewal process is held to its share by their number. */
const SHARE_COUNT = 200;

/**
 * The past may take from the renewal process's share, never add to it: in a shop of one plain rhythm, five numbers
 * that allow for every pace make all curves too wide, and a few hundred gaps show it.
 */
function heldBack(rows: TrainingRows, head: Head, share: number): number {
  if (share === 0) return 0;
  const stride = Math.ceil(rows.count / EXPERT_ROWS);
  const indices = Array.from({ length: Math.ceil(rows.count / stride) }, (_, k) => k * stride);
  const likelihood = new Float64Array(indices.length * 2);
  indices.forEach((i, k) => {
    likelihood[2 * k] = regressionLikelihood(rows, head, i);
    likelihood[2 * k + 1] = renewalLikelihood(rows, head, i);
  });
  const counts = indices.map((i) => at(rows.recency, i));
  const weights = poolWeights(
    likelihood,
    counts,
    Float64Array.of(1 - share, share).map((w) => SHARE_COUNT * w),
  );
  return Math.min(share, at(weights, 1));
}

/** Gaps by which a cell is held to the two smooth experts together and to each simple one. */
const SMOOTH_COUNT = 10;
const SHELL_COUNT = 2;
/** The renewal process's part of the smooth ones in a new shop, and the finished gaps at which half of it has faded. */
const RENEWAL_SHARE = 0.65;
const SMALL_GAPS = 1000;
/** Less is not worth the microseconds of every answer. */
const LEAST_SHARE = 0.02;

/**
 * Twenty-five coefficients look good on the few gaps that they were fitted to; five numbers cannot. So the renewal
 * process leads by two to one until about a thousand gaps (forty a coefficient) have ended.
 *
 * By their number, not by likelihood: that would keep the renewal process in large shops, too, where it widens every
 * curve a little; better in the tails, worse about the date.
 */
function renewalShareOf(rows: TrainingRows): number {
  let finished = 0;
  for (let i = 0; i < rows.count; i++) if (rows.observed[i]) finished += at(rows.recency, i);
  const share = RENEWAL_SHARE / (1 + (finished / SMALL_GAPS) ** 2);
  return share < LEAST_SHARE ? 0 : share;
}

/** Weights of the smooth experts together and of each shell. */
function cellWeights(
  asked: Asked,
  shells: readonly { expert: number; knots: readonly number[] }[],
): Float64Array {
  const { rows, indices } = asked;
  const size = shells.length + 1;
  const prior = new Float64Array(size).fill(SHELL_COUNT);
  prior[0] = SMOOTH_COUNT;
  if (size === 1) return Float64Array.of(1);
  const likelihood = new Float64Array(indices.length * size);
  indices.forEach((i, k) => {
    likelihood[k * size] = at(asked.smooth, k);
    shells.forEach(({ expert, knots }, e) => {
      const point = at(rows.points, i * EXPERTS + expert);
      likelihood[k * size + e + 1] = likelihoodOf(rows, i, (z) => knotsCdf(knots, z / point));
    });
  });
  const counts = indices.map((i) => at(rows.recency, i));
  return poolWeights(likelihood, counts, prior);
}

function poolWeights(likelihood: Float64Array, counts: readonly number[], prior: Float64Array): Float64Array {
  const size = prior.length;
  let weights = normalised(prior);
  for (let round = 0; round < 40; round++) {
    const next = Float64Array.from(prior);
    for (let k = 0; k < counts.length; k++) {
      let total = 0;
      for (let e = 0; e < size; e++) total += at(weights, e) * at(likelihood, k * size + e);
      const count = (counts[k] as number) / total;
      for (let e = 0; e < size; e++) add(next, e, count * at(weights, e) * at(likelihood, k * size + e));
    }
    weights = normalised(next);
  }
  return weights;
}

function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / sum);
}

/** Likelihood of one gap under an expert whose weeks are dealt out to the customer's weekdays, as in the answer. */
function likelihoodOf(rows: TrainingRows, i: number, cdf: (days: number) => number): number {
  const open = Math.exp(at(rows.y, i));
  const day = Math.min(Math.floor(open + 1e-6), LIKELIHOOD_DAYS);
  const start = cdf(0.5);
  const to = weekEnd(day);
  const from = Math.max(to - DAYS, 0);
  const began = from === 0 ? start : cdf(from + 0.5);
  let before = began;
  let sum = 0;
  let until = 0;
  let own = 0;
  for (let z = from + 1; z <= to; z++) {
    const now = Math.max(cdf(z + 0.5), before);
    const part = (now - before) * at(rows.week, i * DAYS + ((z - 1) % DAYS));
    sum += part;
    if (z <= day) until += part;
    if (z === day) own = part;
    before = now;
  }
  const scale = sum > 0 ? (before - began) / sum : 0;
  const exact = rows.observed[i] && open <= LIKELIHOOD_DAYS;
  const share = exact ? scale * own : 1 - began - scale * until;
  return Math.max(share / Math.max(1 - start, 1e-9), 1e-7);
}

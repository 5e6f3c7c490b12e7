import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';

/** Equal steps of probability in which a distribution is stored. */
const STEPS = 128;
/** Stands for "beyond everything seen". */
const NEVER = 1e9;

/**
 * A distribution as its quantiles at 0, 1/128, …, 1: small, exact about spikes (a spike is a run of equal
 * quantiles), and quick to read. From right-censored values by Kaplan–Meier.
 *
 * @example a sample that is always 1 gives 129 knots of 1
 */
export function quantileKnots(
  values: Float64Array,
  observed: Uint8Array,
  weights: Float64Array,
  members: number[],
): number[] {
  const { times, ended } = kaplanMeier(values, observed, weights, members);
  const knots: number[] = [];
  let k = 0;
  for (let step = 0; step <= STEPS; step++) {
    const p = step === 0 ? 1e-9 : step / STEPS;
    while (k < ended.length && (ended[k] as number) < p - 1e-12) k++;
    knots.push(k < ended.length ? Number((times[k] as number).toPrecision(5)) : NEVER);
  }
  return knots;
}

/**
 * P(value ≤ x) from quantile knots: a spike at x is wholly counted, between knots a straight line.
 */
export function knotsCdf(knots: readonly number[], x: number): number {
  let low = 0;
  let high = knots.length;
  // first knot above x
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return shareAt(knots, low, x);
}

/** The same when the place is known: `above` is the index of the first knot above x. For walks with growing x. */
export function shareAt(knots: readonly number[], above: number, x: number): number {
  if (above === 0) return 0;
  if (above === knots.length) return 1;
  const left = knots[above - 1] as number;
  const right = knots[above] as number;
  const share = right >= NEVER ? 0 : (x - left) / (right - left);
  return (above - 1 + share) / (knots.length - 1);
}

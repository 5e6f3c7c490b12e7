import { type CurveShape, endedShare, returningShare } from '~/insight/model/reorder-curve';

/** A silence of the past that ended with an order, as it stood when it began. */
export interface EndedSilence {
  /** share of the returning customers' silences that were to be as long or longer, 0 … 1 */
  readonly tail: number;
  /** what was allowed to be */
  readonly allowed: number;
}

const DAYS_A_YEAR = 365;
const LEAST_TAIL = 0.005;
const MOST_TAIL = 0.15;
/** Silences, spread as the model says, that are counted beside the shop's own. */
const PRIOR_SILENCES = 200;
/** A thin record must not silence every alarm; and none is made likelier than was promised. */
const BOUNDS = { least: 0.1, most: 1 };

/**
 * The share of a customer's silences that may be called lapsed by mistake: one a year, of the 365 / m that a customer
 * with m days between orders has.
 */
export function alarmTail(typicalDays: number): number {
  return Math.min(Math.max(typicalDays / DAYS_A_YEAR, LEAST_TAIL), MOST_TAIL);
}

/** Nobody is silent for too long within so many usual intervals, or days. */
const LEAST_INTERVALS = 1.5;
const LEAST_DAYS = 14;

/**
 * Days of silence from which it is more than chance: the tail of those who return has shrunk to what may be called so by
 * mistake. For a customer's whole orders, and for one need of theirs.
 *
 * @param curve P(ended within z days), z = 1 …, of which `returning` come back at all
 * @param scale how much of the allowed tail is used: see `alarmScale`
 * @param beyond stands for the day that the curve does not reach
 */
export function alarmAfterDays(
  curve: Float64Array,
  of: { readonly returning: number; readonly typicalDays: number; readonly scale: number },
  beyond: number,
): number {
  const share = 1 - of.scale * alarmTail(of.typicalDays);
  const reached = curve.findIndex((ended) => ended >= share * of.returning);
  return Math.max(
    reached === -1 ? beyond : reached + 1,
    Math.ceil(LEAST_INTERVALS * of.typicalDays),
    LEAST_DAYS,
  );
}

/**
 * How much smaller a tail has to be for the shop's customers to be called lapsed by mistake as rarely as was
 * promised.
 *
 * A curve is fitted where most gaps lie, and its far end may be too thin: a shop whose weekly buyers all go on holiday
 * has more long silences than any bell. So the silences of the past that ended are counted, each by how far out it lay
 * in the tail it was allowed; the scale is where as many of them lie as should. Customers who never came back have no
 * say: whether they were gone nobody can tell.
 *
 * @returns a factor for `alarmTail`, 1 without a past and where the curve keeps its word, never below .1
 * @see Vovk, Gammerman & Shafer, Algorithmic Learning in a Random World (2005): calibration by ranks of the past
 * @example 2,000 silences of which 5 % lie in the outer 2 %, and 2 % in the outer .8 %: about .4
 */
export function alarmScale(silences: readonly EndedSilence[]): number {
  if (silences.length === 0) return 1;
  const allowed = silences.reduce((sum, silence) => sum + silence.allowed, 0);
  const mean = allowed / silences.length;
  const within = (scale: number) =>
    silences.filter((silence) => silence.tail < scale * silence.allowed).length +
    PRIOR_SILENCES * mean * scale;
  const target = allowed + PRIOR_SILENCES * mean;
  let [low, high] = [BOUNDS.least, BOUNDS.most];
  if (within(low) >= target) return low;
  if (within(high) <= target) return high;
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (within(middle) <= target) low = middle;
    else high = middle;
  }
  return low;
}

/** A silence of so many days under the curve that stood at its beginning. */
export function endedSilence(
  shape: CurveShape,
  days: number,
): EndedSilence & { readonly typicalDays: number } {
  const returning = Math.max(returningShare(shape), 1e-9);
  const share = (z: number) => endedShare(shape, z) / returning;
  let [low, high] = [1, 4 * 366];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (share(middle) >= 0.5) high = middle;
    else low = middle;
  }
  return { tail: Math.max(1 - share(days - 1), 0), allowed: alarmTail(high), typicalDays: high };
}

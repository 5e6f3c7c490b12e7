import { PAIR, RECENT } from '~/insight/model/pair-state';
import { gapClass, type NeedPool } from '~/insight/model/pools';
import { at } from '~/insight/model/stats/slab';

/** Cells in which experts are calibrated and weighted: class of past gaps × regularity of the pair. */
export const CELLS = 14;
const REGULARITIES = 4;
/** Simple forecasts beside the regression: median of the last gaps, smoothed gap, and no forecast (days as such). */
export const EXPERTS = 3;

/** 0 and 1: that many gaps; beyond, three classes of gaps × (like a clock, steady, loose, irregular). */
export function expertCell(pairs: Float64Array, pair: number): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < 2) return gaps;
  const spread = gapSpread(pairs, pair);
  const regularity = spread < 0.16 ? 0 : spread < 0.32 ? 1 : spread < 0.63 ? 2 : 3;
  return 2 + (gapClass(gaps) - 2) * REGULARITIES + regularity;
}

/** The class of past gaps that a cell belongs to. */
export function cellClass(cell: number): number {
  return cell < 2 ? cell : 2 + Math.floor((cell - 2) / REGULARITIES);
}

/** Turns a median distance from the median into a standard deviation, for a bell curve. */
const MEDIAN_TO_DEVIATION = 1.48;

/**
 * How far a pair's gaps lie apart, in logs: the mean of two estimates of their standard deviation. That of all gaps
 * remembers every exception (one gap twice as long makes a metronome look irregular); that of the last ones, by
 * medians, forgets exceptions and follows a change.
 *
 * @example gaps of 14, 14, 28, 14, 14 days: .31 by all, 0 by the last, hence .15
 */
function gapSpread(pairs: Float64Array, pair: number): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  const sum = at(pairs, pair + PAIR.sumLogGap);
  const variance = Math.max(at(pairs, pair + PAIR.sumSquaredLogGap) - (sum * sum) / gaps, 0) / (gaps - 1);
  const count = Math.min(gaps, RECENT);
  const middle = Math.log(recentMedian(pairs, pair, count));
  for (let k = 0; k < count; k++) place(k, Math.abs(Math.log(at(pairs, pair + PAIR.recent + k)) - middle));
  return 0.5 * (Math.sqrt(variance) + MEDIAN_TO_DEVIATION * medianOf(count));
}

const sorted = new Float64Array(RECENT);

/** Inserts a value among the first `count`, which are sorted. */
function place(count: number, value: number): void {
  let j = count - 1;
  for (; j >= 0 && at(sorted, j) > value; j--) sorted[j + 1] = at(sorted, j);
  sorted[j + 1] = value;
}

function medianOf(count: number): number {
  const middle = count >> 1;
  return count % 2 ? at(sorted, middle) : 0.5 * (at(sorted, middle - 1) + at(sorted, middle));
}

function recentMedian(pairs: Float64Array, pair: number, count: number): number {
  for (let k = 0; k < count; k++) place(k, at(pairs, pair + PAIR.recent + k));
  return medianOf(count);
}

/** A pair and what all customers say of its need. */
interface Bought {
  readonly pairs: Float64Array;
  readonly pair: number;
  readonly need: Pick<NeedPool, 'theta'>;
}

/**
 * The expert's own forecast in days, by which gaps are divided; 0 when it has none.
 *
 * What the last gaps say holds for what was bought then: whoever carries home more than they used to is expected
 * later, by as much as this need's gaps have followed the quantity (theta). Who always buys as much is left alone. It
 * misleads where the more was for somebody else.
 *
 * @example three gaps of 21 days after one each, two bought now, theta 1: 42 days
 */
export function expertPoint(expert: number, { pairs, pair, need }: Bought): number {
  if (expert === 2) return 1;
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < 1) return 0;
  const days =
    expert === 1 ? at(pairs, pair + PAIR.levelDays) : recentMedian(pairs, pair, Math.min(gaps, RECENT));
  const more = at(pairs, pair + PAIR.lastLogQuantity) - at(pairs, pair + PAIR.sumLogQuantityBefore) / gaps;
  return Math.max(days * Math.exp(need.theta * more), 1);
}

import { PAIR, RECENT } from '~/insight/model/pair-state';
import { gapClass } from '~/insight/model/pools';
import { at } from '~/insight/model/stats/slab';

/** Cells in which the simple experts are calibrated and weighted: class of past gaps × regularity of the pair. */
export const CELLS = 11;
/** Simple forecasts beside the regression: median of the last gaps, smoothed gap, and no forecast (days as such). */
export const EXPERTS = 3;

/** 0 and 1: that many gaps; beyond, three classes of gaps × (like a clock, steady, irregular). */
export function expertCell(pairs: Float64Array, pair: number): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < 2) return gaps;
  const sum = at(pairs, pair + PAIR.sumLogGap);
  const variance = Math.max(at(pairs, pair + PAIR.sumSquaredLogGap) - (sum * sum) / gaps, 0) / (gaps - 1);
  const regularity = variance < 0.1 ? 0 : variance < 0.4 ? 1 : 2;
  return 2 + (gapClass(gaps) - 2) * 3 + regularity;
}

const recent = new Float64Array(RECENT);

/** The expert's own forecast in days, by which gaps are divided; 0 when it has none. */
export function expertPoint(expert: number, pairs: Float64Array, pair: number): number {
  if (expert === 2) return 1;
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < 1) return 0;
  if (expert === 1) return Math.max(at(pairs, pair + PAIR.levelDays), 1);
  const count = Math.min(gaps, RECENT);
  for (let k = 0; k < count; k++) recent[k] = at(pairs, pair + PAIR.recent + k);
  for (let k = 1; k < count; k++) {
    const value = at(recent, k);
    let j = k - 1;
    for (; j >= 0 && at(recent, j) > value; j--) recent[j + 1] = at(recent, j);
    recent[j + 1] = value;
  }
  const middle = count >> 1;
  return count % 2 ? at(recent, middle) : 0.5 * (at(recent, middle - 1) + at(recent, middle));
}

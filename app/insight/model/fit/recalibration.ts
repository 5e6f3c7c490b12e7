import { FEATURES } from '~/insight/model/features';
import type { TrainingRows } from '~/insight/model/fit/training-rows';
import { GAP_CLASSES, type Head } from '~/insight/model/pools';
import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';
import { normalCdf } from '~/insight/model/stats/normal';
import { add, at, dot } from '~/insight/model/stats/slab';

/** Finished gaps below which the curve would be noise. */
const RECALIBRATION_GAPS = 200;
const GRID = 200;

/**
 * Where the log-normal shape is wrong, its probabilities are: among purchases said to return within "30 %", fewer
 * or more did. Kaplan–Meier of the raw probabilities, per class of past gaps, says how many; the answer is passed
 * through that curve, kept on an even grid over [0, 1].
 */
export function recalibrate(rows: TrainingRows, head: Head): (number[] | null)[] {
  const members: number[][] = Array.from({ length: GAP_CLASSES }, () => []);
  const raw = new Float64Array(rows.count);
  const finished = new Float64Array(GAP_CLASSES);
  const coefficients = Float64Array.from(head.coefficients);
  for (let i = 0; i < rows.count; i++) {
    const c = rows.gapClass[i] as number;
    const scale = Math.sqrt(at(rows.variance, i) * (head.spread[c] as number));
    const z = (at(rows.y, i) - dot(rows.x, i * FEATURES, coefficients, FEATURES)) / scale;
    raw[i] = (1 - at(rows.gone, i)) * normalCdf(z);
    members[c]?.push(i);
    if (rows.observed[i]) add(finished, c, 1);
  }
  return members.map((indices, c) => {
    if (at(finished, c) < RECALIBRATION_GAPS) return null;
    const curve = kaplanMeier(raw, rows.observed, rows.recency, indices);
    let top = 0;
    for (const i of indices) if (rows.observed[i]) top = Math.max(top, at(raw, i));
    return onGrid(curve, top);
  });
}

/** Beyond the highest probability at which anybody returned the curve stays level. */
function onGrid(curve: { times: Float64Array; ended: Float64Array }, top: number): number[] {
  const grid: number[] = [];
  let k = 0;
  let left = 0;
  let leftEnded = 0;
  for (let g = 0; g <= GRID; g++) {
    const p = Math.min(g / GRID, top);
    while (k < curve.times.length && at(curve.times, k) < p) {
      left = at(curve.times, k);
      leftEnded = at(curve.ended, k);
      k++;
    }
    if (k >= curve.times.length) grid.push(leftEnded);
    else {
      const width = at(curve.times, k) - left;
      const share = width > 0 ? (p - left) / width : 0;
      grid.push(leftEnded + share * (at(curve.ended, k) - leftEnded));
    }
  }
  return grid;
}

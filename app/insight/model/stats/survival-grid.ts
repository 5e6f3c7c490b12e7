import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';

/** Points of the grid, even in the logarithm of the value, from LEAST to MOST. */
const POINTS = 96;
const LEAST = Math.log(0.02);
const MOST = Math.log(60);

/**
 * Share that lasts longer than a value, read off Kaplan–Meier at values that grow by 9 % each: unlike quantile knots
 * it keeps what little is known of the deep tail, where the last few in a thousand return. Beyond the last end that
 * was seen it is flat: whoever is still away then is not expected.
 *
 * @param members indices into `values`; sorted by this call
 * @returns 96 shares, falling
 */
export function survivalGrid(
  values: Float64Array,
  observed: Uint8Array,
  weights: Float64Array,
  members: number[],
): number[] {
  const { times, ended } = kaplanMeier(values, observed, weights, members);
  const grid: number[] = [];
  let share = 1;
  for (let g = 0, k = 0; g < POINTS; g++) {
    const value = Math.exp(LEAST + ((MOST - LEAST) * g) / (POINTS - 1));
    for (; k < times.length && (times[k] as number) <= value; k++) share = 1 - (ended[k] as number);
    grid.push(Number(share.toPrecision(6)));
  }
  return grid;
}

/** P(longer than `value`) from a survival grid, by straight line in the logarithm of the value. */
export function gridSurvival(grid: readonly number[], value: number): number {
  const place = ((Math.log(value) - LEAST) / (MOST - LEAST)) * (POINTS - 1);
  if (place <= 0) return 1;
  if (place >= POINTS - 1) return grid[POINTS - 1] as number;
  const k = Math.floor(place);
  const low = grid[k] as number;
  return low + (place - k) * ((grid[k + 1] as number) - low);
}

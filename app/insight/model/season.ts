import { at } from '~/insight/model/stats/slab';

/** Parts of a year, each just over a week, so that every year's weeks fill all of them. */
const PARTS = 52;
const DAYS_A_YEAR = 365.2425;
/** Weeks to either side over which sales are smoothed. */
const AROUND = 2;
/** Weeks that speak for "as it sold lately", and of the year's mean week that they are held by. */
const LATELY = 4;
const HELD_BY = 3;
/** Weeks on which last year's season must have been tried, and by how much (in nats) it must have beaten lately. */
const TRIED = 12;
const BELIEVED = 12;
/** The pace of the slowest part: somebody buys sun cream in November. */
const SLOWEST = 0.03;

/** Where in the year a need's clock runs at what pace, and the day from which it is read. */
export interface Season {
  readonly pace: readonly number[];
  readonly from: number;
}

/**
 * How fast a need is used up in each part of the year: 1 where it is mostly bought, near 0 where hardly at all; empty
 * where no season shows.
 *
 * Sun cream lasts three weeks, and the last tube of August until May: a clock that stands still in winter makes both one
 * gap. One odd year is no season (on a wholesaler's and a grocer's history last year's weeks, taken at their word, make
 * forecasts worse), so last year is believed only where it foretold this year's sales, week by week, better
 * than the weeks just before did. That takes some 70 weeks and a few dozen lines. The clock never runs faster than 1:
 * gaps are mostly learnt in season, and hold there as they are. It misleads where a need that sold once a year by a
 * campaign is sold all year from now on.
 *
 * @param sales lines by whole week, the first of which is week `firstWeek` (days / 7)
 * @see Good, JRSS B 14 (1952) 107–114, for the logarithmic score
 * @example bought from May to August alone, for two years: 1 in June, .03 in December
 */
export function seasonPace(sales: readonly number[], firstWeek: number): number[] {
  if (sales.length < PARTS + LATELY + TRIED) return [];
  const smooth = sales.map((_, week) => meanAround(sales, week));
  if (gainOfLastYear(sales, smooth) < BELIEVED) return [];
  const sums = new Float64Array(PARTS);
  const years = new Float64Array(PARTS);
  smooth.forEach((lines, week) => {
    const part = partOfYear(7 * (firstWeek + week) + 3);
    sums[part] = at(sums, part) + lines;
    years[part] = at(years, part) + 1;
  });
  const means = sums.map((sum, part) => sum / at(years, part));
  // what a usual line was bought at: the mean over lines, not over weeks
  const usual =
    means.reduce((sum, mean) => sum + mean * mean, 0) / means.reduce((sum, mean) => sum + mean, 0);
  return Array.from(means, (mean) => Number(Math.min(Math.max(mean / usual, SLOWEST), 1).toFixed(3)));
}

function meanAround(sales: readonly number[], week: number): number {
  const near = sales.slice(Math.max(week - AROUND, 0), week + AROUND + 1);
  return near.reduce((sum, lines) => sum + lines, 0) / near.length;
}

/** Log-likelihood (Poisson) of the weeks from the second year on: by the same week a year ago, less by the weeks before. */
function gainOfLastYear(sales: readonly number[], smooth: readonly number[]): number {
  const total = [0];
  for (const lines of sales) total.push((total.at(-1) ?? 0) + lines);
  const mean = (from: number, to: number) => ((total[to] ?? 0) - (total[from] ?? 0)) / (to - from);
  let gain = 0;
  for (let week = PARTS + LATELY; week < sales.length; week++) {
    const usual = mean(week - PARTS, week) + 0.1;
    const lately = (LATELY * mean(week - LATELY, week) + HELD_BY * usual) / (LATELY + HELD_BY);
    const then = week - PARTS;
    const begun = Math.max(then - PARTS / 2, 0);
    const lastYear = (usual * (smooth[then] as number)) / (mean(begun, begun + PARTS) + 0.1);
    // neither is ever quite sure: a tenth of the mean week stays possible
    const [a, b] = [0.9 * lately + 0.1 * usual, 0.9 * lastYear + 0.1 * usual];
    gain += (sales[week] as number) * Math.log(b / a) - (b - a);
  }
  return gain;
}

function partOfYear(day: number): number {
  const share = (day / DAYS_A_YEAR) % 1;
  return Math.floor((share < 0 ? share + 1 : share) * PARTS) % PARTS;
}

/** Draws a curve by days out over the parts of the year in which the clock is slow: in place, hence from the end. */
export function drawOut(curve: Float64Array, { pace, from }: Season): void {
  const paceOn = (z: number) => pace[partOfYear(from + z)] as number;
  let clock = 0;
  for (let z = 1; z <= curve.length; z++) clock += paceOn(z);
  for (let z = curve.length; z >= 1; z--) {
    const whole = Math.min(Math.max(Math.floor(clock), 0), z);
    const low = whole > 0 ? at(curve, whole - 1) : 0;
    const high = whole < z ? at(curve, whole) : low;
    curve[z - 1] = low + Math.max(clock - whole, 0) * (high - low);
    clock -= paceOn(z);
  }
}

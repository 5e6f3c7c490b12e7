import { DAYS, weekEnd } from '~/insight/model/order-rhythm';
import { drawOut, type Season } from '~/insight/model/season';
import { normalCdf } from '~/insight/model/stats/normal';
import { knotsCdf, shareAt } from '~/insight/model/stats/quantile-knots';
import {
  type Renewal,
  type RenewalHistory,
  renewalDays,
  renewalSurvival,
} from '~/insight/model/stats/renewal-with-dropout';
import { at } from '~/insight/model/stats/slab';

/** One purchase's time to the next: log-normal for those who come back, recalibrated, tilted by weekday. */
export interface CurveShape {
  /** mean and standard deviation of the log of the days */
  readonly location: number;
  readonly scale: number;
  /** share that never comes back */
  readonly never: number;
  readonly recalibration: readonly number[] | null;
  /** other opinions, as quantile knots of days / point, with their weights; the rest of the weight is the above */
  readonly shells: readonly Shell[];
  /** the renewal process's opinion, if it has one */
  readonly renewal: (RenewalHistory & { readonly weight: number; readonly model: Renewal }) | null;
  /** weight of the seven days after the purchase (about 1); the week repeats */
  readonly days: Float64Array;
  /** draws the days out where the need is out of season; null: it has none */
  readonly season: Season | null;
}

export interface Shell {
  readonly weight: number;
  readonly point: number;
  readonly knots: readonly number[];
}

const TABLE = 1100;
const logHalfDays = Float64Array.from({ length: TABLE }, (_, z) => Math.log(z + 0.5));

let smooth: Float64Array = new Float64Array(512);

/**
 * P(next purchase within z days) for z = 1 … out.length, written to `out`.
 *
 * Days are whole: day z collects the continuous curve from z − ½ to z + ½, given that it did not end before ½.
 * Weekdays move it within its week: see `order-rhythm`. Monotone, within [0, 1] and finite for every input.
 */
export function reorderCurve(shape: CurveShape, out: Float64Array): void {
  if (smooth.length < out.length + DAYS) smooth = new Float64Array(out.length + DAYS);
  const curve = smooth.subarray(0, weekEnd(out.length));
  const renewal = shape.renewal;
  if (renewal) renewalDays(renewal.model, renewal, curve);
  addRegression(shape, curve);
  for (const shell of shape.shells) addShell(shell, curve);
  if (shape.season) drawOut(curve, shape.season);
  onWeekdays(curve, shape.days, out);
}

/** Writes what the regression says, onto what the renewal process has written where it has an opinion. */
function addRegression(shape: CurveShape, curve: Float64Array): void {
  // Read once: the fit calls `regressionCdf` with objects of other forms, which makes its reads slow, day after day.
  const { location, scale, recalibration, renewal } = shape;
  const returning = 1 - shape.never;
  const start = Math.max(1 - regressionCdf(shape, at(logHalfDays, 0)), 1e-9);
  const main = mainWeight(shape) / start;
  for (let z = 1; z <= curve.length; z++) {
    const log = z < TABLE ? at(logHalfDays, z) : Math.log(z + 0.5);
    const raw = returning * normalCdf((log - location) / scale);
    const ended = main * (recalibrated(raw, recalibration) - (1 - start));
    curve[z - 1] = renewal ? ended + renewal.weight * at(curve, z - 1) : ended;
  }
}

function addShell(shell: Shell, curve: Float64Array): void {
  const { knots, point, weight } = shell;
  const start = knotsCdf(knots, 0.5 / point);
  const scale = weight / Math.max(1 - start, 1e-9);
  let above = 0;
  for (let z = 1; z <= curve.length; z++) {
    const x = (z + 0.5) / point;
    while (above < knots.length && (knots[above] as number) <= x) above++;
    curve[z - 1] = at(curve, z - 1) + scale * (shareAt(knots, above, x) - start);
  }
}

function onWeekdays(curve: Float64Array, days: Float64Array, out: Float64Array): void {
  let before = 0;
  for (let from = 0, to = 0; from < out.length; from = to) {
    to = weekEnd(from + 1);
    let sum = 0;
    let last = before;
    // The day of the week is counted on: a remainder is a division, and there would be two a day.
    for (let z = from, day = from % DAYS; z < to; z++) {
      const now = Math.min(Math.max(at(curve, z), last), 1);
      curve[z] = (now - last) * at(days, day);
      sum += at(curve, z);
      last = now;
      day = day + 1 < DAYS ? day + 1 : 0;
    }
    const scale = sum > 0 ? (last - before) / sum : 0;
    let share = before;
    for (let z = from; z < Math.min(to, out.length); z++) {
      share += scale * at(curve, z);
      out[z] = Math.min(share, last);
    }
    before = last;
  }
}

/** P(next purchase within `days`), weekdays left aside: for long windows, where they even out. */
export function endedShare(shape: CurveShape, days: number): number {
  const log = Math.log(days + 0.5);
  const start = regressionCdf(shape, at(logHalfDays, 0));
  let share = (mainWeight(shape) * (regressionCdf(shape, log) - start)) / Math.max(1 - start, 1e-9);
  const renewal = shape.renewal;
  if (renewal) {
    const start = Math.max(renewalSurvival(renewal.model, renewal, 0.5), 1e-12);
    share += renewal.weight * (1 - renewalSurvival(renewal.model, renewal, days + 0.5) / start);
  }
  for (const { knots, point, weight } of shape.shells) {
    const before = knotsCdf(knots, 0.5 / point);
    share += (weight * (knotsCdf(knots, (days + 0.5) / point) - before)) / Math.max(1 - before, 1e-9);
  }
  return Math.min(Math.max(share, 0), 1);
}

/** The same by the regression alone and before recalibration: smooth where the past has nothing to show. */
export function rawCdf(shape: CurveShape, days: number): number {
  return (1 - shape.never) * normalCdf((Math.log(days + 0.5) - shape.location) / shape.scale);
}

function mainWeight(shape: CurveShape): number {
  let weight = 1 - (shape.renewal?.weight ?? 0);
  for (const shell of shape.shells) weight -= shell.weight;
  return weight;
}

/** Where the curve ends, however long one waits: the share that comes back at all (weekdays do not move it). */
export function returningShare(shape: CurveShape): number {
  return endedShare(shape, 1e8);
}

/** P(time ≤ exp(logDays)) by the regression alone. */
export function regressionCdf(
  shape: Pick<CurveShape, 'location' | 'scale' | 'never' | 'recalibration'>,
  logDays: number,
): number {
  const raw = (1 - shape.never) * normalCdf((logDays - shape.location) / shape.scale);
  return recalibrated(raw, shape.recalibration);
}

function recalibrated(raw: number, grid: readonly number[] | null): number {
  if (grid === null) return raw;
  const place = raw * (grid.length - 1);
  const k = Math.min(Math.floor(place), grid.length - 2);
  const low = grid[k] as number;
  return low + (place - k) * ((grid[k + 1] as number) - low);
}

import { normalCdf } from '~/insight/model/stats/normal';
import { at } from '~/insight/model/stats/slab';

/** One purchase's time to the next: log-normal for those who come back, recalibrated, tilted by weekday. */
export interface CurveShape {
  /** mean and standard deviation of the log of the days */
  readonly location: number;
  readonly scale: number;
  /** share that never comes back */
  readonly never: number;
  readonly recalibration: readonly number[] | null;
  /** weight of each weekday in the daily hazard (mean about 1), for day 1, 2, … after the purchase, cyclic */
  readonly weekdays: Float64Array | null;
}

const TABLE = 1100;
const logHalfDays = Float64Array.from({ length: TABLE }, (_, z) => Math.log(z + 0.5));

/**
 * P(next purchase within z days) for z = 1 … out.length, written to `out`.
 *
 * Days are whole: day z collects the continuous curve from z − ½ to z + ½, given that it did not end before ½.
 * A weekday weight multiplies that day's hazard, so a customer who buys on Fridays is expected on a Friday
 * without the total being moved. Monotone, within [0, 1] and finite for every input.
 */
export function reorderCurve(shape: CurveShape, out: Float64Array): void {
  const startSurvival = Math.max(survival(shape, at(logHalfDays, 0)), 1e-9);
  let before = 1;
  let tilted = 1;
  for (let z = 1; z <= out.length; z++) {
    const log = z < TABLE ? at(logHalfDays, z) : Math.log(z + 0.5);
    const now = Math.min(Math.max(survival(shape, log), 0) / startSurvival, before);
    if (shape.weekdays === null) tilted = now;
    else if (now < before) tilted *= tilt(now / before, at(shape.weekdays, (z - 1) % 7));
    out[z - 1] = 1 - tilted;
    before = now;
  }
}

/** Where the curve ends, however long one waits: the share that comes back at all (weekdays do not move it). */
export function returningShare(shape: CurveShape): number {
  const start = Math.max(survival(shape, at(logHalfDays, 0)), 1e-9);
  return Math.min(Math.max(1 - survival(shape, Number.POSITIVE_INFINITY) / start, 0), 1);
}

function tilt(ratio: number, weight: number): number {
  return ratio <= 0 ? 0 : ratio ** weight;
}

function survival(shape: CurveShape, logDays: number): number {
  const raw = (1 - shape.never) * normalCdf((logDays - shape.location) / shape.scale);
  const grid = shape.recalibration;
  if (grid === null) return 1 - raw;
  const place = raw * (grid.length - 1);
  const k = Math.min(Math.floor(place), grid.length - 2);
  const low = grid[k] as number;
  return 1 - (low + (place - k) * ((grid[k + 1] as number) - low));
}

/**
 * The shape of "days until it is bought again" for drawing: a log-normal hill through median and quartiles.
 *
 * Days are never negative and late ones trail off, which this hill shows. It is not the model's own curve: the days in
 * words always come from the quartiles.
 */
export interface DaysShape {
  /** Paths in a box of 100 × 40, y down. */
  readonly outline: string;
  readonly core: string;
  /** Places from 0 (left) to 100 (right). */
  readonly p25At: number;
  readonly medianAt: number;
  readonly p75At: number;
  /** Place of a further number of days, at most 100. */
  place(days: number): number;
}

const WIDTH = 100;
const HEIGHT = 40;
const STEPS = 72;
/** The upper quartile of the standard normal distribution. */
const Z75 = 0.6745;
/** So far to the right that nineteen of twenty lie in the picture. */
const Z95 = 1.645;

export function daysShape({
  p25Days,
  medianDays,
  p75Days,
}: {
  readonly p25Days: number;
  readonly medianDays: number;
  readonly p75Days: number;
}): DaysShape {
  const median = Math.max(medianDays, 0.5);
  const spread = Math.max(Math.log(Math.max(p75Days, 0.5) / Math.max(p25Days, 0.4)) / (2 * Z75), 0.05);
  const end = Math.max(median * Math.exp(Z95 * spread), p75Days * 1.2);
  const density = (days: number) => {
    const z = Math.log(days / median) / spread;
    return Math.exp(-0.5 * z * z) / days;
  };
  const peak = density(median * Math.exp(-spread * spread));
  const place = (days: number) => round((Math.min(Math.max(days, 0), end) / end) * WIDTH);
  const height = (days: number) =>
    days <= 0 ? HEIGHT : round(HEIGHT - ((HEIGHT - 3) * density(days)) / peak);
  const hill = (from: number, to: number) =>
    Array.from({ length: STEPS + 1 }, (_, at) => from + ((to - from) * at) / STEPS).map(
      (days) => `${place(days)} ${height(days)}`,
    );
  return {
    outline: `M${hill(0, end).join('L')}`,
    core: `M${place(p25Days)} ${HEIGHT}L${hill(p25Days, p75Days).join('L')}L${place(p75Days)} ${HEIGHT}Z`,
    p25At: place(p25Days),
    medianAt: place(median),
    p75At: place(p75Days),
    place,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

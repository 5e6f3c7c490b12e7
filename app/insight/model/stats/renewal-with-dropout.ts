import { incompleteBeta, logBeta } from '~/insight/model/stats/beta';
import { nelderMead } from '~/insight/model/stats/nelder-mead';

/** One purchase of one customer and what followed: the row of the sequential likelihood. */
export interface RenewalRow {
  /** finished gaps before it, and their sum in days */
  readonly gaps: number;
  readonly sumGap: number;
  /** days to the next purchase, or how long it has been awaited */
  readonly days: number;
  readonly observed: boolean;
  readonly weight?: number;
}

/** `k` regularity (1: memoryless), gaps' scale from Gamma(r, alpha), chance to leave at a purchase from Beta(a, b). */
export interface Renewal {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly k: number;
}

/**
 * MBG/CNBD-k: each customer buys with Erlang-like gaps of their own mean and leaves for good with their own chance
 * at each purchase. `k` is real here; `dropsAtFirst` false with k = 1 is the BG/NBD.
 *
 * Five numbers for a whole shop, so that it has an opinion from a few dozen gaps on, and heavy tails, because the
 * own mean is never quite believed. It misleads where pace changes or differs by need: it knows neither.
 *
 * @see Platzer & Reutterer, Marketing Science 35 (2016); Fader, Hardie & Lee, Marketing Science 24 (2005)
 */
export function fitRenewal(
  rows: readonly RenewalRow[],
  options: {
    k?: number;
    dropsAtFirst?: boolean;
    start?: Renewal;
    evaluations?: number;
    ridge?: number;
    tolerance?: number;
  } = {},
): Renewal {
  const { dropsAtFirst = true, start = usualRenewal, ridge = RIDGE } = options;
  const series = prepare(rows);
  const unpack = (p: readonly number[]): Renewal => {
    const [r, alpha, a, b, k] = p.map((v) => Math.exp(Math.min(Math.max(v, -5), 9)));
    return {
      r: r ?? 1,
      alpha: alpha ?? 1,
      a: a ?? 1,
      b: b ?? 1,
      k: options.k ?? Math.min(k ?? 1, 50),
    };
  };
  const from = [start.r, start.alpha, start.a, start.b, start.k].map(Math.log);
  const cost = (p: readonly number[]): number =>
    costOf(series, unpack(p), dropsAtFirst) +
    ridge * p.reduce((sum, v, j) => sum + (v - (from[j] as number)) ** 2, 0);
  const { point } = nelderMead(cost, options.k === undefined ? from : from.slice(0, 4), {
    tolerance: options.tolerance ?? 1e-5,
    evaluations: options.evaluations ?? 450,
  });
  return unpack(point);
}

/** Each parameter's log is held to where the search begins, as firmly as one gap would; 0 is maximum likelihood. */
const RIDGE = 0.1;

/** Where the search begins: some six weeks between purchases, a quarter of newcomers never seen again. */
export const usualRenewal: Renewal = { r: 1, alpha: 30, a: 0.6, b: 2, k: 1.35 };

/** One customer's past, and what sets their case apart from the usual one. */
export interface RenewalHistory {
  readonly gaps: number;
  readonly sumGap: number;
  /** days here to one day of the model's clock: a need that lasts twice as long runs at 2 (default 1) */
  readonly clock?: number;
  /** added to the log odds of having left (default 0) */
  readonly leaving?: number;
}

/** Chance that a customer left at their last purchase, after `gaps` returns. */
export function dropoutAfter(model: Renewal, gaps: number, dropsAtFirst = true): number {
  if (dropsAtFirst) return model.a / (model.a + model.b + gaps);
  return gaps > 0 ? model.a / (model.a + model.b + gaps - 1) : 0;
}

/** P(no purchase within `days` of the last one). */
export function renewalSurvival(
  model: Renewal,
  history: RenewalHistory,
  days: number,
  dropsAtFirst = true,
): number {
  const gone = goneAfter(model, history, dropsAtFirst);
  const total = model.alpha * (history.clock ?? 1) + history.sumGap;
  const ended = incompleteBeta(model.k, model.r + model.k * history.gaps, days / (days + total));
  return gone + (1 - gone) * (1 - ended);
}

/**
 * P(next purchase within z days | none within half a day), z = 1 … out.length: the density at each whole day, summed.
 * A logarithm and an exponential a day instead of a continued fraction; exact to about 1e-3.
 */
export function renewalDays(model: Renewal, history: RenewalHistory, out: Float64Array): void {
  const { r, k } = model;
  const shape = r + k * history.gaps;
  const total = model.alpha * (history.clock ?? 1) + history.sumGap;
  const start = Math.max(renewalSurvival(model, history, 0.5), 1e-12);
  const gone = goneAfter(model, history, true);
  const stays = (1 - gone) / start;
  // what can still come: with a very fast clock nearly everything lies within the half day
  const most = Math.max(start - gone, 0) / start;
  const front = shape * Math.log(total) - logBeta(k, shape);
  let share = 0;
  for (let z = 1; z <= out.length; z++) {
    share += stays * Math.exp(front + (k - 1) * Math.log(z) - (shape + k) * Math.log(total + z));
    out[z - 1] = Math.min(share, most);
  }
}

function goneAfter(model: Renewal, history: RenewalHistory, dropsAtFirst: boolean): number {
  const gone = dropoutAfter(model, history.gaps, dropsAtFirst);
  if (!history.leaving || gone <= 0 || gone >= 1) return gone;
  return 1 / (1 + ((1 - gone) / gone) * Math.exp(-history.leaving));
}

interface Series {
  readonly gaps: Int32Array;
  readonly sumGap: Float64Array;
  readonly days: Float64Array;
  readonly logDays: Float64Array;
  readonly weight: Float64Array;
  readonly observed: Uint8Array;
  readonly mostGaps: number;
}

function prepare(rows: readonly RenewalRow[]): Series {
  const days = Float64Array.from(rows, (row) => Math.max(row.days, 0.5));
  return {
    gaps: Int32Array.from(rows, (row) => row.gaps),
    sumGap: Float64Array.from(rows, (row) => row.sumGap),
    days,
    logDays: days.map(Math.log),
    weight: Float64Array.from(rows, (row) => row.weight ?? 1),
    observed: Uint8Array.from(rows, (row) => (row.observed ? 1 : 0)),
    mostGaps: rows.reduce((most, row) => Math.max(most, row.gaps), 0),
  };
}

function costOf(series: Series, model: Renewal, dropsAtFirst: boolean): number {
  const { r, alpha, k } = model;
  const betas = new Float64Array(series.mostGaps + 1);
  const stays = new Float64Array(series.mostGaps + 1);
  for (let x = 0; x <= series.mostGaps; x++) {
    betas[x] = logBeta(k, r + k * x);
    stays[x] = Math.log1p(-Math.min(dropoutAfter(model, x, dropsAtFirst), 1 - 1e-9));
  }
  let sum = 0;
  for (let i = 0; i < series.days.length; i++) {
    const x = series.gaps[i] as number;
    const y = series.days[i] as number;
    const sumGap = series.sumGap[i] as number;
    if (series.observed[i]) {
      const shape = r + k * x;
      const total = alpha + sumGap;
      sum -=
        (series.weight[i] as number) *
        ((stays[x] as number) +
          (k - 1) * (series.logDays[i] as number) -
          (betas[x] as number) +
          shape * Math.log(total) -
          (shape + k) * Math.log(total + y));
    } else {
      const open = renewalSurvival(model, { gaps: x, sumGap }, y, dropsAtFirst);
      sum -= (series.weight[i] as number) * Math.log(Math.max(open, 1e-300));
    }
  }
  return sum;
}

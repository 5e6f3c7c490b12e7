import { incompleteBeta, logBeta, logGamma } from '~/insight/model/stats/beta';
import { nelderMead } from '~/insight/model/stats/nelder-mead';

/**
 * BG/NBD of Fader, Hardie & Lee (2005), by maximum likelihood from each customer's repeat purchases x, recency t and
 * age T in one unit of time.
 */
export function fitBgNbd(customers: readonly { x: number; t: number; T: number }[]): {
  r: number;
  alpha: number;
  a: number;
  b: number;
  logLikelihood: number;
} {
  const logLikelihood = ([logR = 0, logAlpha = 0, logA = 0, logB = 0]: readonly number[]): number => {
    const [r, alpha, a, b] = [logR, logAlpha, logA, logB].map(Math.exp) as [number, number, number, number];
    let sum = 0;
    for (const { x, t, T } of customers) {
      const front = logBeta(a, b + x) - logBeta(a, b) + logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
      const alive = -(r + x) * Math.log(alpha + T);
      if (x === 0) sum += front + alive;
      else {
        const dead = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + t);
        const high = Math.max(alive, dead);
        sum += front + high + Math.log(Math.exp(alive - high) + Math.exp(dead - high));
      }
    }
    return sum;
  };
  const { point, value } = nelderMead((p) => -logLikelihood(p), [0, 1, 0, 0.5], { tolerance: 1e-12 });
  const [r, alpha, a, b] = point.map(Math.exp) as [number, number, number, number];
  return { r, alpha, a, b, logLikelihood: -value };
}

export interface SeriesRow {
  /** finished gaps before, their sum in days, the next gap or how long it has been open, whether it ended */
  readonly gaps: number;
  readonly sumGap: number;
  readonly days: number;
  readonly observed: boolean;
}

export interface Cnbd {
  /** P(next purchase later than `days`) */
  survival(gaps: number, sumGap: number, days: number): number;
}

/**
 * MBG/CNBD-k of Platzer & Reutterer (2016) with real k (k = 1 and `dropsAtFirst` false: BG/NBD), by its exact
 * sequential likelihood with right-censored open gaps.
 */
export function fitCnbd(
  rows: readonly SeriesRow[],
  options: { k: number | null; dropsAtFirst: boolean },
): Cnbd {
  const dropout = (a: number, b: number, x: number): number =>
    options.dropsAtFirst ? a / (a + b + x) : x > 0 ? a / (a + b + x - 1) : 0;
  const unpack = (p: readonly number[]) => {
    const [r, alpha, a, b, k] = p.map((v) => Math.exp(Math.min(Math.max(v, -5), 9)));
    return { r: r ?? 1, alpha: alpha ?? 1, a: a ?? 1, b: b ?? 1, k: options.k ?? Math.min(k ?? 1, 50) };
  };
  const cost = (p: readonly number[]): number => {
    const { r, alpha, a, b, k } = unpack(p);
    let sum = 1e-3 * p.reduce((s, v) => s + v * v, 0);
    for (const row of rows) {
      const y = Math.max(row.days, 0.5);
      const shape = r + k * row.gaps;
      const total = alpha + row.sumGap;
      const gone = dropout(a, b, row.gaps);
      if (row.observed) {
        sum -=
          Math.log1p(-Math.min(gone, 1 - 1e-9)) +
          (k - 1) * Math.log(y) -
          logBeta(k, shape) +
          shape * Math.log(total) -
          (shape + k) * Math.log(total + y);
      } else {
        const open = 1 - incompleteBeta(k, shape, y / (y + total));
        sum -= Math.log(Math.max(gone + (1 - gone) * open, 1e-300));
      }
    }
    return sum;
  };
  const start = [0, 3.4, -0.5, 0.7, 0.3].slice(0, options.k === null ? 5 : 4);
  const { r, alpha, a, b, k } = unpack(nelderMead(cost, start, { tolerance: 1e-7, evaluations: 450 }).point);
  return {
    survival(gaps, sumGap, days) {
      const gone = dropout(a, b, gaps);
      const total = alpha + sumGap;
      return gone + (1 - gone) * (1 - incompleteBeta(k, r + k * gaps, days / (days + total)));
    },
  };
}

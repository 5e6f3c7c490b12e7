import { logBeta, logGamma } from '~/insight/model/stats/beta';
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

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { incompleteBeta, logGamma } from '~/insight/model/stats/beta';
import { nelderMead } from '~/insight/model/stats/nelder-mead';
import { fitRenewal } from '~/insight/model/stats/renewal-with-dropout';
import { fitBgNbd } from '../../bench/model/btyd';

describe('special functions of the peers', () => {
  it.each([
    // scipy.special.betainc, gammaln
    [2, 3, 0.4, 0.5248],
    [0.5, 0.5, 0.1, 0.20483276469913345],
    [30, 12, 0.7, 0.4010477903496098],
  ])('the incomplete beta of %f and %f at %f is that of scipy', (a, b, x, expected) => {
    expect(incompleteBeta(a, b, x)).toBeCloseTo(expected, 7);
  });

  it('the gamma function of 5 and of a half are known', () => {
    expect(Math.exp(logGamma(5))).toBeCloseTo(24, 9);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });

  it('the simplex finds the valley of Rosenbrock', () => {
    const { point } = nelderMead(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], {
      tolerance: 1e-14,
    });
    expect(point[0]).toBeCloseTo(1, 3);
    expect(point[1]).toBeCloseTo(1, 3);
  });
});

const file = new URL('../../fixtures/model/cdnow_sample_summary.csv', import.meta.url);
const customers = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number))
  .map(([, x = 0, t = 0, T = 0]) => ({ x, t, T }));

describe('fitted to the CDNOW sample', () => {
  it('the BG/NBD of the peers has the published parameters', () => {
    // Fader, Hardie & Lee 2005, Marketing Science 24(2): r .243, alpha 4.414, a .793, b 2.426, LL -9582.4
    const fitted = fitBgNbd(customers);
    expect(customers).toHaveLength(2357);
    expect(fitted.r).toBeCloseTo(0.243, 2);
    expect(fitted.alpha).toBeCloseTo(4.414, 1);
    expect(fitted.a).toBeCloseTo(0.793, 1);
    expect(fitted.b).toBeCloseTo(2.426, 1);
    expect(fitted.logLikelihood).toBeCloseTo(-9582.4, 0);
  });

  const toTheEnd = { k: 1, evaluations: 5000, ridge: 0, tolerance: 1e-10 };

  // Memoryless gaps: only their number and sum matter, so that equal ones stand for those that are not published.
  const rows = customers.flatMap(({ x, t, T }) => [
    ...Array.from({ length: x }, (_, k) => {
      const gap = (7 * t) / x;
      return { gaps: k, sumGap: k * gap, days: gap, observed: true };
    }),
    { gaps: x, sumGap: 7 * t, days: 7 * (T - t), observed: false },
  ]);

  it('the engine’s own renewal process, made a BG/NBD, has them too', () => {
    const fitted = fitRenewal(rows, { ...toTheEnd, dropsAtFirst: false });
    expect(Math.abs(fitted.r - 0.243)).toBeLessThan(0.01);
    expect(Math.abs(fitted.alpha / 7 - 4.414)).toBeLessThan(0.15);
    expect(Math.abs(fitted.a - 0.793)).toBeLessThan(0.05);
    expect(Math.abs(fitted.b - 2.426)).toBeLessThan(0.2);
  });

  it('and as it stands, with customers who may leave at once, those of the MBG/NBD', () => {
    // Batislam, Denizel & Filiztekin 2007, International Journal of Research in Marketing 24(3): r .525, alpha 6.183,
    // a .891, b 1.614
    const fitted = fitRenewal(rows, toTheEnd);
    expect(Math.abs(fitted.r - 0.525)).toBeLessThan(0.02);
    expect(Math.abs(fitted.alpha / 7 - 6.183)).toBeLessThan(0.2);
    expect(Math.abs(fitted.a - 0.891)).toBeLessThan(0.05);
    expect(Math.abs(fitted.b - 1.614)).toBeLessThan(0.1);
  });
});

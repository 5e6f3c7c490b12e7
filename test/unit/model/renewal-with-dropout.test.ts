import { describe, expect, it } from 'vitest';
import {
  fitRenewal,
  type Renewal,
  type RenewalRow,
  renewalDays,
  renewalSurvival,
} from '~/insight/model/stats/renewal-with-dropout';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

const model: Renewal = { r: 2, alpha: 30, a: 0.6, b: 2.4, k: 2 };

describe('the renewal process with dropout', () => {
  it('survives as scipy has it', () => {
    // scipy.special: g + (1 - g) * (1 - betainc(k, r + k * x, y / (y + alpha + s))), g = a / (a + b + x)
    expect(renewalSurvival(model, { gaps: 0, sumGap: 0 }, 25)).toBeCloseTo(0.6543952, 6);
    expect(renewalSurvival(model, { gaps: 3, sumGap: 90 }, 60)).toBeCloseTo(0.2287609, 6);
  });

  it('summed day by day it comes to the same within a thousandth', () => {
    const history = { gaps: 3, sumGap: 90, clock: 1.5, leaving: 0.4 };
    const days = new Float64Array(90);
    renewalDays(model, history, days);
    const start = renewalSurvival(model, history, 0.5);
    for (const z of [5, 30, 90]) {
      const exact = 1 - renewalSurvival(model, history, z + 0.5) / start;
      expect(Math.abs((days[z - 1] as number) - exact)).toBeLessThan(1e-3);
    }
  });

  it('runs by its need’s clock: twice as slow, the same chance after twice the days', () => {
    const once = renewalSurvival(model, { gaps: 2, sumGap: 50 }, 20);
    expect(renewalSurvival(model, { gaps: 2, sumGap: 100, clock: 2 }, 40)).toBeCloseTo(once, 12);
  });

  it('a need that is often left ends more often, one that is never left less', () => {
    const plain = renewalSurvival(model, { gaps: 0, sumGap: 0 }, 365);
    expect(renewalSurvival(model, { gaps: 0, sumGap: 0, leaving: 1 }, 365)).toBeGreaterThan(plain);
    expect(renewalSurvival(model, { gaps: 0, sumGap: 0, leaving: -1 }, 365)).toBeLessThan(plain);
  });

  it('fitted to customers that it made, it finds their regularity, typical gap and leavers', () => {
    const fitted = fitRenewal(simulate(1500, 400));
    expect(fitted.k).toBeGreaterThan(0.85 * model.k);
    expect(fitted.k).toBeLessThan(1.15 * model.k);
    const gap = (m: Renewal) => (m.k * m.alpha) / (m.r + 1);
    expect(gap(fitted) / gap(model)).toBeGreaterThan(0.85);
    expect(gap(fitted) / gap(model)).toBeLessThan(1.15);
    expect(Math.abs(fitted.a / (fitted.a + fitted.b) - model.a / (model.a + model.b))).toBeLessThan(0.05);
  });

  it('fitted to nothing, it stays where it began', () => {
    const start: Renewal = { r: 1, alpha: 30, a: 0.6, b: 2, k: 1.35 };
    const fitted = fitRenewal([], { start });
    for (const key of ['r', 'alpha', 'a', 'b', 'k'] as const) expect(fitted[key]).toBeCloseTo(start[key], 2);
  });
});

/** Customers of a known process, watched for `until` days each. */
function simulate(customers: number, until: number): RenewalRow[] {
  const random = randomNumbers(11);
  const rows: RenewalRow[] = [];
  for (let c = 0; c < customers; c++) {
    const rate = gamma(model.r, random) / model.alpha;
    const [x, y] = [gamma(model.a, random), gamma(model.b, random)];
    const leave = x / (x + y);
    for (let day = 0, gaps = 0; ; gaps++) {
      const gap = random() < leave ? Number.POSITIVE_INFINITY : gamma(model.k, random) / rate;
      const observed = day + gap <= until;
      rows.push({ gaps, sumGap: day, days: observed ? gap : until - day, observed });
      if (!observed) break;
      day += gap;
    }
  }
  return rows;
}

/** Gamma(shape, 1) by Marsaglia & Tsang (2000). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalNumbers(random)();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

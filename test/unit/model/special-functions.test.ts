import { describe, expect, it } from 'vitest';
import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { meanByGroup } from '~/insight/model/stats/clustered-mean';
import { kaplanMeier } from '~/insight/model/stats/kaplan-meier';
import { meanAbove, normalCdf } from '~/insight/model/stats/normal';

describe('the normal distribution', () => {
  // scipy 1.x: scipy.stats.norm.cdf
  it.each([
    [0, 0.5],
    [1.96, 0.9750021048517795],
    [-3, 0.0013498980316300933],
    [0.5, 0.6914624612740131],
    [-8, 6.220960574271786e-16],
    [6, 0.9999999990134123],
  ])('lies left of %f as scipy says', (x, expected) => {
    expect(normalCdf(x) / expected).toBeCloseTo(1, 7);
  });

  it('has the mean above z that scipy.stats.truncnorm gives', () => {
    expect(meanAbove(0)).toBeCloseTo(0.7978845608028654, 12);
    expect(meanAbove(2)).toBeCloseTo(2.373215532822843, 10);
    expect(meanAbove(40)).toBeCloseTo(40.025, 3);
  });
});

describe('Kaplan–Meier', () => {
  it('gives the remission curve of the 6-MP arm of Freireich et al. 1963 as published', () => {
    const times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
    const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
    const curve = kaplanMeier(
      times,
      relapsed,
      times.map(() => 1),
      times.map((_, i) => i),
    );
    const survivingAt = (t: number) => 1 - (curve.ended[curve.times.indexOf(t)] as number);
    expect(survivingAt(6)).toBeCloseTo(0.857, 3);
    expect(survivingAt(10)).toBeCloseTo(0.753, 3);
    expect(survivingAt(16)).toBeCloseTo(0.627, 3);
    expect(survivingAt(23)).toBeCloseTo(0.448, 3);
  });
});

describe('the solver of normal equations', () => {
  it('solves a small system exactly', () => {
    const x = solvePositiveDefinite(Float64Array.of(4, 2, 0, 2, 3, 1, 0, 1, 2), Float64Array.of(8, 9, 5), 3);
    // numpy.linalg.solve([[4,2,0],[2,3,1],[0,1,2]], [8,9,5])
    expect(Array.from(x)).toEqual([
      expect.closeTo(7 / 6, 12),
      expect.closeTo(5 / 3, 12),
      expect.closeTo(5 / 3, 12),
    ]);
  });
});

describe('the mean of values that come in groups', () => {
  const of = (groups: Record<string, number[]>) => {
    const mean = meanByGroup();
    for (const [group, values] of Object.entries(groups)) for (const value of values) mean.add(group, value);
    return mean.result();
  };

  it('has the error of the usual mean when each group has one value', () => {
    // R: x <- c(1, 0, 1, 1, 0); sd(x) / sqrt(5)
    expect(of({ a: [1], b: [0], c: [1], d: [1], e: [0] }).standardError).toBeCloseTo(0.244949, 6);
  });

  it('squares whole groups', () => {
    // By hand: deviations of the groups 0, −2/3, 2/3; √(8/9 · 3/2) / 6
    const { mean, standardError, groups, values } = of({ a: [1, 0, 1], b: [0], c: [1, 1] });
    expect([mean, standardError]).toEqual([expect.closeTo(0.666667, 6), expect.closeTo(0.19245, 5)]);
    expect([groups, values]).toEqual([3, 6]);
  });

  it('knows no error of one group', () => {
    expect(of({ a: [1, 0] }).standardError).toBeNull();
    expect(of({}).mean).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, liftOf } from '~/office/reports/lift';

const arm = (reordered: number, customers: number) => ({ customers, reordered });

describe('a difference of two shares', () => {
  // Newcombe (1998), Statistics in Medicine 17, table II, method 10: score without continuity correction. The first is
  // also what R's DescTools::BinomDiffCI(56, 70, 48, 80, method = "score") answers.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i and %i/%i is what Newcombe published', (a, m, b, n, from, to) => {
    const found = differenceOf(arm(a, m), arm(b, n));
    expect(found.difference).toBeCloseTo(a / m - b / n, 12);
    expect(found.from).toBeCloseTo(from, 4);
    expect(found.to).toBeCloseTo(to, 4);
  });

  it('turned round is the same with its sign turned, and holds the difference itself', () => {
    const some = fc
      .tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
      .map(([a, n]) => arm(Math.min(a, n), n));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const there = differenceOf(one, other);
        const back = differenceOf(other, one);
        expect(back.difference).toBeCloseTo(-there.difference, 10);
        expect(back.from).toBeCloseTo(-there.to, 10);
        expect(there.from).toBeLessThanOrEqual(there.difference + 1e-12);
        expect(there.to).toBeGreaterThanOrEqual(there.difference - 1e-12);
      }),
    );
  });
});

describe('a claim about what mails bring', () => {
  it('needs enough customers and reorders', () => {
    expect(liftOf(arm(50, 400), arm(0, 0))).toEqual({ verdict: 'too-early' });
    expect(liftOf(arm(50, 400), arm(0, 99))).toEqual({ verdict: 'too-early' });
    expect(liftOf(arm(6, 400), arm(3, 100))).toEqual({ verdict: 'too-early' });
    expect(liftOf(arm(7, 400), arm(3, 100))).toMatchObject({ verdict: 'unclear' });
  });

  it('is made where the interval leaves out zero, and says how many orders that was', () => {
    const found = liftOf(arm(240, 1_200), arm(36, 300));
    expect(found).toMatchObject({ verdict: 'brings', difference: expect.closeTo(0.08, 10) });
    expect('extra' in found && found.extra.difference).toBeCloseTo(96, 8);
    expect(liftOf(arm(36, 300), arm(60, 300))).toMatchObject({ verdict: 'costs' });
  });
});

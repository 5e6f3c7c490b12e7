import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPoolBuilder,
  emptyShopPool,
  forecastLapse,
  forecastReorder,
  ownWeight,
  type PurchaseDay,
  reorderProbabilityBetween,
  reorderQuantileDays,
  writeDay,
} from '~/insight/model/reorder';

const gap = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 20 * 366 }));
const quantity = fc.oneof(fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 12 }));
const history = fc
  .array(fc.record({ gap, quantity }), { minLength: 1, maxLength: 40 })
  .map((steps): PurchaseDay[] => {
    let day = 15_000;
    return steps.map((step) => {
      day += step.gap;
      return { day, quantity: step.quantity };
    });
  });
const priorOf = fc.option(fc.record({ daysPerUnit: fc.double({ min: 0.001, max: 1e5, noNaN: true }) }), {
  nil: null,
});

function builtFrom(histories: readonly PurchaseDay[][], today: number) {
  const builder = createPoolBuilder({ today, priors: new Map() });
  histories.forEach((purchases, c) => {
    builder.addPair(`need${c % 3}`, purchases, `c${c}`);
    builder.addCustomer([...new Set(purchases.map((p) => p.day))], `c${c}`);
  });
  return builder.build();
}

function rhythmOf(purchases: readonly PurchaseDay[]) {
  return { orderDays: [...new Set(purchases.map((purchase) => purchase.day))] };
}

describe('for any history', () => {
  it('the forecast is monotone, proper and finite, with and without pools', () => {
    fc.assert(
      fc.property(history, priorOf, fc.array(history, { maxLength: 12 }), (purchases, prior, others) => {
        const today = 15_000 + 40 * 20 * 366;
        const pools = others.length > 0 ? builtFrom(others, today) : null;
        const input = {
          purchases,
          rhythm: rhythmOf(purchases),
          need: pools?.needs.get('need0') ?? null,
          shop: pools?.shop ?? emptyShopPool,
          prior,
        };
        const forecast = forecastReorder(input);
        let before = 0;
        for (const p of forecast.cdf) {
          expect(Number.isFinite(p)).toBe(true);
          expect(p).toBeGreaterThanOrEqual(before);
          expect(p).toBeLessThanOrEqual(1);
          before = p;
        }
        const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => reorderQuantileDays(forecast, p));
        expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
        expect(quantiles.every((q) => q > 0 && q <= forecast.horizonDays)).toBe(true);
        expect(writeDay(forecast)).toBeGreaterThanOrEqual(1);
        const between = reorderProbabilityBetween(forecast, 20, 60);
        expect(between >= 0 && between <= 1).toBe(true);
        expect(forecast.neverProbability >= 0 && forecast.neverProbability <= 1).toBe(true);
        const weight = ownWeight(input);
        expect(weight >= 0 && weight <= 1).toBe(true);
        if (forecast.ownGaps === 0) expect(weight).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('ten thousand purchases give a proper forecast, too', () => {
    const purchases = Array.from({ length: 10_000 }, (_, i) => ({ day: 10_000 + i, quantity: 1 + (i % 3) }));
    const forecast = forecastReorder({
      purchases,
      rhythm: rhythmOf(purchases),
      need: null,
      shop: emptyShopPool,
      prior: null,
    });
    expect(reorderQuantileDays(forecast, 0.5)).toBeLessThan(3);
    expect(forecast.cdf.every((p) => Number.isFinite(p))).toBe(true);
  });

  it('pools never see rows dated on their day or later', () => {
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 10 }), fc.nat(3000), (histories, after) => {
        const today = 15_000 + after;
        const cut = histories.map((purchases) => purchases.filter((purchase) => purchase.day < today));
        const whole = builtFrom(histories, today);
        const truncated = builtFrom(cut, today);
        expect(whole.shop.needs).toEqual(truncated.shop.needs);
        for (const [key, pool] of truncated.needs) expect(whole.needs.get(key)).toEqual(pool);
      }),
      { numRuns: 200 },
    );
  });

  it('nobody is late on the day of an order, and every number of the lapse forecast is finite', () => {
    fc.assert(
      fc.property(history, fc.nat(4000), (purchases, silence) => {
        const rhythm = rhythmOf(purchases);
        const last = rhythm.orderDays[rhythm.orderDays.length - 1] as number;
        const fresh = forecastLapse({ rhythm, shop: emptyShopPool, today: last });
        expect(['learning', 'on_time', 'due']).toContain(fresh.status);
        const later = forecastLapse({ rhythm, shop: emptyShopPool, today: last + silence });
        expect(later.probabilityAlive >= 0 && later.probabilityAlive <= 1).toBe(true);
        expect(Number.isFinite(later.expectedNextOrderInDays)).toBe(true);
        expect(later.probabilityAlive).toBeLessThanOrEqual(fresh.probabilityAlive + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('the chances of an order after a silence are probabilities, the longer window’s not less, with and without pools', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(history, { maxLength: 12 }),
        fc.nat(20 * 366),
        (purchases, others, silence) => {
          const rhythm = rhythmOf(purchases);
          const today = (rhythm.orderDays[rhythm.orderDays.length - 1] as number) + silence;
          const shop = others.length > 0 ? builtFrom(others, today).shop : emptyShopPool;
          const { chanceIn30Days, chanceIn90Days } = forecastLapse({ rhythm, shop, today });
          expect(chanceIn30Days > 0 && chanceIn90Days < 1).toBe(true);
          expect(chanceIn90Days).toBeGreaterThanOrEqual(chanceIn30Days);
        },
      ),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPoolBuilder,
  customerHabits,
  forecastLapse,
  forecastReorder,
  ownWeight,
  type PurchaseDay,
  reorderQuantileDays,
} from '~/insight/model/reorder';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

/**
 * A shop that is old enough for everything that is learnt late: recalibration, experts, the renewal process, trust in
 * the opinions on lapse. Half its customers come like clocks, some are hard to tell.
 */
const START = 19_000;
const TODAY = START + 720;
const NEEDS = ['soap', 'tea', 'lamp'];

interface Bought {
  readonly customer: string;
  readonly need: string;
  readonly purchases: PurchaseDay[];
}

function shopHistory(): Bought[] {
  const random = randomNumbers(3);
  const normal = normalNumbers(random);
  return Array.from({ length: 170 }, (_, c) =>
    NEEDS.slice(0, 1 + (c % 3)).map((need, n): Bought => {
      const pace = [24, 35, 150][n] as number;
      const own = pace * Math.exp(0.4 * normal());
      const noise = c % 2 === 0 ? 0.05 : 0.6;
      const purchases: PurchaseDay[] = [];
      for (let day = START + Math.floor(300 * random()); day < TODAY; ) {
        const quantity = 1 + Math.floor(3 * random());
        purchases.push({ day, quantity });
        if (random() < 0.06) break;
        day += Math.max(1, Math.round(own * Math.exp(noise * normal()) * quantity ** 0.3));
      }
      return { customer: `c${c}`, need, purchases };
    }),
  ).flat();
}

function build(history: readonly Bought[], today: number) {
  const builder = createPoolBuilder({ today, priors: new Map() });
  const days = new Map<string, Set<number>>();
  for (const { customer, need, purchases } of history) {
    builder.addPair(need, purchases, customer);
    for (const { day } of purchases) days.set(customer, (days.get(customer) ?? new Set()).add(day));
  }
  for (const [customer, own] of days) builder.addCustomer([...own], customer);
  return builder.build();
}

const all = shopHistory();
const { shop, needs } = build(all, TODAY);

const gap = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 20 * 366 }));
const quantity = fc.oneof(fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 12 }));
const purchasesOf = fc
  .array(fc.record({ gap, quantity }), { minLength: 1, maxLength: 40 })
  .map((steps): PurchaseDay[] => {
    let day = START;
    return steps.map((step) => {
      day += step.gap;
      return { day, quantity: step.quantity };
    });
  });

describe('in a shop with a long past', () => {
  it('all that is learnt late has been learnt', () => {
    expect(shop.needs.gaps).toBeGreaterThan(600);
    expect(shop.needs.recalibration.some((grid) => grid !== null)).toBe(true);
    expect(shop.needs.experts.flat().some(({ weight }) => weight > 0.02)).toBe(true);
    expect(shop.needs.renewal).not.toBeNull();
    expect(shop.lapse.silences.shares).not.toHaveLength(0);
  });

  it('the forecast of any history is monotone, proper and finite, and so is what is said of lapse', () => {
    fc.assert(
      fc.property(
        purchasesOf,
        fc.constantFrom(...NEEDS, 'unknown'),
        fc.option(fc.record({ daysPerUnit: fc.double({ min: 0.001, max: 1e5, noNaN: true }) }), {
          nil: null,
        }),
        fc.nat(20 * 366),
        (purchases, needKey, prior, silence) => {
          const need = needs.get(needKey) ?? null;
          const orderDays = [...new Set(purchases.map(({ day }) => day))];
          const last = orderDays.at(-1) as number;
          const habits = customerHabits([{ purchases, need, prior }], shop);
          const rhythm = { orderDays, ...habits.on(last) };
          const input = { purchases, rhythm, need, shop, prior };
          const forecast = forecastReorder(input);
          const weight = ownWeight(input);
          expect(weight >= 0 && weight <= 1).toBe(true);
          let before = 0;
          for (const p of forecast.cdf) {
            expect(p >= before && p <= 1).toBe(true);
            before = p;
          }
          const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => reorderQuantileDays(forecast, p));
          expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
          expect(quantiles.every((q) => q > 0 && q <= forecast.horizonDays)).toBe(true);

          const fresh = forecastLapse({ rhythm, shop, today: last });
          const later = forecastLapse({ rhythm, shop, today: last + silence });
          expect(['learning', 'on_time', 'due']).toContain(fresh.status);
          expect(later.probabilityAlive >= 0).toBe(true);
          expect(later.probabilityAlive).toBeLessThanOrEqual(fresh.probabilityAlive + 1e-9);
          for (const chance of [later.chanceIn30Days, later.chanceIn90Days])
            expect(chance > 0 && chance < 1).toBe(true);
          expect(later.chanceIn90Days).toBeGreaterThanOrEqual(later.chanceIn30Days);
          expect(Number.isFinite(later.expectedNextOrderInDays)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(NEEDS)('a clock of ten intervals weighs more than one interval does (%s)', (needKey) => {
    const need = needs.get(needKey) ?? null;
    const weightAfter = (intervals: number) => {
      const purchases = Array.from({ length: intervals + 1 }, (_, k) => ({
        day: TODAY - Math.round((intervals - k) * (need?.medianDays ?? 0)),
        quantity: 2,
      }));
      const rhythm = { orderDays: purchases.map(({ day }) => day) };
      return ownWeight({ purchases, rhythm, need, shop, prior: null });
    };
    expect(weightAfter(0)).toBe(0);
    expect(weightAfter(1)).toBeGreaterThan(0.2);
    expect(weightAfter(10)).toBeGreaterThan(weightAfter(1));
  });

  it('what own intervals weigh is what comes of a changed history: forecast twice, in whole days', () => {
    const times = 1.3;
    const off = all.flatMap(({ customer, need: needKey, purchases }) => {
      const last = purchases.at(-1)?.day ?? 0;
      if (purchases.length < 2 || needKey === 'lamp') return [];
      /** As if they had always bought this need at intervals so many times as long. */
      const inputOf = (factor: number) => {
        const histories = all
          .filter((one) => one.customer === customer)
          .map((one) => ({
            of: one.need,
            need: needs.get(one.need) ?? null,
            prior: null,
            purchases:
              one.need === needKey
                ? purchases.map(({ day, quantity }) => ({ day: last - (last - day) * factor, quantity }))
                : one.purchases.filter(({ day }) => day <= last),
          }));
        const habits = customerHabits(histories, shop);
        const days = new Set(histories.flatMap((one) => one.purchases.map(({ day }) => day)));
        return {
          purchases: histories.find((one) => one.of === needKey)?.purchases ?? [],
          rhythm: {
            orderDays: [...days].sort((a, b) => a - b),
            ...habits.on(last),
          },
          need: needs.get(needKey) ?? null,
          shop,
          prior: null,
        };
      };
      const medianAt = (factor: number) => reorderQuantileDays(forecastReorder(inputOf(factor)), 0.5);
      const moved = Math.log(medianAt(times) / medianAt(1 / times)) / (2 * Math.log(times));
      return [Math.abs(moved - ownWeight(inputOf(1)))];
    });
    expect(off.length).toBeGreaterThan(150);
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.05);
    expect(Math.max(...off)).toBeLessThan(0.25);
  });

  it('the pools are the same to the last digit whatever order the rows came in, and whatever came later', () => {
    const random = randomNumbers(9);
    for (const today of [TODAY, TODAY - 200]) {
      const expected = build(
        all.map((one) => ({ ...one, purchases: one.purchases.filter(({ day }) => day < today) })),
        today,
      );
      expect(expected.shop.needs.recalibration.some((grid) => grid !== null)).toBe(true);
      const shuffled = all
        .map((one) => ({ one: { ...one, purchases: [...one.purchases].reverse() }, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      const found = build(shuffled, today);
      expect(found.shop).toEqual(expected.shop);
      for (const need of NEEDS) expect(found.needs.get(need)).toEqual(expected.needs.get(need));
    }
  });
});

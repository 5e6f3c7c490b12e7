import { describe, expect, it } from 'vitest';
import {
  createPoolBuilder,
  customerHabits,
  forecastReorder,
  type PurchaseDay,
  reorderProbabilityBetween,
  reorderQuantileDays,
} from '~/insight/model/reorder';
import { seasonPace } from '~/insight/model/season';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

/** 2019-01-01, and the days of the year from which and until which sun cream is bought. */
const NEW_YEAR = 17_897;
const MAY = 120;
const SEPTEMBER = 243;
const YEAR = 365.25;

const dayOfYear = (day: number) => (day - NEW_YEAR) % YEAR;
const isSummer = (day: number) => dayOfYear(day) >= MAY && dayOfYear(day) < SEPTEMBER;

describe('a simulated shop that sells sun cream from May to August, at gaps of three weeks', () => {
  const today = NEW_YEAR + Math.round(2 * YEAR) + SEPTEMBER - 5;
  const random = randomNumbers(3);
  const normal = normalNumbers(random);
  const builder = createPoolBuilder({ today, priors: new Map() });
  for (let c = 0; c < 300; c++) {
    const sun: PurchaseDay[] = [];
    for (let day = NEW_YEAR + Math.floor(200 * random()); day < today; ) {
      while (!isSummer(day)) day += 1 + Math.floor(20 * random());
      if (day < today) sun.push({ day, quantity: 1 });
      day += Math.max(1, Math.round(21 * Math.exp(0.3 * normal())));
    }
    const soap: PurchaseDay[] = [];
    for (let day = NEW_YEAR + Math.floor(40 * random()); day < today; ) {
      soap.push({ day, quantity: 1 });
      day += Math.max(1, Math.round(40 * Math.exp(0.3 * normal())));
    }
    builder.addPair('sun', sun, `c${c}`);
    builder.addPair('soap', soap, `c${c}`);
    builder.addCustomer([...new Set([...sun, ...soap].map(({ day }) => day))], `c${c}`);
  }
  const { shop, needs } = builder.build();
  const forecast = (key: string, days: readonly number[]) => {
    const need = needs.get(key) ?? null;
    const purchases = days.map((day) => ({ day, quantity: 1 }));
    const habits = customerHabits([{ purchases, need, prior: null }], shop);
    return forecastReorder({
      purchases,
      rhythm: { orderDays: days, ...habits.on(days.at(-1) ?? 0) },
      need,
      shop,
      prior: null,
    });
  };
  const summerOf = (year: number, from: number, count: number) =>
    Array.from({ length: count }, (_, k) => NEW_YEAR + Math.round(year * YEAR) + from + 21 * k);

  it('expects who bought the last tube of August in May, not in September', () => {
    const last = forecast('sun', [...summerOf(1, 130, 6), ...summerOf(2, 130, 6)]);
    expect(reorderProbabilityBetween(last, 0, 60)).toBeLessThan(0.35);
    const middle = dayOfYear(summerOf(2, 130, 6).at(-1) ?? 0) + reorderQuantileDays(last, 0.5) - YEAR;
    expect(middle).toBeGreaterThan(MAY - 15);
    expect(middle).toBeLessThan(MAY + 40);
  });

  it('expects who bought in June after three weeks', () => {
    const june = forecast('sun', [...summerOf(1, 130, 6), ...summerOf(2, 130, 2)]);
    expect(reorderQuantileDays(june, 0.5)).toBeGreaterThan(17);
    expect(reorderQuantileDays(june, 0.5)).toBeLessThan(27);
  });

  it('draws out nothing of what is bought all year', () => {
    expect(needs.get('sun')?.season).toHaveLength(52);
    expect(needs.get('soap')?.season).toEqual([]);
  });

  it('stays a proper curve on every day of the year', () => {
    for (let day = 0; day < 366; day += 5) {
      const { cdf } = forecast('sun', [...summerOf(1, 130, 6), NEW_YEAR + 731 + day]);
      expect(cdf.every((p, z) => p >= (cdf[z - 1] ?? 0) && p <= 1)).toBe(true);
    }
  });
});

describe('sales without a season', () => {
  const weeks = (count: number, mean: (week: number) => number) => {
    const random = randomNumbers(11);
    return Array.from({ length: count }, (_, week) => {
      let lines = 0;
      for (let k = 0; k < 40; k++) if (random() < mean(week) / 40) lines++;
      return lines;
    });
  };

  it.each([
    ['even ones', weeks(150, () => 8)],
    ['growing ones', weeks(150, (week) => 2 + week / 10)],
    ['those of a need that is given up', weeks(150, (week) => (week < 70 ? 12 : 1))],
    ['one campaign that was not repeated', weeks(150, (week) => (week > 20 && week < 26 ? 30 : 5))],
    ['a single summer', weeks(60, (week) => (week > 17 && week < 35 ? 20 : 0))],
  ])('%s make none', (_, sales) => {
    expect(seasonPace(sales, 2600)).toEqual([]);
  });
});

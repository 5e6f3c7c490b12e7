import { describe, expect, it } from 'vitest';
import {
  createPoolBuilder,
  emptyShopPool,
  forecastLapse,
  forecastReorder,
  type NeedPool,
  neverProbabilityAfter,
  ownWeight,
  reorderProbabilityBetween,
  reorderQuantileDays,
  type SupplyPrior,
  writeDay,
} from '~/insight/model/reorder';

const MONDAY = 20_000 - ((20_000 + 3) % 7);
const every = (gap: number, count: number, quantity = 1, from = MONDAY) =>
  Array.from({ length: count }, (_, i) => ({ day: from + i * gap, quantity }));
const daysOf = (purchases: readonly { day: number }[]) => purchases.map((purchase) => purchase.day);

function inputAlone(
  purchases: readonly { day: number; quantity: number }[],
  daysPerUnit: number | null = null,
) {
  return {
    purchases,
    rhythm: { orderDays: daysOf(purchases) },
    need: null,
    shop: emptyShopPool,
    prior: daysPerUnit === null ? null : { daysPerUnit },
  };
}

function forecastAlone(...alone: Parameters<typeof inputAlone>) {
  return forecastReorder(inputAlone(...alone));
}

describe('a reorder forecast', () => {
  it('of a shop with one order is wide, around a month and a half', () => {
    const forecast = forecastAlone(every(1, 1));
    const [low, median, high] = [0.1, 0.5, 0.9].map((p) => reorderQuantileDays(forecast, p)) as [
      number,
      number,
      number,
    ];
    expect(low).toBeGreaterThan(7);
    expect(median).toBeGreaterThan(25);
    expect(median).toBeLessThan(75);
    expect(high / low).toBeGreaterThan(4);
    expect(forecast.ownGaps).toBe(0);
  });

  it("of a first purchase follows the merchant's days of supply and the quantity", () => {
    const one = reorderQuantileDays(forecastAlone(every(1, 1), 30), 0.5);
    const three = reorderQuantileDays(forecastAlone(every(1, 1, 3), 30), 0.5);
    expect(one).toBeGreaterThan(22);
    expect(one).toBeLessThan(38);
    expect(three / one).toBeGreaterThan(2.2);
  });

  it('of a metronome is near its beat and surer than that of a beginner', () => {
    const forecast = forecastAlone(every(28, 9));
    expect(reorderQuantileDays(forecast, 0.5)).toBeGreaterThan(24);
    expect(reorderQuantileDays(forecast, 0.5)).toBeLessThan(33);
    const width = (f: typeof forecast) => reorderQuantileDays(f, 0.9) - reorderQuantileDays(f, 0.1);
    expect(width(forecast)).toBeLessThan(width(forecastAlone(every(28, 2))));
  });

  it('prefers the weekday on which the customer always buys', () => {
    const { cdf } = forecastAlone(every(28, 9));
    const onBeat = (cdf[27] as number) - (cdf[26] as number);
    const dayBefore = (cdf[26] as number) - (cdf[25] as number);
    expect(onBeat).toBeGreaterThan(2 * dayBefore);
  });

  it('puts the write-day before the median, within the window that it promises', () => {
    const forecast = forecastAlone(every(28, 9));
    const day = writeDay(forecast);
    expect(day).toBeLessThanOrEqual(reorderQuantileDays(forecast, 0.5));
    const window = (s: number) =>
      reorderProbabilityBetween(forecast, s - 1, Math.max(Math.floor(s / 0.7), s + 3));
    expect(window(day)).toBeGreaterThan(0.4);
  });

  it('does not mind the order in which purchases are handed over', () => {
    const purchases = every(20, 6, 2);
    const shuffled = [3, 0, 5, 1, 4, 2].map((i) => purchases[i] as (typeof purchases)[number]);
    const rhythm = { orderDays: daysOf(purchases) };
    const of = (given: typeof purchases) =>
      forecastReorder({ purchases: given, rhythm, need: null, shop: emptyShopPool, prior: null });
    expect(of(shuffled).cdf).toEqual(of(purchases).cdf);
  });
});

describe('when they buy it again, after a silence', () => {
  it('is, for each part of those who come, when as many of those who have not come yet do, by counting heads', () => {
    const forecast = forecastAlone(every(28, 9));
    const heads = Array.from({ length: 50_000 }, (_, i) => (i + 0.5) / 50_000);
    const comesAfter = heads.flatMap((u) => {
      const day = forecast.cdf.findIndex((share) => share >= u) + 1;
      return day === 0 ? [] : [day];
    });
    for (const silent of [0, 20, 28, 40, 80]) {
      const left = comesAfter.filter((day) => day > silent);
      for (const p of [0.1, 0.5, 0.9]) {
        const counted = left[Math.floor(p * left.length)] as number;
        expect(Math.abs(reorderQuantileDays(forecast, p, silent) - counted)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('lies ahead, whatever the silence, and is as of the purchase on its day', () => {
    const forecast = forecastAlone(every(28, 9));
    for (const silent of [10, 28, 60, 200])
      expect(reorderQuantileDays(forecast, 0.1, silent)).toBeGreaterThan(silent);
    expect(reorderQuantileDays(forecast, 0.5, 0)).toBe(reorderQuantileDays(forecast, 0.5));
  });
});

describe('whether they ever buy it again', () => {
  const forecast = forecastAlone(every(28, 9));
  /** Of many who behave as forecast, those who never come among those who have not come yet, by counting heads. */
  const counted = (days: number) => {
    const heads = Array.from({ length: 50_000 }, (_, i) => (i + 0.5) / 50_000);
    const comesAfter = heads.map((u) => forecast.cdf.findIndex((share) => share >= u) + 1 || null);
    const silent = comesAfter.filter((after) => after === null || after > days);
    return silent.filter((after) => after === null).length / silent.length;
  };

  it('is, with each day of silence, as common as among all who are silent for so long', () => {
    for (const days of [0, 20, 35, 45, 60, 90])
      expect(neverProbabilityAfter(forecast, days)).toBeCloseTo(counted(days), 2);
  });

  it('is as of the purchase on its day, and next to certain after four intervals of a metronome', () => {
    expect(neverProbabilityAfter(forecast, 0)).toBeCloseTo(forecast.neverProbability, 9);
    expect(forecast.neverProbability).toBeLessThan(0.1);
    expect(neverProbabilityAfter(forecast, 60)).toBeGreaterThan(0.3);
    expect(neverProbabilityAfter(forecast, 120)).toBeGreaterThan(0.9);
    expect(neverProbabilityAfter(forecast, 10_000)).toBeLessThanOrEqual(1);
  });
});

describe('the pools', () => {
  function shopOf(customers: number, priors = new Map<string, SupplyPrior>()) {
    const builder = createPoolBuilder({ today: MONDAY + 400, priors });
    for (let c = 0; c < customers; c++) {
      const coffee = every(20 + (c % 5), 8, 1, MONDAY + (c % 30));
      const soap = every(60 + (c % 7), 4, 1, MONDAY + (c % 30));
      builder.addPair('coffee', coffee, `c${c}`);
      builder.addPair('soap', soap, `c${c}`);
      builder.addPair('lamp', every(1, 1, 1, MONDAY + c), `c${c}`);
      builder.addCustomer(
        [...new Set([...daysOf(coffee), ...daysOf(soap)])].sort((a, b) => a - b),
        `c${c}`,
      );
    }
    return builder.build();
  }

  it('tell the interval and the buy-again share of each need', () => {
    const { needs, shop } = shopOf(60);
    expect(needs.get('coffee')?.medianDays).toBeGreaterThan(19);
    expect(needs.get('coffee')?.medianDays).toBeLessThan(26);
    expect(needs.get('soap')?.medianDays).toBeGreaterThan(50);
    expect(needs.get('coffee')).toMatchObject({ customers: 60, repeatCustomers: 60, buyAgainShare: 1 });
    expect(needs.get('lamp')).toMatchObject({ customers: 60, repeatCustomers: 0, buyAgainShare: 0 });
    expect(shop.customers).toBe(60);
  });

  it('tell what orders show, whatever the merchant says of it', () => {
    const told = (pool: NeedPool | undefined) => [pool?.p25Days, pool?.medianDays, pool?.p75Days];
    const said = shopOf(2, new Map([['coffee', { daysPerUnit: 85 }]])).needs.get('coffee');
    expect(told(said)).toEqual(told(shopOf(2).needs.get('coffee')));
  });

  it('make a first purchase of a known need sharper, and a lamp improbable', () => {
    const { needs, shop } = shopOf(60);
    const first = every(1, 1, 1, MONDAY + 380);
    const of = (need: string) =>
      forecastReorder({
        purchases: first,
        rhythm: { orderDays: daysOf(first) },
        need: needs.get(need) ?? null,
        shop,
        prior: null,
      });
    expect(reorderQuantileDays(of('coffee'), 0.5)).toBeLessThan(32);
    expect(reorderQuantileDays(of('soap'), 0.5)).toBeGreaterThan(40);
    expect(reorderProbabilityBetween(of('lamp'), 0, 400)).toBeLessThan(0.3);
    expect(of('coffee').poolCustomers).toBe(60);
  });

  it('survive storage as JSON and do not depend on the order of arrival', () => {
    const build = (reversed: boolean) => {
      const builder = createPoolBuilder({ today: MONDAY + 300, priors: new Map() });
      const customers = Array.from({ length: 20 }, (_, c) => c);
      for (const c of reversed ? customers.reverse() : customers) {
        const purchases = every(10 + c, 9, 1 + (c % 3), MONDAY + c);
        builder.addPair('tea', reversed ? [...purchases].reverse() : purchases, `c${c}`);
        builder.addCustomer(daysOf(purchases), `c${c}`);
      }
      return builder.build();
    };
    const one = build(false);
    const other = build(true);
    expect(JSON.stringify(other.shop)).toBe(JSON.stringify(one.shop));
    expect(JSON.parse(JSON.stringify(one.needs.get('tea')))).toEqual(other.needs.get('tea'));
  });
});

describe('lapse', () => {
  const of = (orderDays: readonly number[], today: number) =>
    forecastLapse({ rhythm: { orderDays }, shop: emptyShopPool, today });
  const monthly = daysOf(every(30, 8));
  const last = monthly[7] as number;

  it('is still being learned before three orders', () => {
    expect(of(monthly.slice(0, 2), last).status).toBe('learning');
    expect(of([], last).status).toBe('learning');
  });

  it('never calls a customer late right after an order', () => {
    expect(of(monthly, last).status).toBe('on_time');
  });

  it('goes from on time over due and late to lapsed as silence grows', () => {
    const seen: string[] = [];
    for (let day = last; day < last + 200; day++) {
      const { status } = of(monthly, day);
      if (seen[seen.length - 1] !== status) seen.push(status);
    }
    expect(seen).toEqual(['on_time', 'due', 'late', 'lapsed']);
  });

  it('lets the probability of being alive fall with silence', () => {
    const alive = [0, 30, 60, 120, 300].map((silence) => of(monthly, last + silence).probabilityAlive);
    expect(alive).toEqual([...alive].sort((a, b) => b - a));
    expect(alive[0]).toBeGreaterThan(0.85);
    expect(alive[4]).toBeLessThan(0.2);
  });

  it('waits at least one and a half intervals and 14 days', () => {
    const daily = daysOf(every(1, 60));
    expect(of(daily, MONDAY + 59).lapseAfterDays).toBeGreaterThanOrEqual(14);
    const { lapseAfterDays, typicalIntervalDays } = of(monthly, last);
    expect(lapseAfterDays).toBeGreaterThanOrEqual(1.5 * (typicalIntervalDays as number));
  });
});

describe('what own purchases weigh', () => {
  it('is nothing before the first interval, however often they were on one day', () => {
    expect(ownWeight(inputAlone([]))).toBe(0);
    expect(ownWeight(inputAlone([...every(1, 1), ...every(1, 1)]))).toBe(0);
  });

  // A shop that knows nothing: the regression alone, in which n own intervals count n / (n + 2), and of the rest the
  // customer's pace n / (n + 8). What is over is the horizon, which cuts off who comes after 400 days.
  it.each([1, 2, 4, 8])('is that of the regression where nothing else speaks (%s intervals)', (n) => {
    const own = n / (n + 2);
    const expected = own + (1 - own) * (n / (n + 8));
    expect(Math.abs(ownWeight(inputAlone(every(28, n + 1))) - expected)).toBeLessThan(0.02);
  });

  it('counts the pace over all needs as well, of which this need is a part', () => {
    const alone = inputAlone(every(28, 5));
    const gaps = 4;
    const sum = gaps * Math.log(28 / 45);
    const withPace = (others: number) =>
      ownWeight({
        ...alone,
        rhythm: { ...alone.rhythm, pace: { sum: (sum * (gaps + others)) / gaps, gaps: gaps + others } },
      });
    expect(withPace(0)).toBeCloseTo(ownWeight(alone), 2);
    expect(withPace(40)).toBeLessThan(withPace(0));
  });
});

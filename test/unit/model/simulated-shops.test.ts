import { describe, expect, it } from 'vitest';
import {
  createPoolBuilder,
  customerHabits,
  forecastReorder,
  type PurchaseDay,
  reorderQuantileDays,
} from '~/insight/model/reorder';
import { normalCdf } from '~/insight/model/stats/normal';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

const START = 19_000;
const TODAY = START + 500;

/** A shop whose truth is known: log gap = log(median) + θ·log(quantity) + noise; a share leaves after each purchase. */
function simulate(truth: { median: number; theta: number; sd: number; leave: number; customers: number }) {
  const random = randomNumbers(42);
  const normal = normalNumbers(random);
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (let c = 0; c < truth.customers; c++) {
    const purchases: PurchaseDay[] = [];
    let day = START + Math.floor(random() * 200);
    while (day < TODAY) {
      const quantity = [1, 2, 4][Math.floor(random() * 3)] ?? 1;
      purchases.push({ day, quantity });
      if (random() < truth.leave) break;
      const log =
        Math.log(truth.median) + truth.theta * (Math.log(quantity) - Math.log(2)) + truth.sd * normal();
      day += Math.max(1, Math.round(Math.exp(log)));
    }
    builder.addPair('soap', purchases, `c${c}`);
    builder.addCustomer(
      purchases.map((purchase) => purchase.day),
      `c${c}`,
    );
  }
  const { shop, needs } = builder.build();
  return { shop, need: needs.get('soap') ?? null };
}

const steady = (gaps: readonly number[], quantity = 2): PurchaseDay[] => {
  let day = TODAY - 200;
  const purchases = [{ day, quantity }];
  for (const gap of gaps) {
    day += gap;
    purchases.push({ day, quantity });
  }
  return purchases;
};

describe('a simulated shop with known parameters', () => {
  const truth = { median: 32, theta: 0.6, sd: 0.3, leave: 0.15, customers: 400 };
  const { shop, need } = simulate(truth);
  const of = (purchases: readonly PurchaseDay[]) =>
    forecastReorder({
      purchases,
      rhythm: { orderDays: purchases.map((p) => p.day) },
      need,
      shop,
      prior: null,
    });

  it('gives back its interval within 10 %, its quantity effect within .15, and its share of leavers within 8 points', () => {
    expect(need?.medianDays).toBeGreaterThan(0.9 * truth.median);
    expect(need?.medianDays).toBeLessThan(1.1 * truth.median);
    expect(Math.abs((need?.theta ?? 0) - truth.theta)).toBeLessThan(0.15);
    expect(Math.abs(of(steady([])).neverProbability - truth.leave)).toBeLessThan(0.08);
  });

  it('covers 80 % of a fresh purchase’s gaps with its 80 % range: hardly less, and at most 12 points more', () => {
    const forecast = of(steady([]));
    const [low, high] = [reorderQuantileDays(forecast, 0.1), reorderQuantileDays(forecast, 0.9)];
    // the truth: log-normal around 32 days
    const earlier = (days: number) => normalCdf(Math.log(days / truth.median) / truth.sd);
    const covered = earlier(high) - earlier(low);
    expect(covered).toBeGreaterThan(0.78);
    expect(covered).toBeLessThan(0.92);
    expect(Math.abs(earlier(low) - 0.1)).toBeLessThan(0.07);
    expect(Math.abs(1 - earlier(high) - 0.1)).toBeLessThan(0.07);
  });

  it('moves the run-out of a stock-piler by the quantity to the power of theta', () => {
    const usual = reorderQuantileDays(of([...steady([32, 32, 32]), { day: TODAY - 70, quantity: 2 }]), 0.5);
    const piled = reorderQuantileDays(of([...steady([32, 32, 32]), { day: TODAY - 70, quantity: 8 }]), 0.5);
    expect(piled / usual).toBeGreaterThan(4 ** (truth.theta - 0.15));
    expect(piled / usual).toBeLessThan(4 ** (truth.theta + 0.15));
  });
});

describe('a simulated shop whose customers change their pace', () => {
  const random = randomNumbers(7);
  const normal = normalNumbers(random);
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (let c = 0; c < 300; c++) {
    const purchases: PurchaseDay[] = [];
    let pace = Math.log(28) + 0.3 * normal();
    for (let day = START + Math.floor(random() * 60), k = 0; day < TODAY; k++) {
      purchases.push({ day, quantity: 1 });
      if (k === 5) pace += random() < 0.5 ? -0.8 : 0.8;
      day += Math.max(1, Math.round(Math.exp(pace + 0.15 * normal())));
    }
    builder.addPair('soap', purchases, `c${c}`);
    builder.addCustomer(
      purchases.map((purchase) => purchase.day),
      `c${c}`,
    );
  }
  const { shop, needs } = builder.build();

  it('follows one who does more than half of the way within three purchases', () => {
    const medianAfter = (gaps: readonly number[]) => {
      const purchases = steady(gaps, 1);
      const rhythm = { orderDays: purchases.map((p) => p.day) };
      const forecast = forecastReorder({
        purchases,
        rhythm,
        need: needs.get('soap') ?? null,
        shop,
        prior: null,
      });
      return reorderQuantileDays(forecast, 0.5);
    };
    expect(medianAfter([30, 30, 30, 30])).toBeGreaterThan(25);
    expect(medianAfter([30, 30, 30, 30, 12, 12, 12])).toBeLessThan(30 - 0.5 * (30 - 12));
  });
});

describe('a simulated shop whose customers keep their pace', () => {
  const shopOf = (sd: number) => {
    const random = randomNumbers(7);
    const normal = normalNumbers(random);
    const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
    for (let c = 0; c < 300; c++) {
      const purchases: PurchaseDay[] = [];
      const pace = Math.log(30) + 0.3 * normal();
      for (let day = START + Math.floor(random() * 60); day < TODAY; ) {
        purchases.push({ day, quantity: 1 });
        if (random() < 0.05) break;
        day += Math.max(1, Math.round(Math.exp(pace + sd * normal())));
      }
      builder.addPair('soap', purchases, `c${c}`);
      builder.addCustomer(
        purchases.map((purchase) => purchase.day),
        `c${c}`,
      );
    }
    return builder.build();
  };

  it.each([0.15, 0.3])(
    'yet follows the one who does not: two thirds of the way after three purchases (noise %s)',
    (sd) => {
      const { shop, needs } = shopOf(sd);
      const medianAfter = (gaps: readonly number[]) => {
        const ends = gaps.map((_, k) => gaps.slice(k).reduce((sum, gap) => sum + gap, 0));
        const purchases = [...ends, 0].map((days) => ({ day: TODAY - 10 - days, quantity: 1 }));
        const rhythm = { orderDays: purchases.map((p) => p.day) };
        const need = needs.get('soap') ?? null;
        return reorderQuantileDays(forecastReorder({ purchases, rhythm, need, shop, prior: null }), 0.5);
      };
      const wayTo = (gap: number, before: number) => {
        const old = Array.from({ length: before }, () => 30);
        const moved = Math.log(medianAfter([...old, gap, gap, gap]) / medianAfter(old));
        return moved / Math.log(gap / 30);
      };
      for (const before of [4, 8])
        for (const gap of [12, 15, 60]) expect(wayTo(gap, before)).toBeGreaterThan(2 / 3);
      // One order that came early, or late, is no new pace.
      const usual = medianAfter([30, 30, 30, 30, 30, 30]);
      for (const odd of [12, 60])
        expect(Math.abs(Math.log(medianAfter([30, 30, 30, 30, 30, odd]) / usual))).toBeLessThan(0.25);
    },
  );
});

describe('a simulated shop of clocks, some of which take two now and then and come back after twice the time', () => {
  const random = randomNumbers(7);
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (let c = 0; c < 300; c++) {
    const purchases: PurchaseDay[] = [];
    const pace = [14, 21, 28, 35][Math.floor(random() * 4)] ?? 28;
    for (let day = START + Math.floor(random() * 60); day < TODAY; ) {
      const quantity = random() < 0.15 ? 2 : 1;
      purchases.push({ day, quantity });
      day += quantity * pace + Math.round(2 * random() - 1);
    }
    builder.addPair('soap', purchases, `c${c}`);
    builder.addCustomer(
      purchases.map((purchase) => purchase.day),
      `c${c}`,
    );
  }
  const { shop, needs } = builder.build();
  const need = needs.get('soap') ?? null;
  const rangeAfter = (quantities: readonly number[]) => {
    let day = TODAY - 170;
    const purchases = quantities.map((quantity) => {
      const purchase = { day, quantity };
      day += 21 * quantity;
      return purchase;
    });
    const habits = customerHabits([{ purchases, need, prior: null }], shop);
    const rhythm = { orderDays: purchases.map((p) => p.day), ...habits.on(purchases.at(-1)?.day ?? 0) };
    const forecast = forecastReorder({ purchases, rhythm, need, shop, prior: null });
    return [0.1, 0.9].map((p) => reorderQuantileDays(forecast, p));
  };

  it.each([[[1, 1, 1, 1, 1, 2]], [[1, 2, 1, 1, 2, 2]]])(
    'expects who took two (%s) after six weeks, and hardly anybody after three',
    (quantities) => {
      const [low, high] = rangeAfter(quantities);
      expect(low).toBeGreaterThan(0.85 * 42);
      expect(high).toBeLessThan(1.15 * 42);
    },
  );

  it.each([[[1, 1, 1, 1, 1, 1]], [[1, 2, 1, 1, 2, 1]]])(
    'expects who took one (%s) after three weeks',
    (quantities) => {
      const [low, high] = rangeAfter(quantities);
      expect(low).toBeGreaterThan(0.85 * 21);
      expect(high).toBeLessThan(1.15 * 21);
    },
  );
});

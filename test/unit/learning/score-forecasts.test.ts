import { expect, it } from 'vitest';
import { createScorer, FOLLOWED_DAYS, type PastQuestion } from '~/insight/learning/pools/score-forecasts';
import { unknownNeed } from '~/insight/model/pools';
import { emptyShopPool, forecastReorder, reorderQuantileDays, writeDay } from '~/insight/model/reorder';

function buyerEvery(days: number): PastQuestion['input'] {
  const purchases = [0, 1, 2, 3].map((k) => ({ day: 20_000 + k * days, quantity: 1 }));
  return {
    purchases,
    rhythm: { orderDays: purchases.map(({ day }) => day) },
    need: { ...unknownNeed(emptyShopPool.needs), medianDays: days },
    shop: emptyShopPool,
    prior: null,
  };
}

const slowBuyer = () => buyerEvery(180);
const asked = { customer: '1', transitDays: 3 };

it('no rule is held late for a day whose window of use ends after the days that are followed', () => {
  const input = slowBuyer();
  expect(writeDay(forecastReorder(input))).toBeGreaterThan(FOLLOWED_DAYS);
  const scorer = createScorer();
  scorer.add({ ...asked, input, gapDays: 70 });
  scorer.add({ ...asked, input, gapDays: FOLLOWED_DAYS });
  // The one delay for all is 38 days here, of use until the 54th.
  expect(scorer.score().onTime).toEqual({ carafe: 1, 'product-median': 1, 'fixed-delay': 0 });
  expect(scorer.score().fixedDelayDays).toBe(38);
  expect(createScorer().score().fixedDelayDays).toBeNull();
});

it('a reorder that does not come while it is followed counts for no rule', () => {
  const scorer = createScorer();
  scorer.add({ ...asked, input: slowBuyer(), gapDays: null });
  const { questions, reordered, onTime, ahead } = scorer.score();
  expect([questions, reordered]).toEqual([1, 0]);
  expect(onTime).toEqual({ carafe: 0, 'product-median': 0, 'fixed-delay': 0 });
  expect(ahead['fixed-delay']).toEqual({ difference: 0, standardError: null });
});

it('judges the day of sending: with time for shipping, and a week after the parcel came', () => {
  const met = (input: PastQuestion['input'], transitDays: number, gapDays: number) => {
    const scorer = createScorer();
    scorer.add({ customer: '1', input, transitDays, gapDays });
    return scorer.score().onTime.carafe === 1;
  };
  const monthly = buyerEvery(30);
  const forecast = forecastReorder(monthly);
  const lead = 0.4 * reorderQuantileDays(forecast, 0.5);
  const early = Math.floor(reorderQuantileDays(forecast, 0.5) - lead);
  // Two weeks on the way leave no more than 40 % of the cycle before the median; from a parcel next door on, the model's own day.
  expect(early).toBeLessThan(writeDay(forecast));
  expect([met(monthly, 3, early), met(monthly, 11, early)]).toEqual([false, true]);
  // Who buys every eight days would be written to before the parcel of 3 days had been there for a week.
  const weekly = buyerEvery(8);
  expect([met(weekly, 3, 9), met(weekly, 3, 10)]).toEqual([false, true]);
});

it('counts customers beside purchases, and takes several purchases of one for one witness', () => {
  const of = (customers: number) => {
    const scorer = createScorer();
    for (let k = 0; k < 40; k++)
      scorer.add({
        customer: `${k % customers}`,
        transitDays: 3,
        input: slowBuyer(),
        gapDays: k % 4 === 0 ? 50 : 70,
      });
    return scorer.score();
  };
  const [many, few] = [of(40), of(4)];
  expect([many.reordered, many.reorderingCustomers, many.customers]).toEqual([40, 40, 40]);
  expect([few.reordered, few.reorderingCustomers, few.customers]).toEqual([40, 4, 4]);
  expect(many.calibration.map(({ customers }) => customers)).toEqual([40]);
  expect(few.ahead['fixed-delay'].difference).toBe(many.ahead['fixed-delay'].difference);
  expect(few.ahead['fixed-delay'].standardError).toBeGreaterThan(
    2 * (many.ahead['fixed-delay'].standardError ?? 1),
  );
});

it('eight reorders in ten fall between the days that hold eight chances in ten', () => {
  const input = buyerEvery(30);
  const { cdf } = forecastReorder(input);
  const scorer = createScorer();
  // Reorders as the curve itself says them, one for each thousandth of what comes while they are followed.
  const within = cdf[FOLLOWED_DAYS - 1] ?? 0;
  for (let k = 0; k < 1000; k++)
    scorer.add({ ...asked, input, gapDays: cdf.findIndex((p) => p >= (within * (k + 0.5)) / 1000) + 1 });
  const { rangeHeld } = scorer.score();
  // Whole days hold up to a day more.
  expect(rangeHeld).toBeGreaterThan(0.78);
  expect(rangeHeld).toBeLessThan(0.87);
  const never = createScorer();
  never.add({ ...asked, input, gapDays: 1 });
  expect(never.score().rangeHeld).toBe(0);
});

import { expect, it } from 'vitest';
import { createScorer, FOLLOWED_DAYS } from '~/insight/learning/pools/score-forecasts';
import { unknownNeed } from '~/insight/model/pools';
import { emptyShopPool, forecastReorder, writeDay } from '~/insight/model/reorder';

const SLOW_DAYS = 180;

function slowBuyer() {
  const purchases = [0, 1, 2, 3].map((k) => ({ day: 20_000 + k * SLOW_DAYS, quantity: 1 }));
  return {
    purchases,
    rhythm: { orderDays: purchases.map(({ day }) => day) },
    need: { ...unknownNeed(emptyShopPool.needs), medianDays: SLOW_DAYS },
    shop: emptyShopPool,
    prior: null,
  };
}

it('no rule is held late for a day whose window of use ends after the days that are followed', () => {
  const input = slowBuyer();
  expect(writeDay(forecastReorder(input))).toBeGreaterThan(FOLLOWED_DAYS);
  const scorer = createScorer();
  scorer.add({ input, gapDays: 70 });
  scorer.add({ input, gapDays: FOLLOWED_DAYS });
  // The one delay for all is 38 days here, of use until the 54th.
  expect(scorer.score().onTime).toEqual({ carafe: 1, 'product-median': 1, 'fixed-delay': 0 });
});

it('a reorder that does not come while it is followed counts for no rule', () => {
  const scorer = createScorer();
  scorer.add({ input: slowBuyer(), gapDays: null });
  const { questions, reordered, onTime } = scorer.score();
  expect([questions, reordered]).toEqual([1, 0]);
  expect(onTime).toEqual({ carafe: 0, 'product-median': 0, 'fixed-delay': 0 });
});

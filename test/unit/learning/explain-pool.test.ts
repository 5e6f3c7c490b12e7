import { describe, expect, test } from 'vitest';
import { explainPool } from '~/insight/learning/pools/explain-pool';
import { unknownNeed } from '~/insight/model/pools';
import { emptyShopPool, type NeedPool } from '~/insight/model/reorder';

/** Eight finished intervals of 60 days, of purchases of so many units. */
const eightOf60 = (units: number): NeedPool => ({
  ...unknownNeed(emptyShopPool.needs),
  customers: 8,
  repeatCustomers: 8,
  buyAgainShare: 1,
  purchases: 16,
  finishedGaps: 8,
  sumLogGap: 8 * Math.log(60),
  meanLogQuantity: Math.log(units),
  medianDays: 60,
});

describe('what is said of a product', () => {
  test('the days reckoned with lie halfway, in ratio, where word and orders weigh the same', () => {
    // sqrt(60 · 30)
    expect(explainPool(eightOf60(1), emptyShopPool, 30).reckonedDays).toBeCloseTo(42.43, 2);
  });

  test('the days said are the days of one, times the units that are shown', () => {
    const { usualUnits, saidDays } = explainPool(eightOf60(4.88), emptyShopPool, 10);
    expect(usualUnits).toBe(4.9);
    expect(saidDays).toBeCloseTo(49, 9);
  });

  test('in a shop that knows nothing an own rhythm counts more with each time they came back', () => {
    const shares = explainPool(eightOf60(1), emptyShopPool, null).ownShares.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});

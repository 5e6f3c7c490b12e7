import { expect, it } from 'vitest';
import { hasNeedMoved, hasRhythmMoved } from '~/insight/learning/pools/moved-pools';
import { emptyHead, emptyShopPool, unknownNeed } from '~/insight/model/pools';

const today = 20_000;
const shop = emptyShopPool;
/** A hundred gaps of so many days. */
const need = (days: number) => ({
  ...unknownNeed(emptyHead),
  purchases: 200,
  customers: 100,
  finishedGaps: 100,
  sumLogGap: 100 * Math.log(days),
  medianDays: days,
});
const moved = (before: Parameters<typeof hasNeedMoved>[0], after: Parameters<typeof hasNeedMoved>[1]) =>
  hasNeedMoved(before, after, { daysPerUnit: null, today });

it('a need has moved when its buyers are told other days, by more than a fifth, and not by a tenth', () => {
  expect(moved({ shop, need: need(30) }, { shop, need: need(30) })).toBe(false);
  expect(moved({ shop, need: need(30) }, { shop, need: need(33) })).toBe(false);
  expect(moved({ shop, need: need(30) }, { shop, need: need(60) })).toBe(true);
  expect(moved({ shop, need: null }, { shop, need: need(90) })).toBe(true);
  expect(moved({ shop, need: null }, { shop, need: null })).toBe(false);
});

it('what the shop as a whole says moves all its needs, and its orders the rhythm alone', () => {
  const isNever = { ...emptyHead, neverIntercepts: emptyHead.neverIntercepts.map((odds) => odds + 1) };
  const same = need(30);
  expect(moved({ shop, need: same }, { shop: { ...shop, needs: isNever }, need: same })).toBe(true);
  const slow = { ...shop, orders: { ...emptyHead, meanLogGap: Math.log(120) } };
  expect(moved({ shop, need: same }, { shop: slow, need: same })).toBe(false);
  expect(hasRhythmMoved(shop, slow, today)).toBe(true);
  expect(hasRhythmMoved(shop, shop, today)).toBe(false);
});

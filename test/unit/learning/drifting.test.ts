import { describe, expect, it } from 'vitest';
import type { NeedInsight } from '~/insight/learning/customers/customer-insight';
import { driftingNeeds } from '~/insight/learning/customers/drifting';
import { emptyShopPool, forecastLapse } from '~/insight/model/reorder';
import { customerInsight, gateFacts, needInsight } from '../../factories/plan-facts';

const TODAY = 20_600;
const every28 = (lastAgo: number, count = 9) =>
  Array.from({ length: count }, (_, i) => ({ day: TODAY - lastAgo - 28 * (count - 1 - i), quantity: 1 }));

/** Coffee as before; filters not for `silentDays`. They order every 28 days, the last time `lastAgo` days ago. */
function customer({
  silentDays = 150,
  gaps = 8,
  lastAgo = 10,
  filters = {},
}: {
  silentDays?: number;
  gaps?: number;
  lastAgo?: number;
  filters?: Partial<NeedInsight>;
}) {
  const needs = [
    needInsight({ id: 1, purchases: every28(lastAgo, 14), daysPerUnit: 28 }),
    needInsight({ id: 2, purchases: every28(silentDays, gaps + 1), daysPerUnit: 28, change: filters }),
  ];
  const orderDays = every28(lastAgo, 14).map(({ day }) => day);
  const lapse = forecastLapse({ rhythm: { orderDays }, shop: emptyShopPool, today: TODAY });
  return { ...customerInsight(gateFacts({ at: '2026-05-27T09:00:00Z' }), { needs }), today: TODAY, lapse };
}

describe('a product that a customer no longer buys here', () => {
  it('is told of who still orders in their rhythm, and of nothing that is on time', () => {
    expect(driftingNeeds(customer({}))).toEqual([2n]);
    expect(driftingNeeds(customer({ silentDays: 10 }))).toEqual([]);
    expect(driftingNeeds(customer({ silentDays: 38 }))).toEqual([]);
  });

  it('is not told before three intervals of their own, nor of who is late altogether', () => {
    expect(driftingNeeds(customer({ gaps: 2 }))).toEqual([]);
    expect(driftingNeeds(customer({ lastAgo: 120 }))).toEqual([]);
  });

  it('is not told where they said something of it, get it by subscription, or wait for it', () => {
    for (const filters of [
      { answer: { answer: 'not_for_me', day: TODAY - 20 } },
      { onSubscription: true },
      { travelling: { orderName: '#1', expectedDay: null } },
      { snoozedUntilDay: TODAY + 5 },
    ])
      expect(driftingNeeds(customer({ filters }))).toEqual([]);
  });

  it('takes a silence that chance keeps less than once a year: one in 365 / 28 of the intervals', () => {
    const [, filters] = customer({}).needs;
    const { overdueAfterDays, forecast } = filters ?? {};
    const coming = 1 - (forecast?.neverProbability ?? 0);
    const stillOut = (days: number) => 1 - (forecast?.cdf[days - 1] ?? 0) / coming;
    expect(stillOut(overdueAfterDays ?? 0)).toBeLessThan(1 / 11);
    expect(overdueAfterDays).toBeGreaterThanOrEqual(42);
    expect(overdueAfterDays).toBeLessThan(100);
  });
});

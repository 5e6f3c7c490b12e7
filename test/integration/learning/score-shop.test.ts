import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { scoreShop } from '~/insight/learning/pools/score-shop.server';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 320n;
const today = dayNumber('2026-06-20');

beforeAll(async () => {
  await makeShop({ id: shop });
  await sqlInShop(shop, async (sql) => {
    const { variant } = await makeNeed(sql);
    for (let k = 0; k < 24; k++) {
      const customerId = await makeCustomer(sql);
      // Half of them every 21 days, half every 42: one delay for all suits nobody.
      const gap = k % 2 === 0 ? 21 : 42;
      for (let day = k; day < 340; day += gap)
        await makeOrder(sql, { customerId, variant, on: addDay('2025-07-01', day) });
    }
    // These never came back: no message could have met them, so they say nothing of being in time.
    for (let k = 0; k < 60; k++)
      await makeOrder(sql, { customerId: await makeCustomer(sql), variant, on: '2026-02-01' });
  });
});

describe('how good the forecasts are', () => {
  it('is measured on the shop’s own past, where knowing each customer beats one delay for all', async () => {
    const score = await scoreShop(shop, today);
    expect(score?.reordered).toBeGreaterThan(50);
    expect(score?.questions).toBe((score?.reordered ?? 0) + 60);
    expect(score?.onTime.carafe).toBeGreaterThan(score?.onTime['fixed-delay'] ?? 1);
    expect(score?.onTime.carafe).toBeGreaterThan(0.7);
    expect(score?.reorderingCustomers).toBe(24);
    expect(score?.ahead['fixed-delay'].difference).toBeGreaterThan(0.1);
    const bins = score?.calibration ?? [];
    const asked = bins.reduce((sum, { count }) => sum + count, 0);
    expect(asked).toBe(score?.questions);
  });

  it('is measured once a week, and of a shop without a past there is nothing to say', async () => {
    expect(await scoreShop(shop, today + 1)).toBeNull();
    expect(await scoreShop(shop, today + 8)).not.toBeNull();
    await makeShop({ id: 321n });
    expect((await scoreShop(321n, today))?.questions).toBe(0);
  });
});

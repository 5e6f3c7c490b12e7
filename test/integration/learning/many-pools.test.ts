import { expect, test } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { loadPools } from '~/insight/learning/pools/load-pools.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

test('a shop with more needs than a process keeps loses none that it has read', async () => {
  const shop = 131n;
  const today = dayNumber('2026-06-20');
  await makeShop({ id: shop });
  const { early, late } = await sqlInShop(shop, async (sql) => {
    const early = await makeNeed(sql, {});
    const late = await makeNeed(sql, {});
    const customerId = await makeCustomer(sql);
    for (const { variant } of [early, late]) await makeOrder(sql, { customerId, variant, on: '2026-05-01' });
    return { early: early.needId, late: late.needId };
  });
  await sweepShop(shop, today);
  await sqlInShop(shop, async (sql) => {
    const [row] = await sql.rows<{ builtAt: Date }>(
      'SELECT built_at AS "builtAt" FROM shop_pool WHERE shop_id = $1',
    );
    const load = (ids: bigint[]) => loadPools(sql, row?.builtAt.getTime() ?? null, ids);
    const before = await load([early]);
    await load(Array.from({ length: 20_001 }, (_, k) => BigInt(1_000_000_000 + k)));
    const after = await load([early, late]);
    for (const pools of [before, after]) expect(pools.need(early)?.customers).toBe(1);
    expect(after.need(late)?.customers).toBe(1);
    expect((await load([early])).need(early)?.customers).toBe(1);
  });
});

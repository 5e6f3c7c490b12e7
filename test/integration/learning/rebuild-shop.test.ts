import { beforeAll, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { DAY_MS, isoDay, localDay } from '~/base/lib/days';
import { acrossShops, sqlInShop } from '~/db.server';
import { rebuildShop, shopsToRebuild } from '~/insight/learning/pools/rebuild-shop.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 211n;
let today = 0;
const BUYERS = 12;

beforeAll(async () => {
  today = localDay(now(), 'Europe/Berlin');
  await makeShop({ id: shop });
  await sqlInShop(shop, async (sql) => {
    const { variant } = await makeNeed(sql);
    for (let k = 0; k < BUYERS; k++) {
      const customerId = await makeCustomer(sql, { email: `buyer-${k}@example.com` });
      for (const days of [120, 90, 61, 30])
        await makeOrder(sql, { customerId, variant, on: isoDay(today - days - (k % 5)) });
    }
  });
  await sweepShop(shop, today);
});

const pools = () =>
  sqlInShop(shop, (sql) =>
    sql.rows<{ need: bigint; pool: object }>(
      `SELECT need_id AS need, pool FROM need_pool WHERE shop_id = $1 ORDER BY need_id`,
    ),
  );

const marked = async () =>
  (
    await sqlInShop(shop, (sql) =>
      sql.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL`,
      ),
    )
  )[0]?.count;

describe('a rebuild', () => {
  it('makes lost pools again as the sweep had made them, and asks for a new plan of everybody', async () => {
    const before = await pools();
    await sqlInShop(shop, (sql) => sql.run('DELETE FROM need_pool WHERE shop_id = $1'));
    await sqlInShop(shop, (sql) => sql.run('DELETE FROM shop_pool WHERE shop_id = $1'));
    await sqlInShop(shop, (sql) => sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'));
    const heard: number[] = [];
    const result = await rebuildShop(shop, (customers) => heard.push(customers));
    expect(result).toMatchObject({ customers: BUYERS, purchases: BUYERS * 4, toReplan: BUYERS });
    expect(heard.at(-1)).toBe(BUYERS);
    expect(await pools()).toEqual(before);
    expect(await marked()).toBe(BUYERS);
  });

  it('begins with the shop that waits longest, so that a broken run goes on where it stopped', async () => {
    const [young, never] = [212n, 213n];
    for (const id of [young, never]) await makeShop({ id });
    await sweepShop(young, today);
    await acrossShops('sweep', (sql) =>
      sql.run(
        'UPDATE shop_pool SET built_at = $2 WHERE shop_id = $1',
        young,
        new Date(now().getTime() + DAY_MS),
      ),
    );
    const order = (await shopsToRebuild(null)).map(({ id }) => id);
    expect(order.filter((id) => [shop, young, never].includes(id))).toEqual([never, shop, young]);
    expect(await shopsToRebuild('shop-212.myshopify.com')).toMatchObject([{ id: young }]);
    expect(await shopsToRebuild('nobody.myshopify.com')).toEqual([]);
  });
});

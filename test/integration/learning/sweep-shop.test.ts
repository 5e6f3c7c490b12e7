import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { scheduleShops } from '~/jobs/schedule-shops';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';
import { onServer } from '../../support/postgres-server';

const shop = 201n;
const today = dayNumber('2026-06-20');

interface Bought {
  readonly buyer: number;
  readonly item: 'beans' | 'sign';
  readonly on: string;
}

/** Twenty buyers: beans every 28 days, give or take; a doormat once. */
const bought: Bought[] = Array.from({ length: 20 }, (_, buyer): Bought[] => [
  ...Array.from(
    { length: 5 },
    (_, k): Bought => ({
      buyer,
      item: 'beans',
      on: addDay('2026-01-05', buyer + k * (26 + (buyer % 5))),
    }),
  ),
  { buyer, item: 'sign', on: addDay('2026-02-01', buyer) },
]).flat();

/** @param gids Shopify's names of what is made; `backwards` makes it in another order, so that our own ids differ. */
async function fill(
  id: bigint,
  purchases: readonly Bought[],
  gids: { product?: string; customer?: string; backwards?: boolean } = {},
) {
  await makeShop({ id });
  return sqlInShop(id, async (sql) => {
    const named = (name: string | undefined, k: number) => (name ? `${name}${k}` : undefined);
    const makers = [
      () => makeNeed(sql, { shopifyProductId: named(gids.product, 1) }),
      () => makeNeed(sql, { title: 'Sign', shopifyProductId: named(gids.product, 2) }),
    ];
    const inOrder = <T>(list: T[]) => (gids.backwards ? list.reverse() : list);
    const needs: Awaited<ReturnType<typeof makeNeed>>[] = [];
    for (const make of inOrder(makers)) needs.push(await make());
    const [beans, sign] = inOrder(needs);
    if (!beans || !sign) throw new Error('two needs were made');
    const buyers: bigint[] = [];
    for (const k of inOrder(Array.from({ length: 20 }, (_, nr) => nr)))
      buyers[k] = await makeCustomer(sql, {
        email: `buyer-${k}@example.com`,
        shopifyCustomerId: named(gids.customer, k),
      });
    for (const { buyer, item, on } of purchases) {
      const { variant } = item === 'beans' ? beans : sign;
      await makeOrder(sql, { customerId: buyers[buyer] ?? 0n, variant, on });
    }
    return { beans: beans.needId, beansVariant: beans.variant, sign: sign.needId, buyers };
  });
}

const poolsOf = (id: bigint) =>
  sqlInShop(id, (sql) =>
    sql.rows<{ title: string; pool: object; customers: number; share: number; median: number }>(
      `SELECT n.title, p.pool, p.customers, p.rebuy_share AS share, p.median_days AS median
       FROM need_pool p JOIN need n ON n.id = p.need_id WHERE p.shop_id = $1 ORDER BY n.title`,
    ),
  );

let made: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  made = await fill(shop, bought);
});

describe('the daily sweep', () => {
  it('learns what is used up, how long it lasts, and asks for a new plan of everybody the first time', async () => {
    const result = await sweepShop(shop, today);
    expect(result).toMatchObject({ customers: 20, purchases: 120, needs: 2, toReplan: 20 });
    const [beans, sign] = await poolsOf(shop);
    expect(beans).toMatchObject({ title: 'Coffee beans', customers: 20, share: 1 });
    expect(beans?.median).toBeGreaterThan(24);
    expect(beans?.median).toBeLessThan(33);
    expect(sign).toMatchObject({ title: 'Sign', customers: 20, share: 0 });
  });

  it('the pools decide whom to expect back: beans are used up, signs are not', async () => {
    const insight = await sqlInShop(shop, (sql) => learnCustomer(sql, made.buyers[19] ?? 0n, { today }));
    const of = (id: bigint) => insight.needs.find(({ need }) => need.id === id);
    expect(of(made.beans)?.usage).toEqual({ usedUp: true, because: 'bought-again' });
    expect(of(made.beans)?.forecast?.poolCustomers).toBe(20);
    expect(of(made.sign)).toMatchObject({
      usage: { usedUp: false, because: 'rarely-bought-again' },
      forecast: null,
    });
  });

  it('a customer is not one of the others whose purchases speak for them, before and after the pools know them', async () => {
    const others = async (id: bigint) =>
      (await sqlInShop(shop, (sql) => learnCustomer(sql, id, { today }))).needs.find(
        ({ need }) => need.id === made.beans,
      )?.otherBuyers;
    expect(await others(made.buyers[19] ?? 0n)).toBe(19);
    const newcomer = await sqlInShop(shop, async (sql) => {
      const id = await makeCustomer(sql);
      await makeOrder(sql, { customerId: id, on: isoDay(today), variant: made.beansVariant });
      return id;
    });
    expect(await others(newcomer)).toBe(20);
    await sqlInShop(shop, async (sql) => {
      await sql.run(`DELETE FROM orders WHERE shop_id = $1 AND customer_id = $2`, newcomer);
      await sql.run(`DELETE FROM forecast WHERE shop_id = $1 AND customer_id = $2`, newcomer);
      await sql.run(`DELETE FROM customer WHERE shop_id = $1 AND id = $2`, newcomer);
    });
  });

  it('a second sweep of the same day changes no pool and replans only whom something awaits', async () => {
    const before = await poolsOf(shop);
    await sqlInShop(shop, (sql) => sql.run(`UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1`));
    const result = await sweepShop(shop, today);
    expect(await poolsOf(shop)).toEqual(before);
    // Only the buyer who was learnt above has a forecast yet, and it lies near.
    expect(result.toReplan).toBe(1);
  });

  it('rows that came in another order give the same pools to the last digit, and so the same forecasts', async () => {
    const [one, other] = [209n, 210n];
    const gids = { product: 'gid://shopify/Product/209', customer: 'gid://shopify/Customer/209' };
    const made = await Promise.all([
      fill(one, bought, gids),
      fill(other, [...bought].reverse(), { ...gids, backwards: true }),
    ]);
    for (const id of [one, other]) await sweepShop(id, today);
    const pools = async (id: bigint) => {
      const [shopPool] = await sqlInShop(id, (sql) =>
        sql.rows<{ pool: object }>(`SELECT pool FROM shop_pool WHERE shop_id = $1`),
      );
      return { shop: shopPool?.pool, needs: (await poolsOf(id)).map(({ title, pool }) => ({ title, pool })) };
    };
    const [mine, theirs] = [await pools(one), await pools(other)];
    expect(mine.needs).toHaveLength(2);
    expect(theirs).toEqual(mine);
    const curve = async (which: 0 | 1) => {
      const { beans, buyers } = made[which];
      const insight = await sqlInShop(which === 0 ? one : other, (sql) =>
        learnCustomer(sql, buyers[7] ?? 0n, { today }),
      );
      return insight.needs.find(({ need }) => need.id === beans)?.forecast?.cdf;
    };
    const cdf = await curve(0);
    expect(cdf?.length).toBeGreaterThan(90);
    expect(await curve(1)).toEqual(cdf);
  });

  it('a sweep that breaks off between its pools and its marks owes the plans still, and the day counts as not swept', async () => {
    const id = 203n;
    await fill(id, bought);
    const marked = () =>
      sqlInShop(id, (sql) =>
        sql.rows<{ sweptOn: string | null; count: number }>(
          `SELECT s.swept_on AS "sweptOn", (SELECT count(*)::int FROM customer c WHERE c.shop_id = $1 AND c.replan_due_at IS NOT NULL) AS count
           FROM shop s WHERE s.id = $1`,
        ),
      );
    await sqlInShop(id, (sql) => sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'));
    const asOwner = (text: string) =>
      onServer(process.env.DATABASE_URL ?? '', (client) => client.query(text));
    await asOwner(
      `ALTER TABLE customer ADD CONSTRAINT breaks_off CHECK (shop_id <> ${id} OR replan_due_at IS NULL) NOT VALID`,
    );
    await expect(sweepShop(id, today)).rejects.toThrow('breaks_off');
    await asOwner('ALTER TABLE customer DROP CONSTRAINT breaks_off');
    expect(await poolsOf(id)).not.toHaveLength(0);
    expect(await marked()).toEqual([{ sweptOn: null, count: 0 }]);

    expect(await sweepShop(id, today)).toMatchObject({ toReplan: 20 });
    expect(await marked()).toEqual([{ sweptOn: isoDay(today), count: 20 }]);
    expect((await sweepShop(id, today)).toReplan).toBeLessThan(20);
  });

  it('purchases of today and later are not in the pools', async () => {
    const early = await sweepShop(shop, dayNumber('2026-02-01'));
    expect(early.purchases).toBe(bought.filter(({ on }) => on < '2026-02-01').length);
    const [beans] = await poolsOf(shop);
    expect((beans as { pool: { purchases?: number } }).pool.purchases).toBe(
      bought.filter(({ item, on }) => item === 'beans' && on < '2026-02-01').length,
    );
    await sweepShop(shop, today);
  });

  it('pools that another version of the model built are not read; the sweep replaces them and plans everybody anew', async () => {
    const learn = () => sqlInShop(shop, (sql) => learnCustomer(sql, made.buyers[19] ?? 0n, { today }));
    const before = await poolsOf(shop);
    await sqlInShop(shop, async (sql) => {
      await sql.run(
        `UPDATE shop_pool SET version = 1, pool = '{"version": 1}', built_at = built_at + interval '1 s' WHERE shop_id = $1`,
      );
      await sql.run(`UPDATE need_pool SET version = 1, pool = '{"version": 1}' WHERE shop_id = $1`);
    });
    await scheduleShops();
    const [due] = await sqlInShop(shop, (sql) =>
      sql.rows<{ sweptOn: string | null }>('SELECT swept_on AS "sweptOn" FROM shop WHERE id = $1'),
    );
    expect(due?.sweptOn).toBeNull();
    const unread = await learn();
    expect(unread.needs.map(({ forecast }) => forecast?.poolCustomers ?? 0)).toEqual(
      unread.needs.map(() => 0),
    );
    expect(await sweepShop(shop, today)).toMatchObject({ toReplan: 20 });
    expect(await poolsOf(shop)).toEqual(before);
    expect((await learn()).needs.find(({ need }) => need.id === made.beans)?.forecast?.poolCustomers).toBe(
      20,
    );
  });

  it('transit is learnt by country from parcels that really arrived', async () => {
    const [row] = await sqlInShop(shop, (sql) =>
      sql.rows<{ transit: object }>(`SELECT transit FROM shop_pool WHERE shop_id = $1`),
    );
    expect(row?.transit).toEqual({});
    await sqlInShop(shop, (sql) => sql.run(`UPDATE orders SET country_code = 'DE' WHERE shop_id = $1`));
    await sweepShop(shop, today);
    const [after] = await sqlInShop(shop, (sql) =>
      sql.rows<{ transit: Record<string, { medianDays: number; parcels: number }> }>(
        `SELECT transit FROM shop_pool WHERE shop_id = $1`,
      ),
    );
    expect(after?.transit.DE?.medianDays).toBe(2);
    expect(after?.transit.DE?.parcels).toBeGreaterThan(100);
  });
});

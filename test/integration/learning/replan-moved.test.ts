import { beforeAll, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { dayNumber, isoDay, localDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { rebuildShop } from '~/insight/learning/pools/rebuild-shop.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

let today = 0;

beforeAll(() => {
  today = localDay(now(), 'Europe/Berlin');
});

/** @param ago days since each of their purchases */
async function buyer(shop: bigint, variant: string, ago: readonly number[]): Promise<bigint> {
  const id = await sqlInShop(shop, (sql) => makeCustomer(sql));
  await buys(shop, id, { variant, ago });
  return id;
}

function buys(
  shop: bigint,
  customerId: bigint,
  { variant, ago }: { readonly variant: string; readonly ago: readonly number[] },
): Promise<void> {
  return sqlInShop(shop, async (sql) => {
    for (const days of ago) await makeOrder(sql, { customerId, variant, on: isoDay(today - days) });
    await sql.run(
      'UPDATE customer SET replan_due_at = now(), last_order_at = now() WHERE shop_id = $1 AND id = $2',
      customerId,
    );
  });
}

/** Works off what is marked, as the planner does. @returns who was marked */
async function learnMarked(shop: bigint): Promise<bigint[]> {
  const marked = await sqlInShop(shop, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL ORDER BY id',
    ),
  );
  for (const { id } of marked)
    await sqlInShop(shop, async (sql) => {
      await learnCustomer(sql, id, { today });
      await sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1 AND id = $2', id);
    });
  return marked.map(({ id }) => id);
}

const forecasts = (shop: bigint) =>
  sqlInShop(shop, (sql) =>
    sql.rows<{ customer: bigint; p50: string }>(
      `SELECT customer_id AS customer, need_id AS need, p10_on::text AS p10, p50_on::text AS p50, p90_on::text AS p90,
         write_on::text AS "writeOn", never_probability AS never FROM forecast WHERE shop_id = $1 ORDER BY 1, 2`,
    ),
  );

it('after an import and its sweep, stored forecasts are those that a rebuild makes, however far off they lay', async () => {
  const shop = await makeShop({ id: 351n });
  const { variant } = await sqlInShop(shop, (sql) => makeNeed(sql, { usage: 'used_up' }));
  // Of buyers who come every hundred days the last sixty are known: only who came again within ten shows a gap.
  const older: { readonly id: bigint; readonly ago: readonly number[] }[] = [];
  for (let nr = 0; nr < 60; nr++) {
    const last = 1 + ((nr * 37) % 100);
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((turn) => last + 100 * turn + ((nr * 13 + turn * 5) % 11));
    const known = all.filter((ago) => ago <= 60);
    const [first] = known;
    if (first !== undefined && first > 12 && nr % 2 === 1) known.push(first - 10);
    older.push({ id: await buyer(shop, variant, known), ago: all.filter((ago) => ago > 60) });
  }
  const once = [];
  for (const ago of [3, 20, 40, 50]) once.push(await buyer(shop, variant, [ago]));
  await sweepShop(shop, today);
  await learnMarked(shop);
  const before = await forecasts(shop);

  for (const { id, ago } of older) await buys(shop, id, { variant, ago });
  await learnMarked(shop);
  await sweepShop(shop, today);
  await learnMarked(shop);
  const after = await forecasts(shop);
  await rebuildShop(shop, () => {});
  await learnMarked(shop);
  expect(after).toEqual(await forecasts(shop));
  const p50 = (rows: typeof before, id: bigint) =>
    dayNumber(rows.find(({ customer }) => customer === id)?.p50 ?? '');
  expect(Math.min(...once.map((id) => p50(after, id) - p50(before, id)))).toBeGreaterThan(30);
});

it('a night that moves nothing asks for a slice of those whose mail is far, and in a fortnight for everybody, also when nights were missed', async () => {
  const shop = await makeShop({ id: 352n });
  const { variant } = await sqlInShop(shop, (sql) => makeNeed(sql, { usage: 'used_up', daysPerUnit: 300 }));
  const buyers: bigint[] = [];
  for (let nr = 0; nr < 42; nr++) buyers.push(await buyer(shop, variant, [5]));
  const longAgo = today - 40;
  await sweepShop(shop, longAgo);
  await learnMarked(shop);

  const seen: bigint[] = [];
  for (let night = 1; night <= 14; night++) {
    await sweepShop(shop, longAgo + night);
    const marked = await learnMarked(shop);
    expect(marked.length).toBeLessThan(10);
    seen.push(...marked);
    expect((await sweepShop(shop, longAgo + night)).toReplan).toBe(0);
  }
  expect(new Set(seen)).toEqual(new Set(buyers));

  expect((await sweepShop(shop, longAgo + 21)).toReplan).toBe(21);
});

it('of two sweeps at once the one that read earlier does not put back what it knew', async () => {
  const shop = await makeShop({ id: 353n });
  const { variant, needId } = await sqlInShop(shop, (sql) => makeNeed(sql));
  const buyers: bigint[] = [];
  for (let nr = 0; nr < 12; nr++) buyers.push(await buyer(shop, variant, [60]));
  await sweepShop(shop, today);
  const share = async () =>
    (
      await sqlInShop(shop, (sql) =>
        sql.rows<{ share: number }>(
          'SELECT rebuy_share AS share FROM need_pool WHERE shop_id = $1 AND need_id = $2',
          needId,
        ),
      )
    )[0]?.share;
  expect(await share()).toBe(0);

  let overtaken = false;
  await sweepShop(shop, today, async () => {
    if (overtaken) return;
    overtaken = true;
    for (const customerId of buyers.slice(0, 4))
      await sqlInShop(shop, (sql) => makeOrder(sql, { customerId, variant, on: isoDay(today - 20) }));
    await sweepShop(shop, today);
    expect(await share()).toBeGreaterThan(0.3);
  });
  expect(await share()).toBeGreaterThan(0.3);
});

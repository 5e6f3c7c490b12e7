import { beforeAll, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import type { Answer } from '~/base/vocabulary/answers';
import { recordAnswer } from '~/care/answers/record-answer.server';
import { sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { daysLasted, type NeedPool } from '~/insight/model/reorder';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';
import { moveClock } from '../../support/move-clock';

const shop = 340n;
const first = '2026-03-01';
const today = dayNumber('2026-06-20');
const clock = moveClock('2026-06-20T09:00:00Z');

let beans: Awaited<ReturnType<typeof makeNeed>>;
let decaf: Awaited<ReturnType<typeof makeNeed>>;

beforeAll(async () => {
  await makeShop({ id: shop });
  await sqlInShop(shop, async (sql) => {
    beans = await makeNeed(sql, { usage: 'used_up' });
    decaf = await makeNeed(sql, { usage: 'used_up', title: 'Decaf' });
    await sql.run(
      `UPDATE need SET substitute_need_id = $3 WHERE shop_id = $1 AND id = $2`,
      beans.needId,
      decaf.needId,
    );
  });
});

const customer = () => sqlInShop(shop, (sql) => makeCustomer(sql));

async function buy(customerId: bigint, { variant }: { variant: string }, days: readonly number[]) {
  for (const day of days)
    await sqlInShop(shop, (sql) => makeOrder(sql, { customerId, variant, on: addDay(first, day) }));
}

async function say(customerId: bigint, answer: Answer, day: number) {
  await clock.moveTo(`${addDay(first, day)}T18:00:00Z`);
  await sqlInShop(shop, (sql) => sql.run(`UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1`));
  await recordAnswer({ shopId: shop, customerId, needId: beans.needId }, { answer });
  const [row] = await sqlInShop(shop, (sql) =>
    sql.rows<{ isOwed: boolean }>(
      `SELECT replan_due_at IS NOT NULL AS "isOwed" FROM customer WHERE shop_id = $1 AND id = $2`,
      customerId,
    ),
  );
  expect(row).toEqual({ isOwed: true });
}

/** @returns the gaps that the need teaches of a customer */
async function taught(customerId: bigint, { needId }: { needId: bigint }): Promise<number[]> {
  const { needs } = await sqlInShop(shop, (sql) => learnCustomer(sql, customerId, { today }));
  const purchases = needs.find(({ need }) => need.id === needId)?.purchases ?? [];
  return purchases.slice(1).map((next, at) => daysLasted(purchases[at] ?? next, next));
}

it('what a customer bought instead, and what they said, teaches their own pace and the shop’s alike', async () => {
  const swaps = await customer();
  await buy(swaps, beans, [0, 60]);
  await buy(swaps, decaf, [30]);
  expect(await taught(swaps, beans)).toEqual([30]);
  expect(await taught(swaps, decaf)).toEqual([]);

  const hasPlenty = await customer();
  await buy(hasPlenty, beans, [0, 60]);
  await buy(hasPlenty, decaf, [30, 90]);
  await say(hasPlenty, 'still_plenty', 40);
  expect(await taught(hasPlenty, beans)).toEqual([41]);
  // What was bought in need of the beans served until there were beans again.
  expect(await taught(hasPlenty, decaf)).toEqual([30]);

  // Said under another name, which is found to be the same person later, before the order that ends the gap is told.
  const isOut = await customer();
  const asGuest = await customer();
  await buy(asGuest, beans, [0]);
  await say(asGuest, 'running_out_sooner', 45);
  await sqlInShop(shop, (sql) =>
    sql.run(`UPDATE customer SET merged_into_id = $3 WHERE shop_id = $1 AND id = $2`, asGuest, isOut),
  );
  expect(await taught(isOut, beans)).toEqual([]);
  await buy(isOut, beans, [60]);
  expect(await taught(isOut, beans)).toEqual([45]);

  await sweepShop(shop, today);
  const pools = await sqlInShop(shop, (sql) =>
    sql.rows<{ id: bigint; pool: NeedPool }>(
      `SELECT need_id AS id, pool FROM need_pool WHERE shop_id = $1 ORDER BY need_id`,
    ),
  );
  const [ofBeans, ofDecaf] = pools.map(({ pool }) => pool);
  expect(ofBeans?.finishedGaps).toBe(3);
  expect(ofBeans?.sumLogGap).toBeCloseTo(Math.log(30) + Math.log(41) + Math.log(45), 9);
  expect(ofDecaf?.sumLogGap).toBeCloseTo(Math.log(30), 9);
});

import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { endReview, switchKind } from '~/outreach/kinds/switch-kind.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';
import { makeCustomer, makeNeed, makeOrder, makeShop, sender } from '../../factories/history';
import { moveClock } from '../../support/move-clock';

moveClock('2026-06-01T09:00:00Z');

const CUSTOMERS = 24;
const ROUNDS = 4;

/** A shop whose reminders are reviewed, and customers of whom each will have one. */
async function reviewedShop(shopId: bigint): Promise<bigint[]> {
  await makeShop({ id: shopId, settings: { sender } });
  await switchKind(shopId, 'running-low', 'on', 'Ada');
  return sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
    const ids: bigint[] = [];
    for (let at = 0; at < CUSTOMERS; at += 1) {
      const customerId = await makeCustomer(sql, { numberOfOrders: 2 });
      ids.push(customerId);
      await sql.run(
        `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
         VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2025-01-01')`,
        customerId,
      );
      for (const on of ['2026-03-22', '2026-04-21', '2026-05-21'])
        await makeOrder(sql, { customerId, on, variant });
    }
    await sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1');
    return ids;
  });
}

async function statesOf(shopId: bigint): Promise<Record<string, number>> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM message WHERE shop_id = $1 AND step = 1 GROUP BY state`,
    ),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

it('a review that ends while plans are being saved leaves none of their messages waiting', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const shopId = 7600n + BigInt(round);
    const customers = await reviewedShop(shopId);
    const plans = Promise.all(customers.map((id) => planCustomer(shopId, id)));
    await pause(round * 15);
    await endReview(shopId, 'running-low', 'Ada');
    await plans;
    // What the sweep would find owed.
    const owed = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
    );
    for (const { id } of owed) await planCustomer(shopId, id);
    expect(await statesOf(shopId), `round ${round}`).toEqual({ planned: CUSTOMERS });
  }
}, 120_000);

it('who set how a kind goes out is kept, with the time', async () => {
  const shopId = await makeShop({ id: 7700n });
  const kept = () =>
    sqlInShop(shopId, (sql) =>
      sql.rows<{ mode: string; by: string; at: Date }>(
        `SELECT mode, mode_set_by AS by, mode_set_at AS at FROM shop_kind WHERE shop_id = $1 AND kind = 'thank-you'`,
      ),
    );
  await switchKind(shopId, 'thank-you', 'review', 'Ada');
  const [first] = await kept();
  expect(first).toMatchObject({ mode: 'review', by: 'Ada' });
  expect(Math.abs(now().getTime() - Number(first?.at))).toBeLessThan(60_000);
  await switchKind(shopId, 'thank-you', 'off', 'Ben');
  await switchKind(shopId, 'thank-you', 'off', 'Cy');
  expect(await kept()).toMatchObject([{ mode: 'off', by: 'Ben' }]);
});

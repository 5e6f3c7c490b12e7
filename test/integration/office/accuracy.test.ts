import { beforeAll, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadAccuracy } from '~/office/reports/accuracy-report.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 841n;
const now = new Date('2026-06-30T12:00:00Z');

beforeAll(() => makeShop({ id: shop }));

it('a reminder is judged by the reorder that followed, and not before it is two weeks old', async () => {
  await sqlInShop(shop, async (sql) => {
    const { needId, variant } = await makeNeed(sql);
    const reminded = async (on: string, orderedOn: string | null) => {
      const customerId = await makeCustomer(sql);
      await sql.run(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, planned_at, changed_at, sent_at)
         VALUES ($1, $2, 'running-low', 'marketing', $3, $4, 'sent', $5, $5, '{"code":"running-low"}', $5, $5, $5)`,
        `running-low-${customerId}-1`,
        customerId,
        needId,
        `${on}T10:00:00Z`,
      );
      if (orderedOn) await makeOrder(sql, { customerId, variant, on: orderedOn });
    };
    await reminded('2026-06-01', null);
    await reminded('2026-06-20', null);
    await reminded('2026-06-20', '2026-06-22');
    await reminded('2026-05-01', '2026-05-10');
    await reminded('2026-05-01', '2026-06-10');
    await reminded('2026-02-01', '2026-02-02');
  });
  const { sent, score } = await loadAccuracy(shop, now);
  expect(sent).toEqual({ within3: 1, within14: 1, later: 1, open: 1, young: 1 });
  expect(score).toBeNull();
});

it('counts every reminder of the 90 days, and says until when', async () => {
  await sqlInShop(shop, async (sql) => {
    const { needId } = await makeNeed(sql);
    await sql.run(
      `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, planned_at, changed_at, sent_at)
       SELECT $1, 'running-low-many-' || n, 'running-low', 'marketing', $2, $3, 'sent', at, at, '{"code":"running-low"}', at, at, at
       FROM generate_series(1, 1200) n, LATERAL (SELECT '2026-05-01T10:00:00Z'::timestamptz + n * interval '1 minute' AS at) d`,
      await makeCustomer(sql),
      needId,
    );
  });
  const later = new Date(now.getTime() + 60_000);
  const { sent, sentUntil } = await loadAccuracy(shop, later);
  expect(sent).toEqual({ within3: 1, within14: 1, later: 1, open: 1201, young: 1 });
  expect(sentUntil).toEqual(later);
});

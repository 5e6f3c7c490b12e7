import '../support/test-env';
import pg from 'pg';
import { benchDatabase, median } from '../support/bench-database';
import { startProfile } from './support/profile';

/**
 * An order is in the rows: learn and plan again. Raw is what the database alone allows for this work: one transaction
 * with seven round trips (lock, history, lines, forecast, messages, upsert, customer), 8 in flight. Run with
 * `npx tsx test/bench/replan.ts`; prints raw, ours and their ratio. Goal: at least 0.35.
 */
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 2_000);
const IN_FLIGHT = 8;
const GOAL = 0.35;

const { url, drop } = await benchDatabase();
process.env.DATABASE_POOL_SIZE = String(IN_FLIGHT + 2);
const { closeDatabase, sqlInShop } = await import('~/db.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { switchKind, endReview } = await import('~/outreach/kinds/switch-kind.server');
const { makeCustomer, makeNeed, makeOrder, makeShop } = await import('../factories/history');

const shopId = await makeShop({
  id: 1n,
  settings: {
    sender: {
      name: 'Ada',
      email: '',
      replyTo: '',
      postalAddress: 'Hamburg',
      signature: '',
      domainVerified: false,
    },
  },
});
for (const kind of ['running-low', 'thank-you', 'warranty-expiry'] as const) {
  await switchKind(shopId, kind, 'on', 'bench');
  await endReview(shopId, kind, 'bench');
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const needs = await sqlInShop(shopId, async (sql) => {
  const made = [];
  for (let i = 0; i < 50; i++) made.push(await makeNeed(sql, { title: `Coffee ${i}`, daysPerUnit: 30 }));
  return made;
});
const customers: bigint[] = [];
for (let start = 0; start < CUSTOMERS; start += 100) {
  await sqlInShop(shopId, async (sql) => {
    for (let i = start; i < Math.min(start + 100, CUSTOMERS); i++) {
      const customerId = await makeCustomer(sql, { numberOfOrders: 6 });
      const { variant } = needs[i % needs.length] as (typeof needs)[number];
      for (const days of [150, 120, 90, 60, 31])
        await makeOrder(sql, { customerId, on: daysAgo(days + (i % 9)), variant });
      await sql.run(
        `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'bench', now())`,
        customerId,
      );
      customers.push(customerId);
    }
  });
}
await allOf(customers, (customerId) => planCustomer(shopId, customerId));
await newOrders();
await sqlInShop(shopId, (sql) => sql.run('UPDATE customer SET replan_due_at = now() WHERE shop_id = $1'));
const admin = new pg.Client(url);
await admin.connect();
await admin.query('VACUUM ANALYZE');

// In turns, so that whatever else the machine does falls on both.
const ROUNDS = 10;
const profile = await startProfile(url);
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const part = customers.filter((_, index) => index % ROUNDS === round);
  const rawSeconds = await measure('raw', part, raw);
  await admin.query(`DELETE FROM message WHERE key LIKE 'raw-%'`);
  const ourSeconds = await measure('ours', part, (customerId) => planCustomer(shopId, customerId));
  ratios.push(rawSeconds / ourSeconds);
}
console.log(`re-plan, ${CUSTOMERS} customers with 6 orders each, ${IN_FLIGHT} in flight`);
console.log(`raw    ${profile.perSecond('raw').toFixed(0)}/s`);
console.log(`ours   ${profile.perSecond('ours').toFixed(0)}/s`);
console.log(
  `ratio  ${median(ratios).toFixed(2)}  (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} in ${ROUNDS} turns; goal ${GOAL})`,
);
console.log(profile.explain({ ours: 'ours', raw: 'raw', item: 'customer' }));
await admin.end();
await closeDatabase();
await drop();
process.exit(0);

async function newOrders(): Promise<void> {
  for (let start = 0; start < customers.length; start += 200) {
    await sqlInShop(shopId, async (sql) => {
      for (let i = start; i < Math.min(start + 200, customers.length); i++) {
        const { variant } = needs[i % needs.length] as (typeof needs)[number];
        await makeOrder(sql, { customerId: customers[i] as bigint, on: daysAgo(1), variant });
      }
    });
  }
}

async function allOf(ids: readonly bigint[], work: (id: bigint) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (next < ids.length) await work(ids[next++] as bigint);
    }),
  );
}

/** Adds what the work on these customers takes to the profile. Returns the seconds. */
function measure(
  name: string,
  ids: readonly bigint[],
  work: (id: bigint) => Promise<unknown>,
): Promise<number> {
  return profile.part(name, ids.length, async () => {
    const startedAt = performance.now();
    await allOf(ids, work);
    return (performance.now() - startedAt) / 1000;
  });
}

async function raw(customerId: bigint): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await sql.prepared(
      'raw-1',
      'SELECT id, replan_due_at FROM customer WHERE shop_id = $1 AND id = $2 FOR UPDATE',
      customerId,
    );
    const orders = await sql.prepared<{ gid: string }>(
      'raw-2',
      'SELECT shopify_order_id AS gid, processed_at FROM orders WHERE shop_id = $1 AND customer_id = $2 ORDER BY processed_at',
      customerId,
    );
    await sql.prepared(
      'raw-3',
      'SELECT id, shopify_variant_id, current_quantity FROM order_line WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[])',
      orders.map(({ gid }) => gid),
    );
    await sql.prepared(
      'raw-4',
      `INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
         never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, computed_at)
       SELECT $1, $2, need_id, d, d, 1, 5, 10, 0.5, 0.1, d, d, d, d, d, d, now() FROM
         (SELECT min(id) AS need_id, current_date AS d FROM need WHERE shop_id = $1) n
       ON CONFLICT (customer_id, need_id) DO UPDATE SET p50_on = excluded.p50_on, computed_at = excluded.computed_at`,
      customerId,
    );
    await sql.prepared(
      'raw-5',
      'SELECT id, key, state, due_at FROM message WHERE shop_id = $1 AND customer_id = $2',
      customerId,
    );
    await sql.prepared(
      'raw-6',
      `INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, planned_at, changed_at)
       VALUES ($1, $3, 'running-low', 'marketing', $2, 'planned', now() + interval '20 days', now() + interval '40 days', '{"code":"plan-changed"}', now(), now())
       ON CONFLICT (shop_id, key) DO UPDATE SET due_at = excluded.due_at`,
      customerId,
      `raw-${customerId}-1`,
    );
    await sql.prepared(
      'raw-7',
      'UPDATE customer SET planned_at = now() WHERE shop_id = $1 AND id = $2',
      customerId,
    );
  });
}

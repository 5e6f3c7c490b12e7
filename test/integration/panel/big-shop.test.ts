import { beforeAll, describe, expect, test } from 'vitest';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { firstRunSteps } from '~/base/vocabulary/first-run';
import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import { reportDays } from '~/base/vocabulary/reports';
import { parseWorkQuery } from '~/base/vocabulary/work';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';

const SHOP = 4242n;
const at = new Date('2026-06-20T09:00:00Z');
const bigTables = [
  'customer',
  'message',
  'mail',
  'orders',
  'order_line',
  'forecast',
  'consent',
  'attribution',
  'fulfillment',
  'task',
  'commitment',
  'contact_note',
  'exposure',
  'answer',
];

beforeAll(async () => {
  const { makePanelShop } = await import('../../factories/panel-shop');
  await makePanelShop({ shopId: SHOP, domain: 'big.myshopify.com', at });
  await onServer(String(process.env.DATABASE_URL), async (client) => {
    await client.query(`SELECT setval('customer_id_seq', 100000)`);
    await client.query(`
      INSERT INTO customer (id, shop_id, shopify_customer_id, name_tokens, tags, status, number_of_orders, last_order_at)
        SELECT n, ${SHOP}, 'gid://shopify/Customer/b' || n, ARRAY[n % 997, n % 4999]::bigint[], '{}',
          (ARRAY['learning','on_time','due','late','lapsed'])[1 + n % 5], 3, '2026-06-01'::timestamptz - n * interval '1 minute'
        FROM generate_series(1000, 40999) n;
      INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
          never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, computed_at)
        SELECT ${SHOP}, n, 1, '2026-05-01', '2026-05-01', 1, 2, 50, .5, .1, '2026-06-20', '2026-06-25', '2026-07-01', '2026-07-05',
          '2026-07-12', '2026-06-26', now() FROM generate_series(1000, 40999) n;
      INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, why, planned_at, changed_at, sent_at)
        SELECT ${SHOP}, 'b-' || n, (ARRAY['running-low','thank-you','warranty-expiry'])[1 + n % 3], 'marketing', 1000 + n % 40000,
          (ARRAY['planned','planned','planned','sent','skipped','awaiting_approval','held'])[1 + n % 7],
          '2026-06-20'::timestamptz + (n % 200) * interval '1 day' - interval '20 days', '2027-01-01',
          '{"code":"thank-you","orderName":"#1","orderNumber":1,"orderedOn":"2026-06-01"}',
          CASE WHEN n % 7 = 4 AND n % 3 > 0 THEN '[{"code":"plan-changed"}]'::jsonb WHEN n % 7 = 4 AND n % 21 > 3 THEN '[{"code":"too-late"}]' ELSE '[]' END, now(), now(), now()
        FROM generate_series(1, 120000) n;
      INSERT INTO orders (shop_id, shopify_order_id, customer_id, processed_at, currency)
        SELECT ${SHOP}, 'gid://shopify/Order/b' || n, 1000 + n % 40000, '2026-06-01'::timestamptz - n * interval '1 minute', 'EUR'
        FROM generate_series(1, 60000) n;
      INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, title, quantity, current_quantity)
        SELECT ${SHOP}, 'gid://shopify/Order/b' || n, 'gid://shopify/LineItem/b' || n, 'Soap', 1, 1 FROM generate_series(1, 60000) n;
      INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
        SELECT ${SHOP}, 1000 + n % 40000, 'marketing', 'sent', now(), now(), 'running-low', '2026-06-20'::timestamptz - n * interval '10 minutes'
        FROM generate_series(1, 30000) n;
      INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
        SELECT ${SHOP}, n, 'email', 'SUBSCRIBED', 'test', '2026-01-01' FROM generate_series(1000, 40999) n;
      INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at)
        SELECT ${SHOP}, n, n, 'after', 100, '2026-06-20'::timestamptz - n * interval '1 hour' FROM generate_series(1, 20000) n;
      INSERT INTO fulfillment (shop_id, shopify_fulfillment_id, shopify_order_id, status, fulfilled_at)
        SELECT ${SHOP}, 'gid://shopify/Fulfillment/b' || n, 'gid://shopify/Order/b' || n, 'SUCCESS', now() FROM generate_series(1, 20000) n;
      INSERT INTO task (shop_id, customer_id, kind, state, due_at, done_at, reason)
        SELECT ${SHOP}, 1000 + n % 40000, 'answer-reply', CASE WHEN n % 4 = 0 THEN 'open' ELSE 'done' END,
          '2026-06-20'::timestamptz - n * interval '1 minute', CASE WHEN n % 4 > 0 THEN '2026-06-20'::timestamptz - n * interval '1 minute' END,
          '{"code":"held-reply","repliedOn":"2026-06-01"}' FROM generate_series(1, 20000) n;
      INSERT INTO commitment (shop_id, customer_id, kind, state, due_at, kept_at, by)
        SELECT ${SHOP}, 1000 + n % 40000, 'answer', CASE WHEN n % 4 = 0 THEN 'open' ELSE 'kept' END,
          '2026-06-20'::timestamptz - n * interval '1 minute', CASE WHEN n % 4 > 0 THEN '2026-06-20'::timestamptz - n * interval '1 minute' END, 'Ada'
        FROM generate_series(1, 20000) n;
      INSERT INTO contact_note (shop_id, customer_id, kind, by, at)
        SELECT ${SHOP}, 1000 + n % 40000, 'reply', 'customer', '2026-06-20'::timestamptz - n * interval '1 minute' FROM generate_series(1, 20000) n;
      INSERT INTO exposure (shop_id, customer_id, kind, message_key, arm, at)
        SELECT ${SHOP}, 1000 + n % 40000, 'running-low', 'b-' || n, CASE WHEN n % 5 = 0 THEN 'holdout' ELSE 'treated' END,
          '2026-06-20'::timestamptz - n * interval '9 minutes' FROM generate_series(1, 50000) n;
      INSERT INTO answer (shop_id, customer_id, answer, at)
        SELECT ${SHOP}, 1000 + n % 40000, 'still_plenty', '2026-06-20'::timestamptz - n * interval '9 minutes' FROM generate_series(1, 20000) n;
    `);
    await client.query('VACUUM ANALYZE');
  });
  // A year of mails is counted at night; the page reads what was counted.
  const { loadReport } = await import('~/office/reports/reports-page.server');
  for (const days of reportDays) await loadReport(SHOP, days, at);
  const { closeDatabase } = await import('~/db.server');
  await closeDatabase();
  // The shortest is counted for each look all the same.
  await onServer(String(process.env.DATABASE_URL), (client) =>
    client.query('UPDATE report SET rows = 0 WHERE days = 28'),
  );
}, 120_000);

interface Reads {
  readonly whole: number;
  readonly byIndex: number;
  /** Rows that were fetched by an index, whether they were wanted or not. */
  readonly rows: number;
}

/** How often each big table was read from end to end, and by an index, as PostgreSQL itself counted. */
async function scans(): Promise<Map<string, Reads>> {
  return onServer(String(process.env.DATABASE_URL), async (client) => {
    const { rows } = await client.query<
      Record<'relname' | 'seq_scan' | 'idx_scan' | 'idx_tup_fetch', string>
    >('SELECT relname, seq_scan, idx_scan, idx_tup_fetch FROM pg_stat_user_tables WHERE relname = ANY($1)', [
      bigTables,
    ]);
    return new Map(
      rows.map((row) => [
        row.relname,
        { whole: Number(row.seq_scan), byIndex: Number(row.idx_scan), rows: Number(row.idx_tup_fetch) },
      ]),
    );
  });
}

/** No page needs more rows of a table; the longest read is what a pause would mean, which counts every message of a week. */
const MOST_ROWS = 15_000;
const need = '1';
const views = ['waiting', 'upcoming', 'held', 'unconfirmed', 'past'];

/** Every list and every filter of it, as its address says it. */
const customerLists = [
  '',
  'status=lapsed',
  'search=lindq',
  'search=ada%40example.com',
  `need=${need}`,
  ...['oldest', 'orders', 'spending'].map((sort) => `sort=${sort}`),
  ...['awaiting_approval', 'planned', 'held'].map((state) => `message=${state}`),
  `after=${Date.parse('2026-05-10T00:00:00Z')}-30000`,
  `before=${Date.parse('2026-05-10T00:00:00Z')}-30000`,
  `status=due&sort=spending&need=${need}&message=planned`,
];
const queueLists = [
  ...views.flatMap((view) => [`view=${view}`, `view=${view}&kind=warranty-expiry`]),
  // Of this kind nothing was ever planned.
  ...views.map((view) => `view=${view}&kind=check-in`),
  ...['waiting', 'upcoming', 'held'].map((view) => `view=${view}&need=${need}`),
  'view=held&hold=held-complaint',
  ...['expired', 'skipped', 'cancelled'].map((ending) => `view=past&ending=${ending}`),
  ...['plan-changed', 'too-late', 'shop-gone'].flatMap((why) => [
    `view=past&why=${why}`,
    // All of this kind were left out for another reason, or ended in another way.
    `view=past&why=${why}&kind=running-low`,
    `view=past&why=${why}&ending=cancelled`,
  ]),
  `view=past&why=plan-changed&after=${Date.parse('2026-06-10T00:00:00Z')}-3000`,
  `view=upcoming&after=${Date.parse('2026-08-10T00:00:00Z')}-3000`,
  `view=upcoming&before=${Date.parse('2026-08-10T00:00:00Z')}-3000`,
  'mode=calendar',
  `mode=calendar&need=${need}`,
];

/** What stands ready was counted at night. */
const readsNoBigTable = new Set(['reports?days=90', 'reports?days=365', 'how accurate it is']);
const workLists = ['open', 'done'].flatMap((view) => [
  `view=${view}`,
  `view=${view}&after=${Date.parse('2026-06-15T00:00:00Z')}-20000`,
  `view=${view}&before=${Date.parse('2026-06-15T00:00:00Z')}-20000`,
]);

const reads: [string, () => Promise<unknown>][] = [
  ['home', async () => (await import('~/office/pages/home/home.server')).loadHome(SHOP, at)],
  ...customerLists.map((parameters): [string, () => Promise<unknown>] => [
    `customers?${parameters}`,
    async () =>
      (await import('~/office/pages/customers/customers.server')).listCustomers(
        SHOP,
        parseCustomersQuery(new URLSearchParams(parameters)),
        at,
      ),
  ]),
  [
    'one customer',
    async () =>
      (await import('~/office/pages/customers/customer.server')).loadCustomer(SHOP, {
        customerId: 20_000n,
        staff: '1',
        now: at,
      }),
  ],
  ...queueLists.map((parameters): [string, () => Promise<unknown>] => [
    `queue?${parameters}`,
    async () =>
      (await import('~/office/pages/queue/queue.server')).listQueue(
        SHOP,
        parseQueueQuery(new URLSearchParams(parameters)),
        at,
      ),
  ]),
  ...workLists.map((parameters): [string, () => Promise<unknown>] => [
    `tasks?${parameters}`,
    async () =>
      (await import('~/office/pages/tasks/work.server')).loadWork(
        SHOP,
        parseWorkQuery(new URLSearchParams(parameters)),
        { reader: 'Ada', now: at },
      ),
  ]),
  [
    'what a pause would mean',
    async () =>
      (await import('~/office/pages/queue/pause.server')).loadPauseEffect(SHOP, { kind: null, now: at }),
  ],
  ...reportDays.map((days): [string, () => Promise<unknown>] => [
    `reports?days=${days}`,
    async () => (await import('~/office/reports/reports-page.server')).loadReport(SHOP, days, at),
  ]),
  [
    'how accurate it is',
    async () => (await import('~/office/reports/accuracy-report.server')).loadAccuracy(SHOP, at),
  ],
  [
    'settings',
    async () => (await import('~/office/pages/settings/settings.server')).loadSettingsPage(SHOP, at),
  ],
  ...firstRunSteps.map((step): [string, () => Promise<unknown>] => [
    `the first run, ${step}`,
    async () => (await import('~/office/first-run/first-run.server')).loadFirstRun(SHOP, step, at),
  ]),
  [
    'what other settings would have done last month',
    async () => (await import('~/office/last-month/last-month.server')).loadLastMonth(SHOP, at),
  ],
  [
    'whom tags would have left out last month',
    async () =>
      (await import('~/office/pages/settings/concerned.server')).loadConcerned(
        SHOP,
        new URLSearchParams('what=never&tags=staff&companies=true'),
        at,
      ),
  ],
];

describe('with 40,000 customers and 120,000 messages', () => {
  for (const [name, read] of reads) {
    test(`${name}: no big table is read from end to end, nor many rows of it`, async () => {
      const { closeDatabase } = await import('~/db.server');
      const before = await scans();
      await read();
      // PostgreSQL tells its counts when a connection ends.
      await closeDatabase();
      let after = before;
      await until('the counts arrived', async () => {
        after = await scans();
        const counts = (seen: typeof before) =>
          bigTables.some((table) => seen.get(table)?.byIndex !== before.get(table)?.byIndex);
        return readsNoBigTable.has(name) || counts(after);
      });
      const whole = bigTables.filter((table) => after.get(table)?.whole !== before.get(table)?.whole);
      expect(whole).toEqual([]);
      const many = bigTables
        .map((table) => [table, (after.get(table)?.rows ?? 0) - (before.get(table)?.rows ?? 0)] as const)
        .filter(([, rows]) => rows > MOST_ROWS);
      expect(many).toEqual([]);
    });
  }
});

import { beforeAll, describe, expect, test } from 'vitest';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { firstRunSteps } from '~/base/vocabulary/first-run';
import { activeKinds } from '~/base/vocabulary/kinds';
import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import { reportDays } from '~/base/vocabulary/reports';
import { parseWorkQuery } from '~/base/vocabulary/work';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';

const SHOP = 4242n;
const at = new Date('2026-06-20T09:00:00Z');
/** Tables of few rows, however big a shop is. Each of the others is filled, and held for big. */
const fewRows = new Set([
  ...[
    '_prisma_migrations',
    'database_age',
    'shop',
    'session',
    'staff',
    'saved_view',
    'set_up',
    'order_import',
  ],
  ...['backfill', 'shop_pool', 'model_score', 'report', 'shop_kind', 'template', 'dry_run', 'sender_health'],
  'inbound_cursor',
]);
/** Whose products stand in the same tables: no shop has so many that it is most of them. */
const OTHER_SHOP = 4243n;
const OUR_PRODUCTS = 2_000;
/** Most of what was sold is of it; some are owed a plan, of whom nobody ever bought it. */
const BEST_SELLER = 'gid://shopify/Product/7';
let bigTables: string[];
let bestSeller: bigint;

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
      UPDATE message m SET mail_id = l.id, sent_at = l.sent_at
        FROM (SELECT id, row_number() OVER (ORDER BY id) * 17 / 10 AS nth FROM message WHERE shop_id = ${SHOP} AND state = 'sent') s
        JOIN (SELECT id, sent_at, row_number() OVER (ORDER BY id) AS nth FROM mail WHERE shop_id = ${SHOP}) l USING (nth)
        WHERE m.id = s.id;
      UPDATE mail l SET lead_kind = m.kind FROM message m WHERE m.shop_id = ${SHOP} AND m.mail_id = l.id AND l.shop_id = ${SHOP};
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
      INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
          never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, computed_at)
        SELECT ${SHOP}, customer_id, 2, last_purchase_on, supplied_on, 1, 2, 50, .5, .1, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, now()
        FROM forecast WHERE shop_id = ${SHOP} AND customer_id % 10 = 0 AND customer_id >= 1000 AND need_id = 1;
      ${productRows}
      ${bestSellerRows}
      ${otherRows}
    `);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ name: string; rows: number }>(
      `SELECT relname AS name, reltuples::int AS rows FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
    );
    bigTables = rows.map(({ name }) => name).filter((name) => !fewRows.has(name));
    expect(rows.filter((table) => !fewRows.has(table.name) && table.rows < 5_000)).toEqual([]);
    const best = await client.query<{ id: string; owed: number }>(
      `SELECT id, (SELECT count(*)::int FROM customer WHERE shop_id = ${SHOP} AND replan_due_at IS NOT NULL) AS owed
       FROM need WHERE shop_id = ${SHOP} AND shopify_product_id = '${BEST_SELLER}'`,
    );
    expect(best.rows[0]?.owed).toBeGreaterThan(300);
    expect(best.rows[0]?.owed).toBeLessThan(500);
    bestSeller = BigInt(best.rows[0]?.id ?? 0);
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

const productRows = `
  INSERT INTO product (shop_id, shopify_product_id, title, tags, warranty_months)
    SELECT CASE WHEN n <= ${OUR_PRODUCTS} THEN ${SHOP} ELSE ${OTHER_SHOP} END, 'gid://shopify/Product/' || n, 'Soap no. ' || n, '{}',
      CASE WHEN n % 5 = 0 THEN 24 END FROM generate_series(1, 40000) n;
  INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title, option_values, price_minor)
    SELECT shop_id, replace(shopify_product_id, 'Product', 'ProductVariant'), shopify_product_id, 'Default Title', '{}', 900 FROM product WHERE title LIKE 'Soap no. %';
  INSERT INTO need (shop_id, shopify_product_id, title, usage, buyers)
    SELECT shop_id, shopify_product_id, title, 'unknown', id * 13 % 900 FROM product WHERE title LIKE 'Soap no. %';
  INSERT INTO need_variant (shop_id, need_id, shopify_variant_id)
    SELECT shop_id, id, replace(shopify_product_id, 'Product', 'ProductVariant') FROM need WHERE shopify_product_id IS NOT NULL;
  INSERT INTO need_pool (shop_id, need_id, version, pool, customers, rebuy_share, median_days, p25_days, p75_days, swept_on)
    SELECT shop_id, id, 0, '{}', 50, .5, 30, 25, 40, '2026-06-19' FROM need WHERE shopify_product_id IS NOT NULL;
  INSERT INTO stock_out (shop_id, shopify_variant_id, from_at)
    SELECT shop_id, shopify_variant_id, '2026-06-01' FROM variant WHERE id % 5 = 0;
  UPDATE order_line SET shopify_variant_id = 'gid://shopify/ProductVariant/' || 1 + id % ${OUR_PRODUCTS} WHERE shop_id = ${SHOP};
`;

const bestSellerRows = `
  UPDATE order_line SET shopify_variant_id = replace('${BEST_SELLER}', 'Product', 'ProductVariant') WHERE shop_id = ${SHOP} AND id % 3 > 0;
  UPDATE customer c SET replan_due_at = '2026-06-20' WHERE shop_id = ${SHOP} AND id BETWEEN 30000 AND 31199 AND NOT EXISTS (
    SELECT FROM orders o JOIN order_line l ON l.shop_id = ${SHOP} AND l.shopify_order_id = o.shopify_order_id
        AND l.shopify_variant_id = replace('${BEST_SELLER}', 'Product', 'ProductVariant')
    WHERE o.shop_id = ${SHOP} AND o.customer_id = c.id);
`;

/** `count` rows of a table, each with its number as `n`. */
const many = (count: number, into: string, values: string) =>
  `INSERT INTO ${into} SELECT ${values} FROM generate_series(1, ${count}) n;`;
const before = (step: string) => `'2026-06-20'::timestamptz - n * interval '${step}'`;
const otherRows = [
  `UPDATE customer SET email_hash = sha256(int8send(id)), country_code = (ARRAY['DE','SE','FR'])[1 + id % 3] WHERE shop_id = ${SHOP} AND id >= 1000;`,
  many(
    40_000,
    'customer_email (shop_id, email_hash, customer_id)',
    `${SHOP}, sha256(int8send(999 + n)), 999 + n`,
  ),
  many(
    20_000,
    'suppression (shop_id, email_hash, reason, scope)',
    `${SHOP}, sha256(int8send(999 + n * 2)), 'manual', 'marketing'`,
  ),
  many(
    20_000,
    'preference (shop_id, customer_id, kind, choice, source, changed_at)',
    `${SHOP}, 999 + n * 2, 'running-low', 'off', 'test', now()`,
  ),
  many(20_000, 'override (shop_id, message_key, action, by)', `${SHOP}, 'b-' || n, 'skip', 'test'`),
  many(
    20_000,
    'complaint (shop_id, customer_id, state, opened_at)',
    `${SHOP}, 1000 + n % 40000, CASE WHEN n % 100 = 0 THEN 'open' ELSE 'closed' END, ${before('20 minutes')}`,
  ),
  many(
    20_000,
    'engagement (shop_id, customer_id, mail_id, message_id, purpose, at)',
    `${SHOP}, 1000 + n % 40000, n, n, 'reorder', ${before('20 minutes')}`,
  ),
  many(
    20_000,
    'inbound_mail (shop_id, source, source_key, kind, mail_id, received_at, handled_at)',
    `${SHOP}, 'mailbox', n::text, 'reply', n, ${before('20 minutes')}, now()`,
  ),
  many(
    20_000,
    'access_log (shop_id, staff, what, at)',
    `${SHOP}, 'test', 'customer', ${before('20 minutes')}`,
  ),
  many(
    120_000,
    'message_transition (shop_id, message_id, "to", actor, reason, at)',
    `${SHOP}, n, 'planned', 'planner', '{"code":"planned"}', now()`,
  ),
  many(
    20_000,
    'attempt (shop_id, mail_id, fence, worker, started_at, phase)',
    `${SHOP}, n, 1, 'test', now(), 'claimed'`,
  ),
  many(
    20_000,
    'refund (shop_id, shopify_refund_id, shopify_order_id, refunded_at)',
    `${SHOP}, 'gid://shopify/Refund/' || n, 'gid://shopify/Order/b' || n, now()`,
  ),
  many(
    20_000,
    'order_return (shop_id, shopify_return_id, shopify_order_id, status)',
    `${SHOP}, 'gid://shopify/Return/' || n, 'gid://shopify/Order/b' || n, 'OPEN'`,
  ),
  many(
    20_000,
    'fulfillment_event (shop_id, shopify_fulfillment_event_id, shopify_fulfillment_id, status, happened_at)',
    `${SHOP}, 'gid://shopify/FulfillmentEvent/' || n, 'gid://shopify/Fulfillment/b' || n, 'DELIVERED', now()`,
  ),
  many(
    5_000,
    'batch (shop_id, action, by, total, created_at, finished_at)',
    `${SHOP}, 'skip', 'test', 4, ${before('1 hour')}, ${before('1 hour')}`,
  ),
  many(20_000, 'batch_item (batch_id, message_id, shop_id, done)', `1 + n / 4, n, ${SHOP}, true`),
  many(
    5_000,
    'privacy_request (shop_id, kind, requested_at, completed_at)',
    `${SHOP}, 'customer-redact', ${before('1 hour')}, ${before('1 hour')}`,
  ),
  many(
    5_000,
    'product_edit (shop_id, what, by, items, before, after, at, replanned_at)',
    `${SHOP}, 'edit', 'test', 1, '[]', '[]', ${before('1 hour')}, now()`,
  ),
  many(
    20_000,
    'inbox_webhook (shop_id, shop_domain, topic, webhook_id, received_at, body_sealed, state)',
    `${SHOP}, 'big.myshopify.com', 'orders/create', n::text, now(), '', 'projected'`,
  ),
  many(20_000, 'webhook_seen (shop_domain, key, seen_at)', `'big.myshopify.com', 'w:' || n, now()`),
].join('');

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
    >(
      `SELECT coalesce(parent.relname, s.relname) AS relname, sum(CASE WHEN s.n_live_tup > 0 THEN seq_scan ELSE 0 END) AS seq_scan, sum(idx_scan) AS idx_scan,
         sum(idx_tup_fetch) AS idx_tup_fetch
       FROM pg_stat_user_tables s LEFT JOIN pg_inherits i ON i.inhrelid = s.relid LEFT JOIN pg_class parent ON parent.oid = i.inhparent
       WHERE coalesce(parent.relname, s.relname) = ANY($1) GROUP BY 1`,
      [bigTables],
    );
    return new Map(
      rows.map((row) => [
        row.relname,
        { whole: Number(row.seq_scan), byIndex: Number(row.idx_scan), rows: Number(row.idx_tup_fetch) },
      ]),
    );
  });
}

/**
 * No page needs more rows of a table; the longest reads are what moving 5,000 would come to, with what is in the same mails,
 * and the messages of a segment's 5,000 members, which are counted and then shown.
 */
const MOST_ROWS = 32_000;
const need = '1';
const views = ['waiting', 'upcoming', 'held', 'unconfirmed', 'sent', 'past'];

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
const sentLists = ['', '&kind=running-low'].flatMap((kind) => [
  `view=sent${kind}`,
  ...['after', 'before'].map(
    (place) => `view=sent${kind}&${place}=${Date.parse('2026-04-10T00:00:00Z')}-3000`,
  ),
]);
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
  ...sentLists.filter((list) => list !== 'view=sent'),
  'mode=calendar',
  `mode=calendar&need=${need}`,
];

const productLists = [
  '',
  'search=soap+no',
  ...['used-up', 'not-used-up', 'to-confirm', 'warranty'].map((view) => `view=${view}`),
  'after=450-900',
  'before=450-900',
];
const movedLists = [
  'view=upcoming',
  'view=waiting',
  'view=upcoming&kind=running-low',
  `view=upcoming&need=${need}`,
];
const concerned = [
  'what=never&tags=staff&companies=true',
  'what=soft-opt-in&country=DE&on=2020-01-01',
  'what=pause&country=DE',
  'what=warranty&price=5&months=24',
];
const shownTo = { colleagues: {}, me: '1', countryCode: 'DE', today: '2026-06-20' };

/** What stands ready was counted at night, and some reads ask only about the shop. */
const readsNoBigTable = new Set([
  ...['reports?days=90', 'reports?days=365', 'how accurate it is', 'the table of a report'],
  ...['team', 'a dry run'],
]);
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
    'the people of a segment',
    async () => {
      const { MOST_MEMBERS } = await import('~/intake/customers/read-segment.server');
      const { segmentPage } = await import('~/office/pages/customers/segment.server');
      const members = Array.from(
        { length: MOST_MEMBERS },
        (_, n) => `gid://shopify/Customer/b${1_000 + 7 * n}`,
      );
      const segment = { name: 'Regulars', total: 40_000, shopifyCustomerIds: members };
      const page = await segmentPage(SHOP, segment, { kind: null, now: at });
      expect(page.known).toBe(MOST_MEMBERS);
      expect(page.rows.length).toBeGreaterThan(0);
    },
  ],
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
  ...concerned.map((parameters): [string, () => Promise<unknown>] => [
    `concerned?${parameters}`,
    async () =>
      (await import('~/office/pages/settings/concerned.server')).loadConcerned(
        SHOP,
        new URLSearchParams(parameters),
        at,
      ),
  ]),
  ['what was found', async () => (await import('~/office/first-run/found-row.server')).loadFound(SHOP, at)],
  ['team', async () => (await import('~/office/pages/settings/team.server')).loadTeam(SHOP, '1')],
  ...productLists.map((parameters): [string, () => Promise<unknown>] => [
    `products?${parameters}`,
    async () => {
      const { listProducts, parseProductsQuery } = await import('~/office/pages/products/products.server');
      return listProducts(SHOP, parseProductsQuery(new URLSearchParams(parameters)));
    },
  ]),
  [
    'one product',
    async () =>
      (await import('~/office/pages/products/product.server')).loadProduct(SHOP, { needId: 2n, now: at }),
  ],
  [
    'the product that most bought, while plans of others are owed',
    async () => {
      const { loadProduct } = await import('~/office/pages/products/product.server');
      const result = await loadProduct(SHOP, { needId: bestSeller, now: at });
      expect(result).toMatchObject({ status: 'found', page: { replanning: false } });
    },
  ],
  [
    'the table of products',
    async () => (await import('~/office/pages/products/product-import.server')).productTable(SHOP),
  ],
  [
    'products to choose from',
    async () => (await import('~/office/pages/products/find-products.server')).findProducts(SHOP, 'soap'),
  ],
  [
    'products to filter by',
    async () => (await import('~/office/pages/products/needs.server')).findNeeds(SHOP, 'soap 7'),
  ],
  ['templates', async () => (await import('~/office/pages/templates/templates.server')).loadTemplates(SHOP)],
  ...activeKinds.map((kind): [string, () => Promise<unknown>] => [
    `the template of ${kind}`,
    async () =>
      (await import('~/office/pages/templates/templates.server')).loadTemplatePage(SHOP, {
        kind,
        locale: 'en',
        request: new Request('https://carafe.test/'),
      }),
  ]),
  ...['ada', 'ada@example.com'].map((search): [string, () => Promise<unknown>] => [
    `for whom a template is shown, ${search}`,
    async () =>
      (await import('~/office/pages/templates/template-people.server')).findPeople(
        SHOP,
        'running-low',
        search,
      ),
  ]),
  [
    'the mail of a message',
    async () => (await import('~/office/pages/queue/preview.server')).previewOf(SHOP, 20_000n),
  ],
  ...movedLists.map((parameters): [string, () => Promise<unknown>] => [
    `what moving all would come to, ${parameters}`,
    async () =>
      (await import('~/office/pages/queue/move-ahead.server')).loadMoveAhead(SHOP, {
        on: '2026-06-25',
        ids: null,
        filters: new URLSearchParams(parameters),
      }),
  ]),
  ...movedLists.map((parameters): [string, () => Promise<unknown>] => [
    `what sending all would come to, ${parameters}`,
    async () =>
      (await import('~/office/pages/queue/send-now-counts.server')).countSendNow(
        SHOP,
        new URLSearchParams(parameters),
        at,
      ),
  ]),
  ...activeKinds.map((kind): [string, () => Promise<unknown>] => [
    `what a pause of ${kind} would mean`,
    async () => (await import('~/office/pages/queue/pause.server')).loadPauseEffect(SHOP, { kind, now: at }),
  ]),
  [
    'a dry run',
    async () =>
      (await import('~/office/dry-run/dry-run-page.server')).loadDryRunPage(SHOP, 'running-low', at),
  ],
  [
    'the table of a report',
    async () =>
      (await import('~/office/reports/report-csv.server')).loadReportTable(SHOP, {
        days: 90,
        locale: 'en',
        now: at,
      }),
  ],
  [
    'the block of a customer',
    async () =>
      (await import('~/office/blocks/customer-block.server')).loadCustomerBlock(
        await asked(),
        'gid://shopify/Customer/b20000',
      ),
  ],
  [
    'the block of an order',
    async () =>
      (await import('~/office/blocks/order-block.server')).loadOrderBlock(
        await asked(),
        'gid://shopify/Order/b20000',
      ),
  ],
  [
    'the block of a product',
    async () =>
      (await import('~/office/blocks/product-block.server')).loadProductBlock(
        await asked(),
        'gid://shopify/Product/700',
      ),
  ],
];

/** A list as a file, and of which tables each row must be looked at to know who is in it. */
const files = [
  ['', ['customer']],
  ['status=lapsed', []],
  ['search=lindq', []],
  ['message=held', ['customer', 'message']],
  [`need=${need}&sort=spending`, ['customer', 'forecast']],
] as const;

/** How many rows the file has: what it promised. */
async function exported(parameters: string) {
  const { exportCustomers } = await import('~/office/pages/customers/export-customers.server');
  const query = parseCustomersQuery(new URLSearchParams(parameters));
  const { total, body } = await exportCustomers(SHOP, { query, staff: '1', locale: 'en', now: at });
  const text = await new Response(body).text();
  expect(text.trimEnd().split('\r\n')).toHaveLength(total + 1);
  return total;
}

/** How often each big table was read from end to end for this, and how many of its rows were fetched by an index. */
async function readsOf(read: () => Promise<unknown>, hasBigTables = true) {
  const { closeDatabase } = await import('~/db.server');
  const before = await scans();
  await read();
  // PostgreSQL tells its counts when a connection ends.
  await closeDatabase();
  let after = before;
  await until('the counts arrived', async () => {
    after = await scans();
    return (
      !hasBigTables || bigTables.some((table) => after.get(table)?.byIndex !== before.get(table)?.byIndex)
    );
  });
  return bigTables.map((table) => {
    const [now, then] = [after.get(table), before.get(table)];
    return {
      table,
      whole: (now?.whole ?? 0) - (then?.whole ?? 0),
      rows: (now?.rows ?? 0) - (then?.rows ?? 0),
    };
  });
}

async function asked() {
  const { panelVoice } = await import('~/base/strings/panel-voice');
  const { locale, timeZone, currency } = {
    locale: 'en',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  } as const;
  const voice = panelVoice({ ...{ locale, timeZone, currency }, ...shownTo });
  return { shopId: SHOP, staff: '1', role: 'full', now: at, voice } as const;
}

describe('with 40,000 customers and 120,000 messages', () => {
  for (const [name, read] of reads) {
    test(`${name}: no big table is read from end to end, nor many rows of it`, async () => {
      const counts = await readsOf(read, !readsNoBigTable.has(name));
      expect(counts.filter(({ whole }) => whole > 0)).toEqual([]);
      expect(counts.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
    });
  }

  test.each(sentLists)('%s reads about as many rows as it shows', async (list) => {
    const { sqlInShop } = await import('~/db.server');
    const { listSent } = await import('~/office/pages/queue/sent-list.server');
    const query = parseQueueQuery(new URLSearchParams(list));
    const counts = await readsOf(async () => {
      const page = await sqlInShop(SHOP, (sql) => listSent(sql, query));
      expect(page.rows).toHaveLength(50);
    });
    expect(counts.filter(({ rows }) => rows > 300)).toEqual([]);
  });

  test.each(files)(
    'the customers as a file, %s: no table is read again for each few of them',
    async (list, once) => {
      let total = 0;
      const counts = await readsOf(async () => {
        total = await exported(list);
      });
      const mayBe: readonly string[] = once;
      expect(counts.filter(({ table, whole }) => whole > (mayBe.includes(table) ? 1 : 0))).toEqual([]);
      expect(counts.filter(({ rows }) => rows > MOST_ROWS + 10 * total)).toEqual([]);
    },
  );

  test('what a setting would concern says of how many it was counted, where that is not of all', async () => {
    const { loadConcerned } = await import('~/office/pages/settings/concerned.server');
    const ask = (parameters: string) => loadConcerned(SHOP, new URLSearchParams(parameters), at);
    expect(await ask('what=pause&country=DE')).toMatchObject({ of: 5_000, looked: 5_000 });
    expect(await ask('what=soft-opt-in&country=DE&on=2020-01-01')).toEqual({
      count: 0,
      of: 0,
      looked: 5_000,
    });
  });
});

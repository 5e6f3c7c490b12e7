import '../support/test-env';
import { execFileSync } from 'node:child_process';
import { benchDatabase } from '../support/bench-database';
import { sessionToken, startPanelWorld } from '../support/panel/panel-world';
import { freePort, onServer } from '../support/postgres-server';
import { startProcess } from '../support/processes';

/**
 * The panel of one big shop, through the built server: time to the first byte of each page, and what its statements take
 * in the database. Usage: tsx test/bench/pages.ts [customers=100000] [turns=60]; ten order lines and twenty messages a
 * customer. Goals: first byte p75 100 ms and p99 300 ms; no statement over 50 ms.
 */
const [customers = 100_000, turns = 60] = process.argv.slice(2).map(Number);
const FIRST = 1_000_000;
const PLAIN_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

execFileSync(process.execPath, ['app/bootstrap.mjs', 'prepare'], { stdio: ['ignore', 'ignore', 'inherit'] });
const database = await benchDatabase(['shared_preload_libraries=pg_stat_statements']);
const world = await startPanelWorld({ crowd: 64 });
const shop = BigInt(world.store.world.shop.id);
await onServer(database.url, async (client) => {
  for (const statement of rows()) await client.query(statement);
  await client.query('CREATE EXTENSION pg_stat_statements');
});

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const web = await startProcess(
  'server',
  { NODE_ENV: 'production', PORT: String(port), SHOPIFY_APP_URL: url },
  { quiet: true },
);

const some = FIRST + Math.floor(customers / 2);
const pages = [
  '/app',
  '/app/customers',
  '/app/customers?status=lapsed',
  '/app/customers?search=lindq',
  `/app/customers/${some}`,
  '/app/queue',
  '/app/queue?view=held',
  '/app/queue?view=past',
  '/app/queue?kind=warranty-expiry',
  '/app/products',
  '/app/settings',
];
const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;

console.log(`${customers} customers, ${customers * 10} order lines, ${customers * 20} messages`);
console.log('first byte, ms      p50    p75    p99');
for (const page of pages) {
  const times: number[] = [];
  await firstByteMs(page);
  for (let turn = 0; turn < turns; turn++) times.push(await firstByteMs(page));
  const figures = [0.5, 0.75, 0.99].map((share) => at(times, share).toFixed(0).padStart(6));
  console.log(`${figures.join(' ')}   ${page}`);
}
const { rows: slowest } = await onServer(database.url, (client) =>
  client.query<{ mean: number; max: number; calls: string; query: string }>(
    `SELECT mean_exec_time AS mean, max_exec_time AS max, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 130) AS query
     FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()
     WHERE calls >= 10 ORDER BY mean_exec_time DESC LIMIT 12`,
  ),
);
console.log('slowest statements, ms: mean, longest, calls');
for (const { mean, max, calls, query } of slowest)
  console.log(`${mean.toFixed(1).padStart(7)} ${max.toFixed(1).padStart(7)} ${calls.padStart(6)}  ${query}`);
await web.stop();
await world.stop();
await database.drop();
process.exit(0);

async function firstByteMs(page: string): Promise<number> {
  const asked = new URL(page, url);
  asked.searchParams.set('embedded', '1');
  asked.searchParams.set('shop', world.store.shopDomain);
  asked.searchParams.set('host', Buffer.from(`${world.store.shopDomain}/admin`).toString('base64url'));
  asked.searchParams.set('id_token', sessionToken(world.store));
  const startedAt = performance.now();
  const answer = await fetch(asked, { headers: { 'User-Agent': PLAIN_CHROME }, redirect: 'manual' });
  const ms = performance.now() - startedAt;
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}: ${text.slice(0, 200)}`);
  return ms;
}

/** Rows as years leave them: most messages are past, a twentieth is open, a few wait for a person. */
function rows(): string[] {
  const last = FIRST + customers - 1;
  const each = (count: number) => `generate_series(0, ${customers * count - 1}) n`;
  const buyer = `${FIRST} + n % ${customers}`;
  const ago = (count: number) => `now() - (n::float8 / ${customers * count}) * interval '730 days'`;
  return [
    'SET synchronous_commit = off',
    `INSERT INTO customer (id, shop_id, shopify_customer_id, name_tokens, tags, status, number_of_orders, last_order_at)
     SELECT n, ${shop}, 'gid://shopify/Customer/b' || n, ARRAY[n % 997, n % 4999]::bigint[], '{}',
       (ARRAY['learning','on_time','due','late','lapsed'])[1 + n % 5], 4, now() - (n % 500000) * interval '2 minutes'
     FROM generate_series(${FIRST}, ${last}) n`,
    `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
     SELECT ${shop}, n, 'email', 'SUBSCRIBED', 'bench', now() - interval '1 year' FROM generate_series(${FIRST}, ${last}) n`,
    `INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
       never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, model_version, computed_at)
     SELECT ${shop}, c, need, d, d, 1, 2, 50, .5, .1, d + 20, d + 25, d + 30, d + 35, d + 42, d + 26, 1, now()
     FROM generate_series(${FIRST}, ${last}) c, LATERAL (SELECT id AS need FROM need WHERE shop_id = ${shop} ORDER BY id LIMIT 1) n,
       LATERAL (SELECT current_date - (c % 60)::int AS d) days`,
    `INSERT INTO orders (shop_id, shopify_order_id, customer_id, processed_at, currency)
     SELECT ${shop}, 'gid://shopify/Order/b' || n, ${buyer}, ${ago(4)}, 'EUR' FROM ${each(4)}`,
    `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, shopify_variant_id, title, quantity, current_quantity)
     SELECT ${shop}, 'gid://shopify/Order/b' || n % ${customers * 4}, 'gid://shopify/LineItem/b' || n,
       'gid://shopify/ProductVariant/b' || n % 500, 'Soap', 1, 1 FROM ${each(10)}`,
    `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
     SELECT ${shop}, ${buyer}, 'marketing', 'sent', at, at, 'running-low', at FROM ${each(6)}, LATERAL (SELECT ${ago(6)} AS at) d`,
    `INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, planned_at, changed_at, sent_at)
     SELECT ${shop}, 'bench-' || n, (ARRAY['running-low','running-low','thank-you','warranty-expiry'])[1 + n % 4], 'marketing', ${buyer}, state,
       at, at + interval '30 days', '{"code":"thank-you","orderName":"#1","orderNumber":1,"orderedOn":"2026-06-01"}', at, at,
       CASE WHEN state = 'sent' THEN at END
     FROM ${each(20)}, LATERAL (SELECT CASE WHEN n % 20 > 0 THEN (ARRAY['sent','skipped','sent','expired'])[1 + n % 4]
         WHEN n % 500 = 0 THEN 'awaiting_approval' WHEN n % 140 = 0 THEN 'held' ELSE 'planned' END AS state) s,
       LATERAL (SELECT CASE WHEN n % 20 > 0 THEN ${ago(20)} ELSE now() + (n % 365) * interval '1 day' END AS at) d`,
    'VACUUM ANALYZE',
  ];
}

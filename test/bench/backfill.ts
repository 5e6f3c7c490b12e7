import '../support/test-env';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { benchDatabase } from '../support/bench-database';
import { onServer } from '../support/postgres-server';
import { startProfile } from './support/profile';

/**
 * A bulk result of orders, one line item in two lines out of three. Raw: COPY of the lines into a staging table and one
 * merge into a narrow table. Ours: the backfill's own loader, from HTTP to rows. Usage: tsx test/bench/backfill.ts [lines=200000]
 */
const itemLines = Number(process.argv[2] ?? 200_000);
const orders = Math.round(itemLines / 2.5);

const folder = await mkdtemp(join(tmpdir(), 'carafe-bench-'));
const file = join(folder, 'orders.jsonl');
await writeFile();
const bytes = (await stat(file)).size;

const database = await benchDatabase();
const { closeDatabase, sqlInShop } = await import('~/db.server');
const { loadLines } = await import('~/intake/shops/load-lines.server');
const { finishBackfill } = await import('~/intake/shops/finish-backfill.server');
await onServer(database.url, (client) =>
  client.query(`INSERT INTO shop (id, domain, installed_at) VALUES (1, 'bench.myshopify.com', now())`),
);

const profile = await startProfile(database.url);
const rawSeconds = await profile.part('raw', itemLines, () => timed(copyAndMerge));
const server = createServer((_, response) => void createReadStream(file).pipe(response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const [backfill] = await sqlInShop(1n, (sql) =>
  sql.rows<{ id: bigint }>(
    `INSERT INTO backfill (shop_id, install_epoch, subject, state) VALUES ($1, 1, 'orders', 'loading') RETURNING id`,
  ),
);
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 50);
const id = backfill?.id ?? 0n;
const loadSeconds = await profile.part('ours', itemLines, () =>
  timed(() =>
    loadLines(1n, {
      id,
      subject: 'orders',
      url,
      processedLines: 0n,
      objectCount: 0n,
      fileSize: BigInt(bytes),
    }),
  ),
);
const finishSeconds = await profile.part('ours', 0, () => timed(() => finishBackfill(1n, id)));
const oursSeconds = loadSeconds + finishSeconds;
clearInterval(watch);
const [count] = await sqlInShop(1n, (sql) =>
  sql.rows<{ lines: string }>('SELECT count(*)::text AS lines FROM order_line WHERE shop_id = $1'),
);

console.log(
  `backfill of ${itemLines} order lines in ${orders} orders, ${(bytes / 1e6).toFixed(0)} MB of JSONL`,
);
console.log(`raw    ${rawSeconds.toFixed(1)} s   COPY to staging and merge`);
console.log(
  `ours   ${oursSeconds.toFixed(1)} s   read and project (${loadSeconds.toFixed(1)} s), link and mark for a plan (${finishSeconds.toFixed(1)} s; ${count?.lines} lines are there)`,
);
console.log(`ratio  ${(oursSeconds / rawSeconds).toFixed(1)}   (goal 6 with cadence and plans)`);
console.log(profile.explain({ ours: 'ours', raw: 'raw', item: 'line' }));
console.log(`memory ${(peak / 1e6).toFixed(0)} MB resident at most   (goal 256)`);
server.close();
await closeDatabase();
await database.drop();
await rm(folder, { recursive: true });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function writeFile(): Promise<void> {
  const out = createWriteStream(file);
  const padding = 'p'.repeat(180);
  let item = 0;
  for (let from = 0; from < orders; from += 100) {
    let text = '';
    for (let at = from; at < Math.min(from + 100, orders); at++) {
      const when = new Date(Date.UTC(2025, 0, 1) + at * 60_000).toISOString();
      const money = { shopMoney: { amount: '12.50' } };
      text += `${JSON.stringify({ id: `gid://shopify/Order/${5e12 + at}`, name: `#${at}`, createdAt: when, updatedAt: when, processedAt: when, cancelledAt: null, test: false, tags: [], sourceName: 'web', email: `buyer-${at % 40_000}@example.com`, phone: null, customerLocale: 'en', currencyCode: 'GBP', displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'FULFILLED', requiresShipping: true, currentTotalPriceSet: { ...money, presentmentMoney: { amount: '12.50', currencyCode: 'GBP' } }, subtotalPriceSet: money, totalDiscountsSet: money, customAttributes: [], customer: { id: `gid://shopify/Customer/${7e12 + (at % 40_000)}` }, shippingAddress: { countryCodeV2: 'GB', provinceCode: 'ENG', address1: '1 High Street', zip: 'A1', city: 'Bath' }, fulfillments: [{ id: `gid://shopify/Fulfillment/${4e12 + at}`, status: 'SUCCESS', createdAt: when, updatedAt: when, deliveredAt: when, trackingInfo: [{ company: 'DHL' }] }], refunds: [] })}\n`;
    }
    for (let at = from; at < Math.min(from + 100, orders); at++) {
      for (let line = 0; line < (at % 2 === 0 ? 2 : 3) && item < itemLines; line++, item++)
        text += `${JSON.stringify({ id: `gid://shopify/LineItem/${13e12 + item}`, title: `Product ${item % 500} ${padding}`, quantity: 1, currentQuantity: 1, isGiftCard: false, requiresShipping: true, originalUnitPriceSet: { shopMoney: { amount: '12.50' } }, variant: { id: `gid://shopify/ProductVariant/${4e13 + (item % 500)}` }, product: { id: `gid://shopify/Product/${8e12 + (item % 500)}` }, sellingPlan: null, __parentId: `gid://shopify/Order/${5e12 + at}` })}\n`;
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function copyAndMerge(): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query('CREATE UNLOGGED TABLE staging (line jsonb)');
  await client.query('CREATE TABLE merged (gid text PRIMARY KEY, parent text, title text, quantity int)');
  const escaped = new Transform({
    transform: (chunk: Buffer, _, done) => done(null, chunk.toString('latin1').replaceAll('\\', '\\\\')),
  });
  await pipeline(createReadStream(file), escaped, client.query(copyFrom('COPY staging (line) FROM STDIN')));
  await client.query(
    `INSERT INTO merged SELECT line->>'id', line->>'__parentId', line->>'title', (line->>'quantity')::int FROM staging ON CONFLICT (gid) DO UPDATE SET title = EXCLUDED.title`,
  );
  await client.end();
}

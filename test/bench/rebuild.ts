import '../support/test-env';
import { benchDatabase } from '../support/bench-database';
import { onServer } from '../support/postgres-server';

/**
 * The model's state of one shop made anew from its purchases: five order lines a customer, about a month apart, of 200
 * products. Usage: tsx test/bench/rebuild.ts [lines=1000000]
 */
const lines = Number(process.argv[2] ?? 1_000_000);
const customers = Math.round(lines / 5);

const database = await benchDatabase();
const { rebuildShop } = await import('~/insight/learning/pools/rebuild-shop.server');
const { closeDatabase } = await import('~/db.server');

await onServer(database.url, async (client) => {
  const gid = (type: string, number: string) => `'gid://shopify/${type}/' || ${number}`;
  const statements = [
    'SET synchronous_commit = off',
    `INSERT INTO shop (id, domain, installed_at) VALUES (1, 'bench.myshopify.com', now())`,
    `INSERT INTO need (shop_id, shopify_product_id, title) SELECT 1, ${gid('Product', 'n')}, 'Coffee ' || n FROM generate_series(1, 200) n`,
    `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, valid_from)
       SELECT 1, id, replace(shopify_product_id, 'Product', 'ProductVariant'), '2020-01-01' FROM need`,
    `INSERT INTO customer (shop_id, shopify_customer_id, name_tokens, tags)
       SELECT 1, ${gid('Customer', 'n')}, '{}', '{}' FROM generate_series(1, ${customers}) n`,
    `INSERT INTO orders (shop_id, shopify_order_id, customer_id, processed_at, paid_at, currency)
       SELECT 1, ${gid('Order', '(id * 5 + k)')}, id, at, at, 'EUR'
       FROM customer, generate_series(0, 4) k, LATERAL (SELECT now() - interval '1 day' * (5 + k * (20 + id % 20) + random() * 8) AS at) d`,
    `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, shopify_variant_id, shopify_product_id, title, quantity, current_quantity)
       SELECT 1, shopify_order_id, ${gid('LineItem', 'id')}, ${gid('ProductVariant', 'p')}, ${gid('Product', 'p')}, 'Coffee', 1 + id % 3, 1 + id % 3
       FROM orders, LATERAL (SELECT 1 + customer_id % 200 AS p) o`,
    'VACUUM ANALYZE',
  ];
  for (const statement of statements) await client.query(statement);
});

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 100);
const cpu = process.cpuUsage();
const startedAt = performance.now();
const { purchases, needs, toReplan } = await rebuildShop(1n, () => {});
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpu);
clearInterval(watch);
console.log(`rebuild of ${purchases} purchases of ${customers} customers and ${needs} needs`);
console.log(
  `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor in this process, ${(peak / 1e6).toFixed(0)} MB at most; ${toReplan} customers marked`,
);
await closeDatabase();
await database.drop();
process.exit(0);

import '../support/test-env';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import buildApp from '../support/build-app';
import { startBuiltStack } from '../support/built-stack';
import { firstOrders } from '../support/first-orders';
import { headersOf } from '../support/intake/webhook-door';
import type { PostedWebhook } from '../support/post-webhooks';

/**
 * From the 200 of a new order to the plan that knows it: web and worker of the build, each order the four webhooks that
 * Shopify tells of it, at an even rate. An order is planned for when the thanks for it can be read by somebody else.
 * Usage: tsx test/bench/replanned.ts [orders a second=20] [seconds=30] [queue=redis]
 */
const [rate = 20, seconds = 30] = process.argv.slice(2, 4).map(Number);
const queue = process.argv[4] === 'postgres' ? 'postgres' : 'redis';
const LOOK_EVERY_MS = 20;
const LONGEST_MS = 120_000;

buildApp();
const stack = await startBuiltStack({ queue });
const { makeSendingShop } = await import('../factories/sending-shop');
const { leavePlanAlone } = await import('../factories/leave-plan-alone');
const { closeDatabase } = await import('~/db.server');
const shopId = await makeSendingShop();
await leavePlanAlone(shopId);
await stack.start('server');
await stack.start('worker');

const orders = firstOrders(`shop-${shopId}.myshopify.com`);
const answeredAt = new Map<string, number>();
const plannedAt = new Map<string, number>();
const database = new pg.Client(stack.databaseUrl);
await database.connect();

// The first second warms up; it is not counted.
const counted = rate * seconds;
const all = rate + counted;
const watching = watch();
const startedAt = performance.now();
const posting: Promise<void>[] = [];
for (let order = 0; order < all; order += 1) {
  await pause(Math.max(0, startedAt + (order / rate) * 1000 - performance.now()));
  posting.push(post(orders.next()));
}
await Promise.all(posting);
await watching;

const waits = [...answeredAt]
  .slice(rate)
  .map(([customer, at]) => ((plannedAt.get(customer) ?? Number.POSITIVE_INFINITY) - at) / 1000)
  .sort((one, other) => one - other);
const at = (share: number) =>
  Math.max(0, waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN).toFixed(2);
console.log(`${waits.length} first orders, ${rate} a second (${rate * 4} webhooks), queue on ${queue}`);
console.log(`answered → planned: p50 ${at(0.5)} s, p99 ${at(0.99)} s, longest ${at(1)} s   (goal: p99 2 s)`);
await database.end();
await closeDatabase();
await stack.stop();
process.exit(0);

/** Notes when the order itself was answered, by its customer. */
async function post(webhooks: readonly PostedWebhook[]): Promise<void> {
  await Promise.all(
    webhooks.map(async (webhook) => {
      const body = new Uint8Array(Buffer.from(webhook.body));
      const answer = await fetch(`${stack.webUrl}/webhooks`, {
        method: 'POST',
        body,
        headers: headersOf(webhook),
      });
      if (answer.status !== 200) throw new Error(`${webhook.topic} was answered with ${answer.status}`);
      if (webhook.topic !== 'orders/create') return;
      answeredAt.set(JSON.parse(String(webhook.body)).customer.admin_graphql_api_id, performance.now());
    }),
  );
}

/** Until each has a plan. */
async function watch(): Promise<void> {
  const untilMs = performance.now() + (seconds + 1) * 1000 + LONGEST_MS;
  let last = '0';
  while (plannedAt.size < all) {
    if (performance.now() > untilMs) throw new Error(`${all - plannedAt.size} were not planned for`);
    await pause(LOOK_EVERY_MS);
    // Ids are given before their transaction ends: the last hundred are looked at again.
    const { rows } = await database.query<{ id: string; customer: string }>(
      `SELECT m.id::text AS id, c.shopify_customer_id AS customer FROM message m JOIN customer c ON c.id = m.customer_id
       WHERE m.id > $1::bigint - 100 AND m.kind = 'thank-you' ORDER BY m.id`,
      [last],
    );
    const seenAt = performance.now();
    for (const { customer } of rows) if (!plannedAt.has(customer)) plannedAt.set(customer, seenAt);
    last = rows.at(-1)?.id ?? last;
  }
}

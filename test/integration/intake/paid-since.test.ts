import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { measureHandling } from '~/insight/learning/history/measure-handling.server';
import { continueBackfill } from '~/intake/shops/continue-backfill.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { startBackfill } from '~/intake/shops/start-backfill.server';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import type { RunningStore } from '../../store/start-store';
import { orderPayload } from '../../store/webhooks/payloads/order-payload';
import { createCustomer } from '../../store/world/actions/change-customer';
import { createProduct } from '../../store/world/actions/create-product';
import { fulfilOrder } from '../../store/world/actions/fulfil-order';
import { type NewOrder, placeOrder } from '../../store/world/actions/place-order';
import type { Order } from '../../store/world/entities';
import { connectStore } from '../../support/intake/connected-store';
import { deliver } from '../../support/intake/inbox';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

const DAY_MS = 86_400_000;
moveClock(WEDNESDAY_NOON);
const now = Date.parse(WEDNESDAY_NOON);
let store: RunningStore;
let shopId: bigint;
let variantId: number;

beforeAll(async () => {
  store = await connectStore();
  const tea = { title: 'Tea', productType: 'Tea', sku: 'T', price: 500, inventoryQuantity: 9 };
  variantId = createProduct(store.world, tea).variantIds[0] ?? 0;
  ({ shopId } = await installShop(store.shopDomain));
});
afterAll(() => store.stop());
beforeEach(() => sqlInShop(shopId, (sql) => sql.run('DELETE FROM orders WHERE shop_id = $1')));

let people = 0;
function ordered(daysAgo: number, more: Partial<NewOrder> = {}): Order {
  const email = `person-${++people}@example.com`;
  return placeOrder(store.world, {
    at: now - daysAgo * DAY_MS,
    customer: createCustomer(store.world, { email, firstName: 'Ada', lastName: 'L', locale: 'en' }),
    email,
    locale: 'en',
    sourceName: 'web',
    lines: [{ variantId, quantity: 1 }],
    shippingAddress: null,
    plansParcel: false,
    ...more,
  });
}

async function loadHistory(): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run('UPDATE backfill SET state = $2, processed_lines = 0 WHERE shop_id = $1', 'waiting'),
  );
  await startBackfill(shopId);
  for (;;) {
    const open = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(`SELECT id FROM backfill WHERE shop_id = $1 AND state <> 'done' ORDER BY id`),
    );
    if (open.length === 0) return;
    for (const { id } of open) await continueBackfill(shopId, id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** As Shopify tells it now, whatever happened to the order in between. */
async function tell(topic: string, order: Order): Promise<void> {
  await deliver(store.shopDomain, {
    topic,
    payload: orderPayload(store.world, order),
    triggeredAt: order.updatedAt,
  });
  await projectInbox(shopId);
}

/** The name of the order of this one's buyer that counts as late now. */
async function lateOrderOf(order: Order): Promise<string | null | undefined> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ id: bigint }>(
      'SELECT customer_id AS id FROM orders WHERE shop_id = $1 AND shopify_order_id = $2',
      `gid://shopify/Order/${order.id}`,
    );
    return (await loadGateFacts(sql, row?.id ?? 0n, new Date(now)))?.customer.holds.lateOrderName;
  });
}

async function handlingDays(): Promise<number | null | undefined> {
  await measureHandling(shopId);
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ days: number | null }>('SELECT handling_days AS days FROM shop WHERE id = $1'),
  );
  return row?.days;
}

it('a paid order of the history that was never shipped is late, and a tag does not start its time anew', async () => {
  const order = ordered(12);
  const [unpaid, back] = [
    ordered(12, { financialStatus: 'PENDING' }),
    ordered(12, { financialStatus: 'REFUNDED' }),
  ];
  await loadHistory();
  expect(await lateOrderOf(order)).toBe(`#${order.number}`);
  expect(await lateOrderOf(unpaid)).toBeNull();
  expect(await lateOrderOf(back)).toBeNull();
  order.tags.push('vip');
  order.updatedAt = now;
  await tell('orders/updated', order);
  expect(await lateOrderOf(order)).toBe(`#${order.number}`);
});

it('an order that is paid long after it was placed waits from its payment on', async () => {
  const order = ordered(12, { financialStatus: 'PENDING' });
  await loadHistory();
  order.financialStatus = 'PAID';
  order.updatedAt = now;
  await tell('orders/updated', order);
  await tell('orders/paid', order);
  expect(await lateOrderOf(order)).toBeNull();
});

it('orders of the history teach how long the shop takes', async () => {
  for (let at = 0; at < 20; at++)
    fulfilOrder(store.world, ordered(34), { at: now - 20 * DAY_MS, tracking: null });
  await loadHistory();
  expect(await handlingDays()).toBe(10);
});

it('orders of which the parcel is the first news took from when they were placed', async () => {
  for (let at = 0; at < 20; at++) {
    const order = ordered(34);
    fulfilOrder(store.world, order, { at: now - 20 * DAY_MS, tracking: null });
    await tell('orders/fulfilled', order);
  }
  expect(await handlingDays()).toBe(10);
});

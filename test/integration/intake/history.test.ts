import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { continueBackfill } from '~/intake/shops/continue-backfill.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { reconcileShop } from '~/intake/shops/reconcile-shop.server';
import { startBackfill } from '~/intake/shops/start-backfill.server';
import type { RunningStore } from '../../store/start-store';
import { connectStore } from '../../support/intake/connected-store';
import { orderOfSomebody } from '../../support/intake/order-of-somebody';
import { projectedRows } from '../../support/intake/projected-rows';

let store: RunningStore;
let shopId: bigint;

beforeAll(async () => {
  // A parcel that arrives between two loads would make them differ.
  store = await connectStore({ withHistory: true, livesOn: false });
  ({ shopId } = await installShop(store.shopDomain));
}, 120_000);
afterAll(() => store.stop());

const backfills = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows<{
      id: bigint;
      subject: string;
      state: string;
      processed: bigint;
      objects: bigint;
      error: string | null;
    }>(
      'SELECT id, subject, state, processed_lines AS processed, object_count AS objects, error FROM backfill WHERE shop_id = $1 ORDER BY id',
    ),
  );

async function loadAll(): Promise<void> {
  await startBackfill(shopId);
  for (let look = 0; look < 600; look++) {
    const open = (await backfills()).filter(({ state }) => state !== 'done');
    if (open.length === 0) return;
    for (const { id } of open) await continueBackfill(shopId, id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('history', () => {
  it('of the store is loaded whole: products, customers, orders and lines', async () => {
    await loadAll();
    expect((await backfills()).map(({ subject, state, error }) => ({ subject, state, error }))).toEqual([
      { subject: 'products', state: 'done', error: null },
      { subject: 'customers', state: 'done', error: null },
      { subject: 'orders', state: 'done', error: null },
    ]);
    const [count] = await sqlInShop(shopId, (sql) =>
      sql.rows<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM product WHERE shop_id = $1) AS products, (SELECT count(*)::int FROM variant WHERE shop_id = $1) AS variants,
           (SELECT count(*)::int FROM customer WHERE shop_id = $1 AND shopify_customer_id IS NOT NULL) AS customers, (SELECT count(*)::int FROM orders WHERE shop_id = $1) AS orders,
           (SELECT count(*)::int FROM order_line WHERE shop_id = $1) AS lines, (SELECT count(*)::int FROM fulfillment WHERE shop_id = $1) AS parcels,
           (SELECT count(*)::int FROM orders WHERE shop_id = $1 AND customer_id IS NULL AND (shopify_customer_id IS NOT NULL OR email_hash IS NOT NULL)) AS unowned`,
      ),
    );
    const { world } = store;
    expect(count).toEqual({
      products: world.products.size,
      variants: world.variants.size,
      customers: world.customers.size,
      orders: world.orders.size,
      lines: world.lineItems.size,
      parcels: world.fulfillments.size,
      unowned: 0,
    });
  }, 240_000);

  it('marks everybody for a plan, and no order as if it had just come in', async () => {
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ unmarked: number; fresh: number }>(
        `SELECT (SELECT count(*)::int FROM customer WHERE shop_id = $1 AND merged_into_id IS NULL AND replan_due_at IS NULL) AS unmarked,
           (SELECT count(*)::int FROM orders WHERE shop_id = $1 AND arrived_by <> 'backfill') AS fresh`,
      ),
    );
    expect(row).toEqual({ unmarked: 0, fresh: 0 });
  });

  it('numbers each order by Shopify’s own count of the customer’s orders', async () => {
    const wrong = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT c.shopify_customer_id, c.number_of_orders, max(o.customer_orders_at_the_time) AS last FROM customer c JOIN orders o ON o.customer_id = c.id AND o.shop_id = $1
         WHERE c.shop_id = $1 AND c.shopify_customer_id IS NOT NULL AND NOT o.is_test AND o.shopify_customer_id = c.shopify_customer_id GROUP BY 1, 2 HAVING max(o.customer_orders_at_the_time) <> c.number_of_orders LIMIT 5`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('loaded again gives equal rows', async () => {
    const before = await projectedRows(shopId);
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE backfill SET state = 'waiting', processed_lines = 0 WHERE shop_id = $1`),
    );
    await loadAll();
    const after = await projectedRows(shopId);
    for (const table of Object.keys(before)) {
      const rows = new Set(before[table]);
      expect(after[table]?.filter((row) => !rows.has(row)).slice(0, 5), `new in ${table}`).toEqual([]);
    }
    expect(after).toEqual(before);
  }, 240_000);

  it('is kept up by the reconcile, through throttling, server errors and a token that ended', async () => {
    expect((await reconcileShop(shopId)).status).toBe('reconciled');
    const { updateCustomer } = await import('../../store/world/actions/change-customer');
    const [customer] = store.world.customers.values();
    if (!customer) throw new Error('The store is empty');
    updateCustomer(store.world, customer, { firstName: 'Changed' });
    const order = orderOfSomebody(store.world);
    store.control.api({ throttled: 1, serverErrors: 2, tooManyRequests: 1 });
    store.control.expireTokens();
    expect(await reconcileShop(shopId)).toMatchObject({ status: 'reconciled' });
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ arrived_by: string; through: Date }>(
        `SELECT o.arrived_by, s.reconciled_through AS through FROM orders o JOIN shop s ON s.id = o.shop_id WHERE o.shop_id = $1 AND o.shopify_order_id = $2`,
        `gid://shopify/Order/${order.id}`,
      ),
    );
    expect(row?.arrived_by).toBe('reconcile');
    expect(row?.through).toBeInstanceOf(Date);
  }, 120_000);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { reconcileShop } from '~/intake/shops/reconcile-shop.server';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import type { RunningStore } from '../../store/start-store';
import { createCustomer } from '../../store/world/actions/change-customer';
import { createProduct } from '../../store/world/actions/create-product';
import { disputeOrder } from '../../store/world/actions/dispute-order';
import { placeOrder } from '../../store/world/actions/place-order';
import type { Order } from '../../store/world/entities';
import { connectStore } from '../../support/intake/connected-store';

let store: RunningStore;
let shopId: bigint;
let orders: Order[];

beforeAll(async () => {
  store = await connectStore();
  ({ shopId } = await installShop(store.shopDomain));
  const { variantIds } = createProduct(store.world, {
    title: 'Tea',
    productType: 'Tea',
    sku: 'T1',
    price: 500,
    inventoryQuantity: 9,
  });
  orders = ['ada', 'bob'].map((name) => {
    const customer = createCustomer(store.world, {
      email: `${name}@example.com`,
      firstName: name,
      lastName: 'L',
      locale: 'en',
    });
    return placeOrder(store.world, {
      customer,
      email: customer.email,
      locale: 'en',
      sourceName: 'web',
      lines: [{ variantId: variantIds[0] ?? 0, quantity: 1 }],
      shippingAddress: null,
      plansParcel: false,
    });
  });
  await reconcileShop(shopId);
});
afterAll(() => store.stop());

/** Who is held back by a dispute, by order name, and who is owed a plan. */
async function look(): Promise<{ held: string[]; owed: number }> {
  return sqlInShop(shopId, async (sql) => {
    const customers = await sql.rows<{ id: bigint; owed: boolean }>(
      'SELECT id, replan_due_at IS NOT NULL AS owed FROM customer WHERE shop_id = $1 ORDER BY id',
    );
    const held: string[] = [];
    for (const { id } of customers) {
      const facts = await loadGateFacts(sql, id, now());
      held.push(...[facts?.customer.holds.disputedOrderName ?? []].flat());
    }
    await sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1');
    return { held, owed: customers.filter(({ owed }) => owed).length };
  });
}

it('a disputed payment holds its buyer back within a reconcile, and no longer than the dispute lasts', async () => {
  const [order] = orders;
  if (!order) throw new Error('No order');
  await look();
  await reconcileShop(shopId);
  await look();
  disputeOrder(store.world, order);
  await reconcileShop(shopId);
  const disputed = await look();
  expect(disputed.held).toEqual([`#${order.number}`]);
  expect(disputed.owed).toBeGreaterThan(0);
  disputeOrder(store.world, order, 'UNDER_REVIEW');
  await reconcileShop(shopId);
  expect((await look()).held).toEqual([`#${order.number}`]);
  disputeOrder(store.world, order, 'WON');
  await reconcileShop(shopId);
  expect((await look()).held).toEqual([]);
});

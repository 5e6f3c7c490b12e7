import { wakePlannerFor } from '~/base/queue/wake-planner.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { addOrderFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { oneOrderOperation } from '~/intake/orders/operations';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { readWholeOrder } from '~/intake/orders/read-whole-order.server';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { loadShop } from '~/intake/shops/load-shop.server';

/** Reads one order again and projects it. An order that is not there (any more) changes nothing. */
export async function refetchOrder(shopId: ShopId, shopifyOrderId: string): Promise<void> {
  const shop = await sqlInShop(shopId, loadShop);
  if (shop.state !== 'installed') return;
  const { order } = await adminGraphql(shopId, oneOrderOperation, { id: shopifyOrderId });
  const read = order && (await readWholeOrder(shopId, order, shop.currency));
  if (!read) return;
  const facts = noFacts();
  addOrderFacts(facts, read);
  const customerIds = await sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'reconcile'));
  await wakePlannerFor(shopId, customerIds);
}

import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { wakePlannerFor } from '~/base/queue/wake-planner.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { changedCustomersOperation } from '~/intake/customers/operations';
import { readCustomerNode } from '~/intake/customers/read-customer-node';
import { addOrderFacts, type GatheredFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { changedOrdersOperation } from '~/intake/orders/operations';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { readWholeOrder } from '~/intake/orders/read-whole-order.server';
import { changedProductsOperation } from '~/intake/products/operations';
import { readWholeProduct } from '~/intake/products/read-whole-product.server';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import type { Operation } from '~/intake/shopify/operation';
import type { Page } from '~/intake/shopify/page';
import type { Json } from '~/intake/shopify/read';
import { saveShopAnswer } from '~/intake/shops/install-shop.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { shopOperation } from '~/intake/shops/operations';
import { readDisputes } from '~/intake/shops/read-disputes.server';

/**
 * Reads all that changed since the last reconcile (10 minutes of overlap, for clocks and late writes) and projects it, so
 * that a webhook that never came is missed for 15 minutes at most. `shop.reconciled_through` moves only when everything
 * was read; marketing waits while it is old.
 */
const OVERLAP_MS = 10 * 60_000;

export async function reconcileShop(
  shopId: ShopId,
): Promise<{ status: 'reconciled'; objects: number } | { status: 'not-installed' }> {
  const startedAt = now();
  const shop = await sqlInShop(shopId, loadShop);
  if (shop.state !== 'installed') return { status: 'not-installed' };
  const since = new Date((shop.reconciledThrough ?? shop.installedAt).getTime() - OVERLAP_MS);
  const query = `updated_at:>='${since.toISOString()}'`;
  const told = await adminGraphql(shopId, shopOperation, {});
  await sqlInShop(shopId, (sql) => saveShopAnswer(sql, told.shop));
  let objects = 0;
  const project = async (add: (facts: GatheredFacts) => Promise<void> | void) => {
    const facts = noFacts();
    await add(facts);
    const customerIds = await sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'reconcile'));
    await wakePlannerFor(shopId, customerIds);
  };
  for await (const nodes of pages(shopId, changedProductsOperation, 'products', query)) {
    objects += nodes.length;
    await project(async (facts) => {
      for (const node of nodes) {
        const product = await readWholeProduct(shopId, node, shop.currency);
        if (product) facts.products.snapshots.push(product);
      }
    });
  }
  for await (const nodes of pages(shopId, changedCustomersOperation, 'customers', query)) {
    objects += nodes.length;
    await project((facts) => {
      for (const node of nodes)
        facts.customers.snapshots.push(...[readCustomerNode(node)].filter((one) => one !== null));
    });
  }
  for await (const nodes of pages(shopId, changedOrdersOperation, 'orders', query)) {
    objects += nodes.length;
    await project(async (facts) => {
      for (const node of nodes) {
        const order = await readWholeOrder(shopId, node, shop.currency);
        if (order) addOrderFacts(facts, order);
      }
    });
  }
  await readDisputes(shopId);
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop SET reconciled_through = $2 WHERE id = $1 AND install_epoch = $3 AND (reconciled_through IS NULL OR reconciled_through < $2)`,
      startedAt,
      shop.installEpoch,
    ),
  );
  log.info('Shop reconciled', { shopId, count: objects, durationMs: now().getTime() - startedAt.getTime() });
  return { status: 'reconciled', objects };
}

async function* pages<Name extends string>(
  shopId: ShopId,
  operation: Operation<Record<Name, Page>, { query: string; after: string | null }>,
  name: Name,
  query: string,
): AsyncGenerator<readonly Json[]> {
  let after: string | null = null;
  do {
    const answer: Record<Name, Page> = await adminGraphql(shopId, operation, { query, after });
    const page: Page = answer[name];
    if (page.nodes.length > 0) yield page.nodes;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

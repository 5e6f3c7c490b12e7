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
import { type Page, pageWalker } from '~/intake/shopify/page';
import type { Json } from '~/intake/shopify/read';
import { saveShopAnswer } from '~/intake/shops/install-shop.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { shopOperation } from '~/intake/shops/operations';
import { readDisputes } from '~/intake/shops/read-disputes.server';
import { reconcileErrorOf } from '~/intake/shops/reconcile-problem';

/**
 * Reads all that changed since the last reconcile (10 minutes of overlap, for clocks and late writes) and projects it, so
 * that a webhook that never came is missed for 15 minutes at most. `shop.reconciled_through` moves only when everything
 * was read and the history is whole; marketing waits while it is old. While a part of the history failed to load and waits
 * for a person, `changes_read_through` says how far changes were read. Why nothing came of it is kept as a code.
 */
const OVERLAP_MS = 10 * 60_000;

type Reconciled =
  | { readonly status: 'reconciled'; readonly objects: number }
  | { readonly status: 'not-installed' };

export async function reconcileShop(shopId: ShopId): Promise<Reconciled> {
  const shop = await sqlInShop(shopId, loadShop);
  if (shop.state !== 'installed') return { status: 'not-installed' };
  try {
    return { status: 'reconciled', objects: await readChanges(shopId, shop) };
  } catch (error) {
    const code = reconcileErrorOf(error);
    await sqlInShop(shopId, (sql) => sql.run('UPDATE shop SET reconcile_error = $2 WHERE id = $1', code));
    throw error;
  }
}

async function readChanges(shopId: ShopId, shop: ShopFacts): Promise<number> {
  const startedAt = now();
  const since = new Date((await readThrough(shopId, shop)).getTime() - OVERLAP_MS);
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
        addOrderFacts(facts, await readWholeOrder(shopId, node, shop.currency));
      }
    });
  }
  await readDisputes(shopId);
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop SET reconcile_error = NULL, changes_read_through = $2,
         reconciled_through = CASE WHEN EXISTS (SELECT FROM backfill b WHERE b.shop_id = $1 AND b.install_epoch = $3
           AND b.state NOT IN ('done', 'cancelled')) THEN reconciled_through ELSE $2 END
       WHERE id = $1 AND install_epoch = $3 AND (changes_read_through IS NULL OR changes_read_through < $2)`,
      startedAt,
      shop.installEpoch,
    ),
  );
  log.info('Shop reconciled', { shopId, count: objects, durationMs: now().getTime() - startedAt.getTime() });
  return objects;
}

/** Everything from before this is here; of a new shop, what was not told by webhook since it was installed. */
async function readThrough(shopId: ShopId, { reconciledThrough, installedAt }: ShopFacts): Promise<Date> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ at: Date | null }>('SELECT changes_read_through AS at FROM shop WHERE id = $1'),
  );
  return row?.at ?? reconciledThrough ?? installedAt;
}

async function* pages<Name extends string>(
  shopId: ShopId,
  operation: Operation<Record<Name, Page>, { query: string; after: string | null }>,
  name: Name,
  query: string,
): AsyncGenerator<readonly Json[]> {
  const next = pageWalker();
  let after: string | null = null;
  do {
    const answer: Record<Name, Page> = await adminGraphql(shopId, operation, { query, after });
    const page: Page = answer[name];
    if (page.nodes.length > 0) yield page.nodes;
    after = next(page.pageInfo);
  } while (after !== null);
}

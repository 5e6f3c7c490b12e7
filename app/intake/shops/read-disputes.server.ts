import { wakePlannerFor } from '~/base/queue/wake-planner.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { disputedOrdersOperation } from '~/intake/orders/operations';
import { saveDisputes } from '~/intake/orders/save-disputes.server';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { gidOf } from '~/intake/shopify/gid';
import { type Page, pageWalker } from '~/intake/shopify/page';
import { type Json, records, word } from '~/intake/shopify/read';

/** More than this is no list of disputes: a filter that Shopify does not know is ignored and lists all orders. */
const MOST_PAGES = 20;

/**
 * Asks for all orders whose payment is disputed. A dispute moves no date of its order that one could read by, and the
 * webhooks about disputes want a scope of their own, so the short list is read whole at each reconcile.
 */
export async function readDisputes(shopId: ShopId): Promise<void> {
  const gids: string[] = [];
  const next = pageWalker();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { orders }: { orders: Page } = await adminGraphql(shopId, disputedOrdersOperation, { after });
    for (const order of orders.nodes)
      if (isOpen(order)) gids.push(...[gidOf('Order', order.id)].filter(isText));
    after = next(orders.pageInfo);
    if (after === null) break;
  }
  await wakePlannerFor(shopId, await sqlInShop(shopId, (sql) => saveDisputes(sql, gids)));
}

const isText = (gid: string | null) => gid !== null;

function isOpen(order: Json): boolean {
  return records(order.disputes).some(({ status }) =>
    ['NEEDS_RESPONSE', 'UNDER_REVIEW'].includes(word(status) ?? ''),
  );
}

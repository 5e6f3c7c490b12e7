import type { ShopId } from '~/db.server';
import { moreLinesOperation } from '~/intake/orders/operations';
import type { OrderFacts } from '~/intake/orders/order-snapshot';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { flag, type Json, record, records, text } from '~/intake/shopify/read';

/** An order's facts with all of its lines: those that did not fit into the first answer are asked for. */
export async function readWholeOrder(
  shopId: ShopId,
  node: Json,
  currency: string,
): Promise<OrderFacts | null> {
  const lines = records(node.lineItems);
  let info = record(record(node.lineItems).pageInfo);
  while (flag(info.hasNextPage)) {
    const answer = await adminGraphql(shopId, moreLinesOperation, {
      id: String(node.id),
      after: text(info.endCursor, 500) ?? '',
    });
    if (!answer.order) break;
    lines.push(...answer.order.lineItems.nodes);
    info = { ...answer.order.lineItems.pageInfo };
  }
  return readOrderNode({ ...node, lineItems: lines }, currency);
}

import type { ShopId } from '~/db.server';
import { moreLinesOperation, oneOrderOperation } from '~/intake/orders/operations';
import type { OrderFacts } from '~/intake/orders/order-snapshot';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { AdminApiError, ANSWER_DAMAGED } from '~/intake/shopify/admin-api-error';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { pageWalker } from '~/intake/shopify/page';
import { flag, type Json, record, records } from '~/intake/shopify/read';

/**
 * An order's facts, whole: what did not fit into the page of a list is asked for. Throws AdminApiError where Shopify's
 * answer is no order: passed over, it would never be asked for again.
 */
export async function readWholeOrder(shopId: ShopId, given: Json, currency: string): Promise<OrderFacts> {
  const node = isCut(given)
    ? ((await adminGraphql(shopId, oneOrderOperation, { id: String(given.id) })).order ?? given)
    : given;
  const lines = records(node.lineItems);
  const next = pageWalker();
  let after = next(record(record(node.lineItems).pageInfo));
  while (after !== null) {
    const { order } = await adminGraphql(shopId, moreLinesOperation, { id: String(node.id), after });
    if (!order) break;
    lines.push(...order.lineItems.nodes);
    after = next(order.lineItems.pageInfo);
  }
  const order = readOrderNode({ ...node, lineItems: lines }, currency);
  if (!order) throw new AdminApiError('permanent', ANSWER_DAMAGED);
  return order;
}

/** Is a list inside a parcel, a refund or a return longer than its page? */
function isCut(order: Json): boolean {
  const inside = [
    ...records(order.fulfillments).map((parcel) => parcel.fulfillmentLineItems),
    ...records(order.refunds).map((refund) => refund.refundLineItems),
    ...records(order.returns).map((one) => one.returnLineItems),
  ];
  return inside.some((list) => flag(record(record(list).pageInfo).hasNextPage));
}

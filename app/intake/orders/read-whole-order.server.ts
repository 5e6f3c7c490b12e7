import type { ShopId } from '~/db.server';
import { moreLinesOperation, oneOrderOperation } from '~/intake/orders/operations';
import type { OrderFacts } from '~/intake/orders/order-snapshot';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { flag, type Json, record, records, text } from '~/intake/shopify/read';

/** An order's facts, whole: what did not fit into the page of a list is asked for. */
export async function readWholeOrder(
  shopId: ShopId,
  given: Json,
  currency: string,
): Promise<OrderFacts | null> {
  const node = isCut(given)
    ? ((await adminGraphql(shopId, oneOrderOperation, { id: String(given.id) })).order ?? given)
    : given;
  const lines = records(node.lineItems);
  let info = record(record(node.lineItems).pageInfo);
  while (flag(info.hasNextPage)) {
    const after = text(info.endCursor, 500) ?? '';
    const { order } = await adminGraphql(shopId, moreLinesOperation, { id: String(node.id), after });
    if (!order) break;
    lines.push(...order.lineItems.nodes);
    info = { ...order.lineItems.pageInfo };
  }
  return readOrderNode({ ...node, lineItems: lines }, currency);
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

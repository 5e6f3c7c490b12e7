import type { Return } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';

/** returns/*: made from the documentation; no capture of it was at hand. */
export function returnPayload(world: World, back: Return) {
  const order = world.orders.get(back.orderId);
  return {
    id: back.id,
    admin_graphql_api_id: gid('Return', back.id),
    name: back.name,
    status: back.status.toLowerCase(),
    order: { id: back.orderId, admin_graphql_api_id: gid('Order', back.orderId) },
    order_id: back.orderId,
    total_return_line_items: back.lines.length,
    return_line_items: back.lines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: gid('ReturnLineItem', line.id),
      quantity: line.quantity,
      refundable_quantity: line.quantity,
      refunded_quantity: 0,
      return_reason: line.reason.toLowerCase(),
      return_reason_note: line.note,
      customer_note: null,
      fulfillment_line_item: {
        id: line.fulfillmentLineItemId,
        admin_graphql_api_id: gid('FulfillmentLineItem', line.fulfillmentLineItemId),
        line_item: { id: line.lineItemId, admin_graphql_api_id: gid('LineItem', line.lineItemId) },
      },
    })),
    created_at: new Date(back.createdAt).toISOString(),
    customer: order?.customerId
      ? { id: order.customerId, admin_graphql_api_id: gid('Customer', order.customerId) }
      : null,
  };
}

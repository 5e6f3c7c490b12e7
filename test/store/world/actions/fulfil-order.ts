import { fulfillmentPayload } from '../../webhooks/payloads/fulfillment-payload';
import { orderPayload } from '../../webhooks/payloads/order-payload';
import type { Fulfillment, Order } from '../entities';
import type { World } from '../world';

export type Shipment = {
  at?: number;
  tracking: { company: string; number: string; url: string } | null;
  /** Which lines leave in this parcel; all that is left when not said. */
  lines?: { lineItemId: number; quantity: number }[];
};

/** A parcel leaves: fulfillments/create, then orders/fulfilled or orders/partially_fulfilled, and orders/updated. */
export function fulfilOrder(world: World, order: Order, shipment: Shipment): Fulfillment {
  const at = shipment.at ?? world.clock.now();
  const id = world.nextId('Fulfillment');
  const taken =
    shipment.lines ?? order.lines.map((line) => ({ lineItemId: line.id, quantity: openQuantity(line) }));
  const fulfillment: Fulfillment = {
    kind: 'Fulfillment',
    id,
    orderId: order.id,
    name: `#${order.number}.${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    trackingCompany: shipment.tracking?.company ?? null,
    trackingNumber: shipment.tracking?.number ?? null,
    trackingUrl: shipment.tracking?.url ?? null,
    lines: taken
      .filter((line) => line.quantity > 0)
      .map((line) => ({
        kind: 'FulfillmentLineItem',
        id: world.nextId('FulfillmentLineItem'),
        fulfillmentId: id,
        ...line,
      })),
    events: [],
    createdAt: at,
    updatedAt: at,
  };
  for (const { lineItemId, quantity } of fulfillment.lines) {
    const line = world.lineItems.get(lineItemId);
    if (line) line.fulfilledQuantity += quantity;
  }
  order.fulfillments.push(fulfillment);
  order.updatedAt = at;
  world.fulfillments.set(id, fulfillment);
  const isWhole = order.lines.every((line) => openQuantity(line) === 0);
  if (isWhole && order.financialStatus === 'PAID') order.closedAt = at;
  const tell = world.beginAction();
  tell('fulfillments/create', () => fulfillmentPayload(world, fulfillment));
  tell(isWhole ? 'orders/fulfilled' : 'orders/partially_fulfilled', () => orderPayload(world, order));
  tell('orders/updated', () => orderPayload(world, order));
  return fulfillment;
}

function openQuantity(line: { currentQuantity: number; fulfilledQuantity: number }): number {
  return Math.max(0, line.currentQuantity - line.fulfilledQuantity);
}

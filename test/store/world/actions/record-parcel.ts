import { fulfillmentEventPayload, fulfillmentPayload } from '../../webhooks/payloads/fulfillment-payload';
import type { Fulfillment, FulfillmentEvent, ShipmentStatus } from '../entities';
import type { World } from '../world';

/** The carrier reports where a parcel is: fulfillment_events/create and fulfillments/update. */
export function recordParcel(
  world: World,
  fulfillment: Fulfillment,
  {
    status,
    at = world.clock.now(),
    message = null,
  }: { status: ShipmentStatus; at?: number; message?: string | null },
): FulfillmentEvent {
  const event: FulfillmentEvent = {
    kind: 'FulfillmentEvent',
    id: world.nextId('FulfillmentEvent'),
    fulfillmentId: fulfillment.id,
    status,
    message,
    happenedAt: at,
  };
  fulfillment.events.push(event);
  fulfillment.updatedAt = at;
  const order = world.orders.get(fulfillment.orderId);
  if (order) order.updatedAt = Math.max(order.updatedAt, at);
  const tell = world.beginAction();
  tell('fulfillment_events/create', () => fulfillmentEventPayload(world, event));
  tell('fulfillments/update', () => fulfillmentPayload(world, fulfillment));
  return event;
}

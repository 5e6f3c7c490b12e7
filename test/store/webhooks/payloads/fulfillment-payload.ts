import type { Fulfillment, FulfillmentEvent } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';
import { zonedIso } from '../../world/zone-time';
import { addressPayload } from './address-payload';
import { lineItemPayload } from './line-item-payload';

/** fulfillments/create and fulfillments/update, and the fulfilments inside an order. */
export function fulfillmentPayload(world: World, fulfillment: Fulfillment) {
  const { zone } = world.shop;
  const order = world.orders.get(fulfillment.orderId);
  return {
    id: fulfillment.id,
    order_id: fulfillment.orderId,
    status: fulfillment.status.toLowerCase(),
    created_at: zonedIso(fulfillment.createdAt, zone),
    service: 'manual',
    updated_at: zonedIso(fulfillment.updatedAt, zone),
    tracking_company: fulfillment.trackingCompany,
    shipment_status: fulfillment.events.at(-1)?.status.toLowerCase() ?? null,
    location_id: 73_971_466_454,
    origin_address: null,
    email: order?.email ?? '',
    destination: order?.shippingAddress ? addressPayload(order.shippingAddress) : null,
    line_items: fulfillment.lines.flatMap(({ lineItemId, quantity }) => {
      const line = world.lineItems.get(lineItemId);
      // Here `quantity` is what is in this parcel, not what was ordered.
      return line ? [{ ...lineItemPayload(world, line), quantity }] : [];
    }),
    tracking_number: fulfillment.trackingNumber,
    tracking_numbers: fulfillment.trackingNumber === null ? [] : [fulfillment.trackingNumber],
    tracking_url: fulfillment.trackingUrl,
    tracking_urls: fulfillment.trackingUrl === null ? [] : [fulfillment.trackingUrl],
    receipt: {},
    name: fulfillment.name,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
  };
}

/** fulfillment_events/create. */
export function fulfillmentEventPayload(world: World, event: FulfillmentEvent) {
  const { zone, id } = world.shop;
  const orderId = world.fulfillments.get(event.fulfillmentId)?.orderId ?? null;
  const address = (orderId === null ? undefined : world.orders.get(orderId))?.shippingAddress;
  return {
    id: event.id,
    fulfillment_id: event.fulfillmentId,
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: zonedIso(event.happenedAt, zone),
    city: null,
    province: null,
    country: address?.countryCode ?? null,
    zip: null,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: id,
    created_at: zonedIso(event.happenedAt, zone),
    updated_at: zonedIso(event.happenedAt, zone),
    estimated_delivery_at: null,
    order_id: orderId,
    admin_graphql_api_id: gid('FulfillmentEvent', event.id),
  };
}

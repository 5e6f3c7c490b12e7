import type {
  FulfillmentEventSnapshot,
  FulfillmentSnapshot,
  LineQuantities,
} from '~/intake/orders/order-snapshot';
import { gidOf } from '~/intake/shopify/gid';
import { count, instantMs, type Json, line, records, word } from '~/intake/shopify/read';
import { versionOf } from '~/intake/shopify/version';

/** A parcel as fulfillments/* webhooks and orders carry it. Null when it names no parcel or no order. */
export function readFulfillmentPayload(
  payload: Json,
  context: { readonly triggeredAtMs: number | null; readonly orderGid?: string },
): FulfillmentSnapshot | null {
  const gid = gidOf('Fulfillment', payload.admin_graphql_api_id, payload.id);
  const orderGid = context.orderGid ?? gidOf('Order', payload.order_id);
  if (gid === null || orderGid === null) return null;
  const atMs = instantMs(payload.updated_at) ?? instantMs(payload.created_at) ?? context.triggeredAtMs;
  const shipmentStatus = word(payload.shipment_status);
  const content = {
    gid,
    orderGid,
    status: word(payload.status) ?? 'SUCCESS',
    shipmentStatus,
    trackingCompany: line(payload.tracking_company, 100),
    fulfilledAtMs: instantMs(payload.created_at) ?? atMs ?? 0,
    estimatedDeliveryAtMs: instantMs(payload.estimated_delivery_at),
    lineQuantities: quantitiesOf(payload.line_items),
  };
  const deliveredAtMs = shipmentStatus === 'DELIVERED' ? atMs : null;
  return { ...content, version: versionOf(atMs, 'webhook', content, context.triggeredAtMs), deliveredAtMs };
}

function quantitiesOf(lineItems: unknown): LineQuantities {
  const quantities: Record<string, number> = {};
  for (const item of records(lineItems)) {
    const gid = gidOf('LineItem', item.admin_graphql_api_id, item.id);
    if (gid) quantities[gid] = (quantities[gid] ?? 0) + (count(item.quantity) ?? 0);
  }
  return quantities;
}

/** A carrier's word as fulfillment_events/create carries it. */
export function readFulfillmentEventPayload(
  payload: Json,
  triggeredAtMs: number | null,
): FulfillmentEventSnapshot | null {
  const gid = gidOf('FulfillmentEvent', payload.admin_graphql_api_id, payload.id);
  const fulfillmentGid = gidOf('Fulfillment', payload.fulfillment_id);
  const status = word(payload.status);
  if (gid === null || fulfillmentGid === null || status === null) return null;
  return {
    gid,
    fulfillmentGid,
    orderGid: gidOf('Order', payload.order_id),
    status,
    happenedAtMs: instantMs(payload.happened_at) ?? instantMs(payload.created_at) ?? triggeredAtMs ?? 0,
  };
}

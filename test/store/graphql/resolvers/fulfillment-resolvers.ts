import type { Fulfillment, FulfillmentEvent, FulfillmentLine } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { moneyBag } from '../money';
import { emptyConnection } from './shared';

export const fulfillmentResolvers: FieldResolvers<Fulfillment> = {
  deliveredAt: (parcel) => parcel.events.find((event) => event.status === 'DELIVERED')?.happenedAt ?? null,
  inTransitAt: (parcel) => parcel.events.find((event) => event.status === 'IN_TRANSIT')?.happenedAt ?? null,
  estimatedDeliveryAt: () => null,
  displayStatus: (parcel) =>
    parcel.status === 'CANCELLED' ? 'CANCELED' : (parcel.events.at(-1)?.status ?? 'FULFILLED'),
  events: (parcel, args, context) => connection(parcel.events, args, context),
  fulfillmentLineItems: (parcel, args, context) => connection(parcel.lines, args, context),
  fulfillmentOrders: () => emptyConnection,
  location: () => null,
  order: (parcel, _args, { world }) => world.orders.get(parcel.orderId) ?? null,
  originAddress: () => null,
  requiresShipping: () => true,
  service: () => null,
  totalQuantity: (parcel) => parcel.lines.reduce((sum, line) => sum + line.quantity, 0),
  trackingInfo: (parcel) =>
    parcel.trackingNumber === null
      ? []
      : [{ company: parcel.trackingCompany, number: parcel.trackingNumber, url: parcel.trackingUrl }],
};

export const fulfillmentLineResolvers: FieldResolvers<FulfillmentLine> = {
  lineItem: (line, _args, { world }) => world.lineItems.get(line.lineItemId) ?? null,
  originalTotalSet: (line, _args, context) => moneyBag(priceOf(line, context.world.lineItems), context),
  discountedTotalSet: (line, _args, context) => moneyBag(priceOf(line, context.world.lineItems), context),
};

export const fulfillmentEventResolvers: FieldResolvers<FulfillmentEvent> = {
  address1: () => null,
  city: () => null,
  country: (event, _args, { world }) => {
    const order = world.orders.get(world.fulfillments.get(event.fulfillmentId)?.orderId ?? 0);
    return order?.shippingAddress?.countryCode ?? null;
  },
  createdAt: (event) => event.happenedAt,
  estimatedDeliveryAt: () => null,
  latitude: () => null,
  longitude: () => null,
  province: () => null,
  zip: () => null,
};

function priceOf(line: FulfillmentLine, lines: ReadonlyMap<number, { price: number }>): number {
  return (lines.get(line.lineItemId)?.price ?? 0) * line.quantity;
}

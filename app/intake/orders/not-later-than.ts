import type {
  FulfillmentEventSnapshot,
  FulfillmentSnapshot,
  OrderSnapshot,
  RefundSnapshot,
} from '~/intake/orders/order-snapshot';

interface Dated {
  readonly orders: readonly OrderSnapshot[];
  readonly fulfillments: readonly FulfillmentSnapshot[];
  readonly events: readonly FulfillmentEventSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
}

/**
 * The same facts, with nothing said to have happened after an instant. Apps and imports may date an order or a
 * delivery as they like, and one of the year 2199 would keep its customer from ever being late. When a parcel is
 * expected is no claim of what happened, and stays.
 */
export function notLaterThan<Facts extends Dated>(facts: Facts, latestMs: number): Facts {
  const past = (ms: number) => Math.min(ms, latestMs);
  const maybePast = (ms: number | null) => (ms === null ? null : past(ms));
  return {
    ...facts,
    orders: facts.orders.map((order) => ({
      ...order,
      processedAtMs: past(order.processedAtMs),
      paidAtMs: maybePast(order.paidAtMs),
      cancelledAtMs: maybePast(order.cancelledAtMs),
    })),
    fulfillments: facts.fulfillments.map((parcel) => ({
      ...parcel,
      fulfilledAtMs: past(parcel.fulfilledAtMs),
      deliveredAtMs: maybePast(parcel.deliveredAtMs),
    })),
    events: facts.events.map((event) => ({ ...event, happenedAtMs: past(event.happenedAtMs) })),
    refunds: facts.refunds.map((refund) => ({ ...refund, refundedAtMs: past(refund.refundedAtMs) })),
  };
}

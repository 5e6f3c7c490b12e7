import type { OrderPurpose } from '~/base/vocabulary/orders';
import type { LineFacts, OrderFacts } from '~/insight/learning/customers/customer-insight';
import { arrivalOf, type TransitByCountry, transitDaysTo } from '~/insight/learning/history/arrival';
import type { HistoryRows, LineRow, OrderRow } from '~/insight/learning/history/history-rows';
import { itemsBack, keptQuantity } from '~/insight/learning/history/kept-quantity';
import { needOfVariant } from '~/insight/learning/history/need-of-variant';
import { dayOf } from '~/insight/learning/history/own-day';

/** A line with what learning needs beside what planning sees. */
export interface LearntLine extends LineFacts {
  /** Units of supply that one item brings. */
  readonly units: number;
  readonly variant: string | null;
  readonly arrival: { readonly day: number; readonly fulfilled: boolean };
}

export interface LearntOrder extends OrderFacts {
  readonly lines: readonly LearntLine[];
  /** Was it placed in earnest and did it stand? Tests and cancelled orders teach nothing and bring nothing. */
  readonly stands: boolean;
  readonly forSomeoneElse: boolean;
}

/** Orders with their lines, what is left of them, which need they serve and when they arrived. Oldest first. */
export function readOrders(rows: HistoryRows, timeZone: string, transit: TransitByCountry): LearntOrder[] {
  const suppliesOf = needOfVariant(rows.needVariants);
  const refunded = itemsBack(rows.refunds);
  const returned = itemsBack(rows.returns);
  const products = new Map(rows.products.map((product) => [product.gid, product]));
  const linesOf = groupBy(rows.lines, (line) => line.order);
  const parcelsOf = groupBy(rows.parcels, (parcel) => parcel.order);
  const eventsOf = groupBy(rows.parcelEvents, (event) => event.parcel);

  return rows.orders.map((order) => {
    const parcels = parcelsOf.get(order.gid) ?? [];
    const events = parcels.flatMap(({ gid }) => eventsOf.get(gid) ?? []);
    const stands = order.cancelledAt === null && !order.isTest && order.purpose !== 'test';
    const country = order.countryCode ?? rows.customer.countryCode;
    const days = transitDaysTo(country, rows.shop.countryCode, transit);
    const read = (line: LineRow): LearntLine => {
      const back = { refunded: refunded.get(line.gid) ?? 0, returned: returned.get(line.gid) ?? 0 };
      const supplies = suppliesOf(line.variant, order.at);
      const product = line.product === null ? undefined : products.get(line.product);
      const arrival = arrivalOf({
        order,
        line,
        parcels,
        events,
        transit: days,
        timeZone,
      });
      return {
        id: BigInt(line.id),
        anchorGid: line.anchor,
        shopifyVariantId: line.variant,
        variant: line.variant,
        shopifyProductId: line.product,
        needId: supplies ? BigInt(supplies.need) : null,
        units: supplies?.units ?? 1,
        title: line.title,
        quantity: line.quantity,
        keptQuantity: keptQuantity({ ...line, ...back }),
        refundedQuantity: back.refunded,
        returnedQuantity: back.returned,
        unitPriceMinor: BigInt(line.unitPriceMinor),
        isGiftCard: line.isGiftCard,
        onSubscription: line.onSubscription,
        warrantyMonths: product?.warrantyMonths ?? null,
        needsSetUp: product?.needsSetUp ?? false,
        delivery: stands && arrival.fulfilled ? { day: arrival.day, source: arrival.source } : null,
        arrival,
      };
    };
    const { forSomeoneElse } = order;
    return {
      ...orderFacts(order, timeZone),
      stands,
      forSomeoneElse,
      lines: (linesOf.get(order.gid) ?? []).map(read),
    };
  });
}

function orderFacts(order: OrderRow, timeZone: string): Omit<OrderFacts, 'lines'> {
  return {
    id: BigInt(order.id),
    shopifyOrderId: order.gid,
    name: order.name,
    purpose: order.purpose as OrderPurpose,
    sourceName: order.sourceName,
    processedAt: new Date(order.at),
    day: dayOf(order.at, timeZone),
    cancelledAt: order.cancelledAt === null ? null : new Date(order.cancelledAt),
    paidAt: order.paidAt === null ? null : new Date(order.paidAt),
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    totalMinor: BigInt(order.totalMinor),
    isTest: order.isTest,
    isPos: order.isPos,
    isDigital: order.isDigital,
    onHold: order.onHold,
    highRisk: order.highRisk,
    customerOrdersAtTheTime: order.ordinal,
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

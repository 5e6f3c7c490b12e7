import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { addressOfNode } from '~/intake/customers/read-customer-node';
import { readAddress } from '~/intake/customers/read-customer-payload';
import { giftSignsOfNode, isForSomeoneElse } from '~/intake/orders/for-someone-else';
import type {
  FulfillmentEventSnapshot,
  FulfillmentSnapshot,
  LineQuantities,
  LineSnapshot,
  OrderFacts,
  OrderSnapshot,
  RefundSnapshot,
  ReturnSnapshot,
} from '~/intake/orders/order-snapshot';
import { purposeOf } from '~/intake/orders/purpose';
import { attributionToken } from '~/intake/orders/read-order-payload';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  currencyCode,
  flag,
  instantMs,
  type Json,
  line,
  localeTag,
  record,
  records,
  tagList,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/**
 * An order as GraphQL tells it, with its lines when they are in the node. Null when the node is none: it has no id, no
 * instants where an order always has them, or lines that are none. An odd field in a webhook is read past, since nobody sends that again; this
 * can be asked for once more.
 */
export function readOrderNode(node: Json, shopCurrency: string): OrderFacts | null {
  const gid = gidOf('Order', node.id);
  if (gid === null || !isOrder(node)) return null;
  const currency = currencyCode(node.currencyCode) ?? shopCurrency;
  const context = {
    orderGid: gid,
    currency,
    atMs: instantMs(node.updatedAt) ?? instantMs(node.createdAt) ?? 0,
  };
  const order = readOrder(node, context);
  const parcels = records(node.fulfillments);
  const lines = records(node.lineItems).map((item) => readLineNode(item, context));
  if (!lines.every((one) => one !== null)) return null;
  return {
    order,
    lines,
    customer: order.customerGid ? { gid: order.customerGid, guestEmail: null } : guestOf(node, order),
    fulfillments: parcels.flatMap((parcel) => readParcel(parcel, context) ?? []),
    events: parcels.flatMap((parcel) => readEvents(parcel, gid)),
    refunds: records(node.refunds).flatMap((refund) => readRefund(refund, context) ?? []),
    returns: records(node.returns).flatMap((one) => readReturn(one, context) ?? []),
  };
}

/** Dated 1970, or new in the total order of its versions, it would outrank or undercut what is known of it. */
function isOrder({ updatedAt, createdAt, processedAt }: Json): boolean {
  const told = [updatedAt, createdAt, processedAt].filter((at) => at !== undefined);
  return told.length > 0 && told.every((at) => instantMs(at) !== null);
}

export interface OrderNodeContext {
  readonly orderGid: string;
  readonly currency: string;
  /** The order's updatedAt: what has no time of its own is as old as its order. */
  readonly atMs: number;
}

function readOrder(node: Json, { orderGid, currency, atMs }: OrderNodeContext): OrderSnapshot {
  const address = readAddress(addressOfNode(record(node.shippingAddress)));
  const presentment = record(record(node.currentTotalPriceSet).presentmentMoney);
  const presentmentCurrency = currencyCode(presentment.currencyCode);
  const subtotalMinor = shopMoney(node.subtotalPriceSet, currency) ?? 1n;
  const sourceName = line(node.sourceName, 64);
  const isTest = flag(node.test);
  const content = {
    gid: orderGid,
    customerGid: gidOf('Customer', record(node.customer).id),
    email: line(node.email, 320),
    name: line(node.name, 64) ?? '',
    purpose: purposeOf({
      isTest,
      tags: tagList(node.tags),
      sourceName,
      goodsMinor: subtotalMinor + (shopMoney(node.totalDiscountsSet, currency) ?? 0n),
      subtotalMinor,
      hasLines: true,
    }),
    sourceName,
    processedAtMs: instantMs(node.processedAt) ?? instantMs(node.createdAt) ?? atMs,
    cancelledAtMs: instantMs(node.cancelledAt),
    financialStatus: word(node.displayFinancialStatus),
    fulfillmentStatus: word(node.displayFulfillmentStatus) ?? 'UNFULFILLED',
    currency,
    totalMinor: shopMoney(node.currentTotalPriceSet, currency) ?? 0n,
    presentmentCurrency,
    presentmentTotalMinor: presentmentCurrency ? amount(presentment.amount, presentmentCurrency) : null,
    locale: localeTag(node.customerLocale),
    countryCode: address.countryCode,
    provinceCode: address.provinceCode,
    isTest,
    isPos: sourceName === 'pos',
    isDigital: node.requiresShipping === false,
    isCompany: record(node.purchasingEntity).__typename === 'PurchasingCompany',
    forSomeoneElse: isForSomeoneElse(giftSignsOfNode(node)),
    attributionToken: attributionToken(node.customAttributes),
  };
  const flags = {
    onHold: content.fulfillmentStatus === 'ON_HOLD',
    highRisk: ['CANCEL', 'INVESTIGATE'].includes(word(record(node.risk).recommendation) ?? ''),
  };
  return {
    ...content,
    version: versionOf(atMs, 'graphql', content),
    // GraphQL does not say when; readers go by `paidSince`.
    paidAtMs: null,
    flags: { ...flags, version: versionOf(atMs, 'graphql', flags) },
  };
}

/**
 * A line item; in a bulk result it comes without its order, whose facts the caller adds. Null when it is none, or not how
 * many: none at all would be read as given back.
 */
export function readLineNode(
  item: Json,
  { orderGid, currency, atMs }: OrderNodeContext,
): LineSnapshot | null {
  const gid = gidOf('LineItem', item.id);
  const quantity = count(item.quantity);
  if (gid === null || quantity === null) return null;
  const content = {
    gid,
    orderGid,
    variantGid: gidOf('ProductVariant', record(item.variant).id),
    productGid: gidOf('Product', record(item.product).id),
    title: line(item.title) ?? '',
    quantity,
    currentQuantity: Math.min(quantity, count(item.currentQuantity) ?? quantity),
    unitPriceMinor: shopMoney(item.originalUnitPriceSet, currency) ?? 0n,
    isGiftCard: flag(item.isGiftCard),
    requiresShipping: item.requiresShipping !== false,
    onSubscription: record(item.sellingPlan).name !== undefined,
  };
  return { ...content, version: versionOf(atMs, 'graphql', content) };
}

function readParcel(parcel: Json, { orderGid }: OrderNodeContext): FulfillmentSnapshot | null {
  const gid = gidOf('Fulfillment', parcel.id);
  if (gid === null) return null;
  const atMs = instantMs(parcel.updatedAt) ?? instantMs(parcel.createdAt);
  const content = {
    gid,
    orderGid,
    status: word(parcel.status) ?? 'SUCCESS',
    shipmentStatus: shipmentStatus(parcel.displayStatus),
    trackingCompany: line(records(parcel.trackingInfo)[0]?.company, 100),
    fulfilledAtMs: instantMs(parcel.createdAt) ?? atMs ?? 0,
    estimatedDeliveryAtMs: instantMs(parcel.estimatedDeliveryAt),
    lineQuantities: quantitiesOf(parcel.fulfillmentLineItems, (one) => record(one.lineItem).id),
  };
  return {
    ...content,
    version: versionOf(atMs, 'graphql', content),
    deliveredAtMs: instantMs(parcel.deliveredAt),
  };
}

/** Words of displayStatus that say nothing of the carrier's. */
const notOfCarrier = new Set(['FULFILLED', 'SUBMITTED', 'MARKED_AS_FULFILLED', 'CANCELED']);

function shipmentStatus(displayStatus: unknown): string | null {
  const status = word(displayStatus);
  return status === null || notOfCarrier.has(status) ? null : status;
}

function readEvents(parcel: Json, orderGid: string): FulfillmentEventSnapshot[] {
  const fulfillmentGid = gidOf('Fulfillment', parcel.id);
  return records(parcel.events).flatMap((event) => {
    const gid = gidOf('FulfillmentEvent', event.id);
    const status = word(event.status);
    const happenedAtMs = instantMs(event.happenedAt);
    if (gid === null || fulfillmentGid === null || status === null || happenedAtMs === null) return [];
    return { gid, fulfillmentGid, orderGid, status, happenedAtMs };
  });
}

function readRefund(refund: Json, { orderGid, currency, atMs }: OrderNodeContext): RefundSnapshot | null {
  const gid = gidOf('Refund', refund.id);
  if (gid === null) return null;
  const refundedAtMs = instantMs(refund.processedAt) ?? instantMs(refund.createdAt) ?? atMs;
  const content = {
    gid,
    orderGid,
    refundedAtMs,
    amountMinor: shopMoney(refund.totalRefundedSet, currency) ?? 0n,
    lineQuantities: quantitiesOf(refund.refundLineItems, (one) => record(one.lineItem).id),
  };
  return { ...content, version: versionOf(refundedAtMs, 'graphql', content) };
}

function readReturn(node: Json, { orderGid, atMs }: OrderNodeContext): ReturnSnapshot | null {
  const gid = gidOf('Return', node.id);
  if (gid === null) return null;
  const content = {
    gid,
    orderGid,
    status: word(node.status) ?? 'OPEN',
    lineQuantities: quantitiesOf(
      node.returnLineItems,
      (one) => record(record(one.fulfillmentLineItem).lineItem).id,
    ),
  };
  return { ...content, version: versionOf(atMs, 'graphql', content) };
}

function quantitiesOf(list: unknown, gidIn: (one: Json) => unknown): LineQuantities | undefined {
  // Part of a list would be worse than none: it would read as if the rest had not been in the parcel.
  if (list === undefined || list === null || flag(record(record(list).pageInfo).hasNextPage))
    return undefined;
  const quantities: Record<string, number> = {};
  for (const one of records(list)) {
    const gid = gidOf('LineItem', gidIn(one));
    if (gid) quantities[gid] = (quantities[gid] ?? 0) + (count(one.quantity) ?? 0);
  }
  return quantities;
}

function guestOf(node: Json, order: OrderSnapshot): CustomerSnapshot | null {
  if (order.email === null) return null;
  const address = record(node.shippingAddress ?? node.billingAddress);
  const identity = {
    email: order.email,
    firstName: line(address.firstName, 100),
    lastName: line(address.lastName, 100),
    phone: line(node.phone, 40) ?? line(address.phone, 40),
  };
  const place = readAddress(addressOfNode(address));
  const { atMs } = order.version;
  return {
    gid: null,
    guestEmail: order.email,
    ofOrder: order,
    identity: { ...identity, version: versionOf(atMs, 'graphql', identity) },
    address: { ...place, version: versionOf(atMs, 'graphql', place) },
  };
}

function shopMoney(bag: unknown, currency: string): bigint | null {
  return amount(record(record(bag).shopMoney).amount, currency);
}

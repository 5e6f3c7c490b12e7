import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { readAddress, readCustomerPayload } from '~/intake/customers/read-customer-payload';
import { isForSomeoneElse } from '~/intake/orders/for-someone-else';
import type { LineSnapshot, OrderFacts, OrderSnapshot } from '~/intake/orders/order-snapshot';
import { purposeOf } from '~/intake/orders/purpose';
import { readFulfillmentPayload } from '~/intake/orders/read-fulfillment-payload';
import { readRefundPayload } from '~/intake/orders/read-refund-payload';
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
  text,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

export interface PayloadContext {
  /** When Shopify says that the webhook was triggered; stands in for a missing updated_at. */
  readonly triggeredAtMs: number | null;
  /** The shop's currency. */
  readonly currency: string;
  /** orders/paid alone tells when: any other topic may come long after, for a tag or a parcel. */
  readonly isPayment?: boolean;
}

/** An order as orders/* webhooks carry it, with all inside it. Null when it names no order. */
export function readOrderPayload(payload: Json, context: PayloadContext): OrderFacts | null {
  const gid = gidOf('Order', payload.admin_graphql_api_id, payload.id);
  if (gid === null) return null;
  const currency = currencyCode(payload.currency) ?? context.currency;
  const within = { ...context, currency, orderGid: gid };
  const customer = readCustomerPayload(record(payload.customer), 'embedded', context.triggeredAtMs);
  const refunds = records(payload.refunds).flatMap((refund) => readRefundPayload(refund, within) ?? []);
  const fulfillments = records(payload.fulfillments).flatMap(
    (one) => readFulfillmentPayload(one, within) ?? [],
  );
  const toldAtMs = context.triggeredAtMs;
  const atMs = instantMs(payload.updated_at) ?? toldAtMs;
  const lines = records(payload.line_items).flatMap(
    (item) => readLine(item, { orderGid: gid, currency, atMs, toldAtMs, order: payload }) ?? [],
  );
  const order = readOrder(payload, {
    ...{ gid, currency, atMs, toldAtMs, customer, lines },
    isPayment: context.isPayment === true,
  });
  return {
    order,
    lines,
    customer: customer ?? guestOf(payload, order, toldAtMs),
    refunds,
    fulfillments,
    events: [],
    returns: [],
  };
}

interface OrderContext {
  readonly gid: string;
  readonly currency: string;
  readonly atMs: number | null;
  readonly toldAtMs: number | null;
  readonly customer: CustomerSnapshot | null;
  readonly lines: readonly LineSnapshot[];
  readonly isPayment: boolean;
}

function readOrder(
  payload: Json,
  { gid, currency, atMs, toldAtMs, customer, lines, isPayment }: OrderContext,
): OrderSnapshot {
  const address = readAddress(record(payload.shipping_address));
  const sourceName = line(payload.source_name, 64);
  const isTest = flag(payload.test);
  const tags = tagList(payload.tags);
  const createdMs = instantMs(payload.created_at);
  const presentment = record(
    record(payload.current_total_price_set ?? payload.total_price_set).presentment_money,
  );
  const presentmentCurrency =
    currencyCode(presentment.currency_code) ?? currencyCode(payload.presentment_currency);
  const content = {
    gid,
    customerGid: customer?.gid ?? null,
    email: line(payload.email, 320) ?? line(payload.contact_email, 320),
    name: line(payload.name, 64) ?? '',
    purpose: purposeOf({
      isTest,
      tags,
      sourceName,
      goodsMinor: amount(payload.total_line_items_price, currency) ?? goodsOf(lines),
      subtotalMinor: amount(payload.subtotal_price, currency) ?? amount(payload.total_price, currency) ?? 1n,
      hasLines: lines.length > 0,
    }),
    sourceName,
    processedAtMs: instantMs(payload.processed_at) ?? createdMs ?? atMs ?? 0,
    cancelledAtMs: instantMs(payload.cancelled_at),
    financialStatus: word(payload.financial_status),
    fulfillmentStatus: fulfillmentStatus(payload.fulfillment_status),
    currency,
    totalMinor: amount(payload.current_total_price, currency) ?? amount(payload.total_price, currency) ?? 0n,
    presentmentCurrency,
    presentmentTotalMinor: presentmentCurrency ? amount(presentment.amount, presentmentCurrency) : null,
    locale: localeTag(payload.customer_locale),
    countryCode: address.countryCode,
    provinceCode: address.provinceCode,
    isTest,
    isPos: sourceName === 'pos',
    isDigital: lines.length > 0 && lines.every((item) => !item.requiresShipping),
    isCompany: record(payload.company).id !== undefined,
    forSomeoneElse: isForSomeoneElse({
      shipping: record(payload.shipping_address),
      billing: record(payload.billing_address),
      note: payload.note,
      attributes: payload.note_attributes,
    }),
    attributionToken: attributionToken(payload.note_attributes),
  };
  return {
    ...content,
    version: versionOf(atMs, 'webhook', content, toldAtMs),
    paidAtMs: isPayment ? atMs : null,
  };
}

interface LineContext {
  readonly orderGid: string;
  readonly currency: string;
  readonly atMs: number | null;
  readonly toldAtMs: number | null;
  readonly order: Json;
}

function readLine(
  item: Json,
  { orderGid, currency, atMs, toldAtMs, order }: LineContext,
): LineSnapshot | null {
  const gid = gidOf('LineItem', item.admin_graphql_api_id, item.id);
  if (gid === null) return null;
  const quantity = count(item.quantity) ?? 0;
  const content = {
    gid,
    orderGid,
    variantGid: gidOf('ProductVariant', item.variant_id),
    productGid: gidOf('Product', item.product_id),
    title: line(item.title) ?? line(item.name) ?? '',
    quantity,
    currentQuantity: Math.min(
      quantity,
      count(item.current_quantity) ?? Math.max(0, quantity - refundedOf(item.id, records(order.refunds))),
    ),
    unitPriceMinor: amount(item.price, currency) ?? 0n,
    isGiftCard: flag(item.gift_card),
    requiresShipping: item.requires_shipping !== false,
    onSubscription: record(record(item.selling_plan_allocation).selling_plan).id !== undefined,
  };
  return { ...content, version: versionOf(atMs, 'webhook', content, toldAtMs) };
}

/** Older API versions have no current_quantity: what was given back is in the refunds. */
function refundedOf(lineItemId: unknown, refunds: readonly Json[]): number {
  const lines = refunds
    .flatMap((refund) => records(refund.refund_line_items))
    .filter((one) => one.line_item_id === lineItemId);
  return lines.reduce((sum, one) => sum + (count(one.quantity) ?? 0), 0);
}

/**
 * Someone who ordered without a customer: known by the e-mail alone. They live where their parcels go, else where they
 * pay; readOrderNode says the same.
 */
function guestOf(payload: Json, order: OrderSnapshot, toldAtMs: number | null): CustomerSnapshot | null {
  if (order.email === null) return null;
  const address = record(payload.shipping_address ?? payload.billing_address);
  const identity = {
    email: order.email,
    firstName: line(address.first_name, 100),
    lastName: line(address.last_name, 100),
    phone: line(payload.phone, 40) ?? line(address.phone, 40),
  };
  const place = readAddress(address);
  const { atMs } = order.version;
  return {
    gid: null,
    guestEmail: order.email,
    ofOrder: order,
    identity: { ...identity, version: versionOf(atMs, 'embedded', identity, toldAtMs) },
    address: { ...place, version: versionOf(atMs, 'embedded', place, toldAtMs) },
  };
}

/** The token of a Carafe link, carried through the cart as attribute `carafe`. */
export function attributionToken(attributes: unknown): string | null {
  const ours = records(attributes, 250).find(({ name, key }) => (name ?? key) === 'carafe');
  const token = text(ours?.value, 512);
  return token && /^[\w.~-]+$/.test(token) ? token : null;
}

const fulfillmentWords: Record<string, string> = { PARTIAL: 'PARTIALLY_FULFILLED', NULL: 'UNFULFILLED' };

function fulfillmentStatus(value: unknown): string {
  const status = word(value) ?? 'UNFULFILLED';
  return fulfillmentWords[status] ?? status;
}

function goodsOf(lines: readonly LineSnapshot[]): bigint {
  return lines.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * BigInt(quantity), 0n);
}

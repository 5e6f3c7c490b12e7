import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { readConsent } from '~/intake/customers/read-consent';
import { readCustomerPayload } from '~/intake/customers/read-customer-payload';
import type {
  FulfillmentEventSnapshot,
  FulfillmentSnapshot,
  LineSnapshot,
  OrderFacts,
  OrderSnapshot,
  RefundSnapshot,
  ReturnSnapshot,
} from '~/intake/orders/order-snapshot';
import {
  readFulfillmentEventPayload,
  readFulfillmentPayload,
} from '~/intake/orders/read-fulfillment-payload';
import { type PayloadContext, readOrderPayload } from '~/intake/orders/read-order-payload';
import { readRefundPayload, readReturnPayload } from '~/intake/orders/read-refund-payload';
import type { ProductSnapshot } from '~/intake/products/product-snapshot';
import { readProductPayload } from '~/intake/products/read-product-payload';
import { gidOf } from '~/intake/shopify/gid';
import { type Json, record, word } from '~/intake/shopify/read';
import type { Topic } from '~/intake/webhooks/topics';

/** Facts about rows, gathered from many webhooks or nodes before they are projected together. */
export interface GatheredFacts {
  readonly customers: {
    readonly snapshots: CustomerSnapshot[];
    readonly deletions: { gid: string; atMs: number }[];
    readonly merges: { keptGid: string; goneGid: string }[];
  };
  readonly products: {
    readonly snapshots: ProductSnapshot[];
    readonly deletions: { gid: string; atMs: number }[];
  };
  readonly orders: OrderSnapshot[];
  readonly lines: LineSnapshot[];
  readonly fulfillments: FulfillmentSnapshot[];
  readonly events: FulfillmentEventSnapshot[];
  readonly refunds: RefundSnapshot[];
  readonly returns: ReturnSnapshot[];
}

export function noFacts(): GatheredFacts {
  return {
    customers: { snapshots: [], deletions: [], merges: [] },
    products: { snapshots: [], deletions: [] },
    orders: [],
    lines: [],
    fulfillments: [],
    events: [],
    refunds: [],
    returns: [],
  };
}

export function addOrderFacts(facts: GatheredFacts, given: OrderFacts): void {
  facts.orders.push(given.order);
  facts.lines.push(...given.lines);
  if (given.customer) facts.customers.snapshots.push(given.customer);
  facts.fulfillments.push(...given.fulfillments);
  facts.events.push(...given.events);
  facts.refunds.push(...given.refunds);
  facts.returns.push(...given.returns);
}

/**
 * Adds what a webhook says about customers, products and orders. False when the payload names nothing that could be
 * projected: it is kept in the inbox and left alone.
 */
export function addWebhookFacts(
  facts: GatheredFacts,
  topic: Topic,
  payload: Json,
  context: PayloadContext,
): boolean {
  const add = <Fact>(list: Fact[], fact: Fact | null): boolean => fact !== null && list.push(fact) > 0;
  const atMs = context.triggeredAtMs ?? 0;
  switch (topic) {
    case 'orders/create':
    case 'orders/paid':
    case 'orders/updated':
    case 'orders/cancelled':
    case 'orders/fulfilled':
    case 'orders/partially_fulfilled': {
      const order = readOrderPayload(payload, { ...context, isPayment: topic === 'orders/paid' });
      if (order) addOrderFacts(facts, order);
      return order !== null;
    }
    case 'refunds/create':
      return add(facts.refunds, readRefundPayload(payload, context));
    case 'fulfillments/create':
    case 'fulfillments/update':
      return add(facts.fulfillments, readFulfillmentPayload(payload, context));
    case 'fulfillment_events/create':
      return add(facts.events, readFulfillmentEventPayload(payload, context.triggeredAtMs));
    case 'returns/request':
    case 'returns/approve':
    case 'returns/decline':
    case 'returns/cancel':
    case 'returns/close':
    case 'returns/reopen':
    case 'returns/update':
    case 'returns/process':
      return add(facts.returns, readReturnPayload(payload, topic, context.triggeredAtMs));
    case 'products/create':
    case 'products/update':
      return add(facts.products.snapshots, readProductPayload(payload, context));
    case 'products/delete':
      return addDeletion(
        facts.products.deletions,
        gidOf('Product', payload.admin_graphql_api_id, payload.id),
        atMs,
      );
    case 'customers/create':
    case 'customers/update':
      return add(facts.customers.snapshots, readCustomerPayload(payload, 'webhook', context.triggeredAtMs));
    case 'customers/delete':
      return addDeletion(
        facts.customers.deletions,
        gidOf('Customer', payload.admin_graphql_api_id, payload.id),
        atMs,
      );
    case 'customers/merge':
      return add(facts.customers.merges, readMerge(payload));
    case 'customers_email_marketing_consent/update':
      return add(facts.customers.snapshots, readConsentUpdate(payload));
    default:
      return false;
  }
}

function addDeletion(list: { gid: string; atMs: number }[], gid: string | null, atMs: number): boolean {
  return gid !== null && list.push({ gid, atMs }) > 0;
}

/** Null also for a merge that failed or is still under way: Shopify tells of those too, and both customers live on. */
function readMerge(payload: Json): { keptGid: string; goneGid: string } | null {
  if ((word(payload.status) ?? 'COMPLETED') !== 'COMPLETED') return null;
  const keptGid = gidOf(
    'Customer',
    payload.admin_graphql_api_customer_kept_id,
    record(payload.customer_kept).id,
  );
  const goneGid = gidOf(
    'Customer',
    payload.admin_graphql_api_customer_deleted_id,
    record(payload.customer_deleted).id,
  );
  return keptGid !== null && goneGid !== null && keptGid !== goneGid ? { keptGid, goneGid } : null;
}

function readConsentUpdate(payload: Json): CustomerSnapshot | null {
  const gid = gidOf('Customer', payload.admin_graphql_api_customer_id, payload.customer_id);
  const consent = readConsent(payload, 'customer');
  return gid !== null && consent ? { gid, guestEmail: null, consent } : null;
}

/** Orders whose webhook tells only that they changed (orders/edited carries deltas): they are read again. */
export function orderToReadAgain(topic: Topic, payload: Json): string | null {
  return topic === 'orders/edited'
    ? gidOf('Order', record(payload.order_edit).order_id ?? payload.order_id)
    : null;
}

import type { LineQuantities, RefundSnapshot, ReturnSnapshot } from '~/intake/orders/order-snapshot';
import { gidOf } from '~/intake/shopify/gid';
import { count, instantMs, type Json, record, records, word } from '~/intake/shopify/read';
import { amount, sumOfAmounts } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/** A refund as refunds/create and orders carry it. The amount is what its transactions gave back. */
export function readRefundPayload(
  payload: Json,
  context: { readonly currency: string; readonly triggeredAtMs: number | null; readonly orderGid?: string },
): RefundSnapshot | null {
  const gid = gidOf('Refund', payload.admin_graphql_api_id, payload.id);
  const orderGid = context.orderGid ?? gidOf('Order', payload.order_id);
  if (gid === null || orderGid === null) return null;
  const refundedAtMs =
    instantMs(payload.processed_at) ?? instantMs(payload.created_at) ?? context.triggeredAtMs ?? 0;
  const content = {
    gid,
    orderGid,
    refundedAtMs,
    amountMinor: amountOf(payload, context.currency),
    lineQuantities: refundedQuantities(payload),
  };
  return { ...content, version: versionOf(refundedAtMs, 'webhook', content, context.triggeredAtMs) };
}

function amountOf(payload: Json, currency: string): bigint {
  const given = records(payload.transactions).filter(
    ({ kind, status }) => word(kind) === 'REFUND' && word(status) !== 'FAILURE' && word(status) !== 'ERROR',
  );
  return sumOfAmounts(given.map((transaction) => amount(transaction.amount, currency) ?? 0n));
}

function refundedQuantities(payload: Json): LineQuantities {
  const quantities: Record<string, number> = {};
  for (const line of records(payload.refund_line_items)) {
    const item = record(line.line_item);
    const gid =
      gidOf('LineItem', item.admin_graphql_api_id, item.id ?? line.line_item_id) ??
      gidOf('LineItem', line.line_item_id);
    if (gid) quantities[gid] = (quantities[gid] ?? 0) + (count(line.quantity) ?? 0);
  }
  return quantities;
}

/**
 * A return as returns/* webhooks carry it. They have no updated_at, so the webhook's own time orders them; where the
 * payload has no status, its topic tells it.
 */
export function readReturnPayload(
  payload: Json,
  topic: string,
  triggeredAtMs: number | null,
): ReturnSnapshot | null {
  const gid = gidOf('Return', payload.admin_graphql_api_id, payload.id);
  const order = record(payload.order);
  const orderGid = gidOf('Order', order.admin_graphql_api_id, order.id ?? payload.order_id);
  if (gid === null || orderGid === null) return null;
  const content = {
    gid,
    orderGid,
    status: word(payload.status) ?? statusByTopic[topic] ?? 'OPEN',
    lineQuantities: 'return_line_items' in payload ? returnedQuantities(payload) : undefined,
  };
  return {
    ...content,
    version: versionOf(triggeredAtMs ?? instantMs(payload.created_at), 'webhook', content),
  };
}

const statusByTopic: Record<string, string> = {
  'returns/request': 'REQUESTED',
  'returns/approve': 'OPEN',
  'returns/reopen': 'OPEN',
  'returns/decline': 'DECLINED',
  'returns/cancel': 'CANCELED',
  'returns/close': 'CLOSED',
};

function returnedQuantities(payload: Json): LineQuantities {
  const quantities: Record<string, number> = {};
  for (const line of records(payload.return_line_items)) {
    const item = record(record(line.fulfillment_line_item).line_item);
    const gid = gidOf('LineItem', item.admin_graphql_api_id, item.id);
    if (gid) quantities[gid] = (quantities[gid] ?? 0) + (count(line.quantity) ?? 0);
  }
  return quantities;
}

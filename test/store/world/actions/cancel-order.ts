import { orderPayload } from '../../webhooks/payloads/order-payload';
import { refundPayload } from '../../webhooks/payloads/refund-payload';
import type { Order } from '../entities';
import { totalsOf } from '../totals';
import type { World } from '../world';

/** An order is cancelled and, when it was paid, refunded whole: refunds/create, orders/cancelled, orders/updated. */
export function cancelOrder(
  world: World,
  order: Order,
  { reason, at = world.clock.now() }: { reason: NonNullable<Order['cancelReason']>; at?: number },
): void {
  const id = world.nextId('Refund');
  const { total, refunded } = totalsOf(order);
  const refund = {
    kind: 'Refund' as const,
    id,
    orderId: order.id,
    note: null,
    lines: order.lines
      .filter((line) => line.currentQuantity > 0)
      .map((line) => ({
        kind: 'RefundLineItem' as const,
        id: world.nextId('RefundLineItem'),
        refundId: id,
        lineItemId: line.id,
        quantity: line.currentQuantity,
        subtotal: line.price * line.currentQuantity - line.discount,
        restockType: 'CANCEL' as const,
      })),
    amount: total - refunded,
    returnId: null,
    createdAt: at,
  };
  for (const line of order.lines) line.currentQuantity = 0;
  order.refunds.push(refund);
  order.financialStatus = order.financialStatus === 'PENDING' ? 'VOIDED' : 'REFUNDED';
  order.cancelledAt = at;
  order.closedAt = at;
  order.cancelReason = reason;
  order.updatedAt = at;
  world.refunds.set(id, refund);
  const tell = world.beginAction();
  tell('refunds/create', () => refundPayload(world, refund));
  tell('orders/cancelled', () => orderPayload(world, order));
  tell('orders/updated', () => orderPayload(world, order));
}

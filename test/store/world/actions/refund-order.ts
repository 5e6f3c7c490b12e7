import { orderPayload } from '../../webhooks/payloads/order-payload';
import { refundPayload } from '../../webhooks/payloads/refund-payload';
import type { Order, Refund } from '../entities';
import { totalsOf } from '../totals';
import type { World } from '../world';

export type NewRefund = {
  lines: { lineItemId: number; quantity: number }[];
  note?: string | null;
  returnId?: number | null;
  at?: number;
};

/** Money goes back for some units of some lines: refunds/create and orders/updated. */
export function refundOrder(world: World, order: Order, input: NewRefund): Refund {
  const at = input.at ?? world.clock.now();
  const id = world.nextId('Refund');
  const lines = input.lines.map(({ lineItemId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineItemId);
    if (!line) throw new Error(`Order ${order.id} has no line ${lineItemId}`);
    if (quantity < 1 || quantity > line.currentQuantity)
      throw new Error(`Line ${lineItemId} has ${line.currentQuantity} units left to refund, not ${quantity}`);
    const unit = line.price - Math.round(line.discount / line.quantity);
    const wasShipped = line.fulfilledQuantity > 0;
    line.currentQuantity -= quantity;
    return {
      kind: 'RefundLineItem' as const,
      id: world.nextId('RefundLineItem'),
      refundId: id,
      lineItemId,
      quantity,
      subtotal: unit * quantity,
      restockType: wasShipped ? ('RETURN' as const) : ('CANCEL' as const),
    };
  });
  const refund: Refund = {
    kind: 'Refund',
    id,
    orderId: order.id,
    note: input.note ?? null,
    lines,
    amount: lines.reduce((sum, line) => sum + line.subtotal, 0),
    returnId: input.returnId ?? null,
    createdAt: at,
  };
  order.refunds.push(refund);
  order.updatedAt = at;
  const { total, refunded } = totalsOf(order);
  order.financialStatus = refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  world.refunds.set(id, refund);
  const tell = world.beginAction();
  tell('refunds/create', () => refundPayload(world, refund));
  tell('orders/updated', () => orderPayload(world, order));
  return refund;
}

import { orderPayload } from '../../webhooks/payloads/order-payload';
import { returnPayload } from '../../webhooks/payloads/return-payload';
import type { Order, Return, ReturnLine } from '../entities';
import type { World } from '../world';

type NewReturn = {
  lines: { lineItemId: number; quantity: number; reason: ReturnLine['reason']; note?: string }[];
};

/** A buyer asks to send shipped units back: returns/request. */
export function requestReturn(world: World, order: Order, input: NewReturn): Return {
  const id = world.nextId('Return');
  const lines = input.lines.map(({ lineItemId, quantity, reason, note }) => {
    const shipped = order.fulfillments
      .flatMap((parcel) => parcel.lines)
      .find((one) => one.lineItemId === lineItemId);
    if (!shipped) throw new Error(`Line ${lineItemId} was not shipped, so it cannot come back`);
    return {
      kind: 'ReturnLineItem' as const,
      id: world.nextId('ReturnLineItem'),
      returnId: id,
      fulfillmentLineItemId: shipped.id,
      lineItemId,
      quantity,
      reason,
      note: note ?? '',
    };
  });
  const back: Return = {
    kind: 'Return',
    id,
    orderId: order.id,
    name: `#${order.number}-R${order.returns.length + 1}`,
    status: 'REQUESTED',
    lines,
    createdAt: world.clock.now(),
    closedAt: null,
  };
  order.returns.push(back);
  world.returns.set(id, back);
  announce(world, back, 'returns/request');
  return back;
}

/** Staff decide on a return, or close it once the goods are back. */
export function moveReturn(
  world: World,
  back: Return,
  step: 'approve' | 'decline' | 'cancel' | 'close' | 'reopen',
): void {
  const statuses = {
    approve: 'OPEN',
    decline: 'DECLINED',
    cancel: 'CANCELED',
    close: 'CLOSED',
    reopen: 'OPEN',
  } as const;
  back.status = statuses[step];
  back.closedAt = step === 'close' ? world.clock.now() : null;
  announce(world, back, `returns/${step}`);
}

function announce(world: World, back: Return, topic: string): void {
  const order = world.orders.get(back.orderId);
  const tell = world.beginAction();
  tell(topic, () => returnPayload(world, back));
  if (!order) return;
  order.updatedAt = world.clock.now();
  tell('orders/updated', () => orderPayload(world, order));
}

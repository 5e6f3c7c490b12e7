import type { Dispute, Order } from '../entities';
import type { World } from '../world';

/** The buyer's bank questions a payment, or that is settled. No webhook of an order tells of it. */
export function disputeOrder(world: World, order: Order, status: Dispute['status'] = 'NEEDS_RESPONSE'): void {
  const [open] = order.disputes;
  if (open) open.status = status;
  else order.disputes.push({ id: world.nextId('Dispute'), initiatedAs: 'CHARGEBACK', status });
}

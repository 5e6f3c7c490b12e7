import { enqueue, enqueueMany } from '~/base/queue/enqueue.server';

/** Asks for a new plan of a customer whose row says already that one is owed. After the commit that said so. */
export async function wakePlanner(shopId: bigint, customerId: bigint): Promise<void> {
  const { payload, dedupeKey } = alarm(shopId, customerId);
  await enqueue('replan-customer', payload, { dedupeKey });
}

/** The same for many customers of a shop, in one round trip. */
export async function wakePlannerFor(shopId: bigint, customerIds: readonly bigint[]): Promise<void> {
  await enqueueMany(
    'replan-customer',
    customerIds.map((id) => alarm(shopId, id)),
  );
}

/** One plan for one customer, whoever asks for it. */
function alarm(shopId: bigint, customerId: bigint) {
  const payload = { shopId: String(shopId), customerId: String(customerId) };
  return { payload, dedupeKey: `${payload.shopId}-${payload.customerId}` };
}

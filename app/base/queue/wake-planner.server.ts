import { enqueueMany } from '~/base/queue/enqueue.server';

/** Asks for a new plan of a customer whose row says already that one is owed. After the commit that said so. */
export async function wakePlanner(shopId: bigint, customerId: bigint): Promise<void> {
  await wakePlanners([{ shopId, customerId }]);
}

/** The same for many customers of a shop, in one round trip. */
export async function wakePlannerFor(shopId: bigint, customerIds: readonly bigint[]): Promise<void> {
  await wakePlanners(customerIds.map((customerId) => ({ shopId, customerId })));
}

/** The same whatever shops they are of. One plan for one customer, whoever asks for it. */
export async function wakePlanners(
  customers: readonly { readonly shopId: bigint; readonly customerId: bigint }[],
): Promise<void> {
  await enqueueMany(
    'replan-customer',
    customers.map(({ shopId, customerId }) => ({
      payload: { shopId: String(shopId), customerId: String(customerId) },
      dedupeKey: `${shopId}-${customerId}`,
    })),
  );
}

import { enqueue, enqueueMany } from '~/base/queue/enqueue.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { wakeOwedBatches } from '~/outreach/change-plans/owed-batches.server';
import { findOwed } from '~/outreach/planning/find-owed.server';
import { holdFloods } from '~/outreach/planning/hold-floods.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';

const AT_ONCE_OURSELVES = 200;

/** Finds stages that lost their job and wakes them again; what is late by more than a job's time it does itself. */
export async function sweepStages(): Promise<void> {
  await holdFloods();
  const { inboxes, customers } = await findOwed();
  const texts = customers.map(({ shopId, customerId }) => ({
    shopId: String(shopId),
    customerId: String(customerId),
  }));
  for (const { shopId } of inboxes) {
    await enqueue('project-inbox', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
  }
  await wakeOwedBatches();
  await enqueueMany(
    'replan-customer',
    texts.map((payload) => ({ payload, dedupeKey: `${payload.shopId}-${payload.customerId}` })),
  );
  for (const { shopId, isLate } of inboxes) if (isLate) await projectInbox(shopId);
  const late = customers.filter(({ isLate }) => isLate).slice(0, AT_ONCE_OURSELVES);
  for (const { shopId, customerId } of late) await planCustomer(shopId, customerId);
}

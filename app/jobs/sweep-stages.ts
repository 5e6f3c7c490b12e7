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
  const late = customers.filter(({ isLate }) => isLate);
  await eachForItself([
    {
      most: inboxes.length,
      works: inboxes
        .filter(({ isLate }) => isLate)
        .map(
          ({ shopId }) =>
            () =>
              projectInbox(shopId),
        ),
    },
    {
      most: AT_ONCE_OURSELVES,
      works: late.map(
        ({ shopId, customerId }) =>
          () =>
            planCustomer(shopId, customerId),
      ),
    },
  ]);
}

/** One after the other, until so many are done. What fails counts for none: though it comes first each time, it stands in nobody's way. */
async function eachForItself(
  kinds: readonly { readonly most: number; readonly works: readonly (() => Promise<unknown>)[] }[],
): Promise<void> {
  const failures: unknown[] = [];
  for (const { most, works } of kinds) {
    let done = 0;
    for (const work of works) {
      if (done >= most) break;
      await work().then(
        () => {
          done += 1;
        },
        (failure) => failures.push(failure),
      );
    }
  }
  if (failures.length > 0) throw new Error(`Stages that failed: ${failures.length}`, { cause: failures[0] });
}

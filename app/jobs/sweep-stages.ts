import { attemptEach } from '~/base/lib/attempt-each';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanners } from '~/base/queue/wake-planner.server';
import { wakeOwedCounts } from '~/office/first-run/owed-counts.server';
import { wakeOwedBatches } from '~/outreach/change-plans/owed-batches.server';
import { doOwed } from '~/outreach/planning/do-owed.server';
import { findOwed } from '~/outreach/planning/find-owed.server';
import { holdFloods } from '~/outreach/planning/hold-floods.server';

/** Finds stages that lost their job and wakes them again; what is late by more than a job's time it does itself. */
export async function sweepStages(): Promise<void> {
  await attemptEach([holdFloods, wakeOwed, wakeOwedCounts]);
}

async function wakeOwed(): Promise<void> {
  const owed = await findOwed();
  for (const { shopId } of owed.inboxes)
    await enqueue('project-inbox', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
  await wakePlanners(owed.customers);
  await attemptEach([wakeOwedBatches, () => doOwed(owed)]);
}

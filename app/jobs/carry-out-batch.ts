import type { JobPayloads } from '~/base/queue/job-types';
import { carryOutBatch } from '~/outreach/change-plans/batch.server';

/** Decides about the messages of a batch that are left. A second run finds none. */
export async function carryOutBatchJob({ shopId, batchId }: JobPayloads['carry-out-batch']): Promise<void> {
  await carryOutBatch(BigInt(shopId), BigInt(batchId));
}

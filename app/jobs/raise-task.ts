import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import type { JobPayloads } from '~/base/queue/job-types';

/** A task for a person came up: the row is the truth, this only makes it heard in counts and logs. */
export async function raiseTask({ shopId, taskId }: JobPayloads['raise-task']): Promise<void> {
  countUp('carafe_tasks_raised_total', {});
  log.info('A task waits for a person.', { shopId: BigInt(shopId), taskId: BigInt(taskId) });
}

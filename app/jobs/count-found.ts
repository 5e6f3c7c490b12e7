import type { JobPayloads } from '~/base/queue/job-types';
import { keepFound } from '~/office/first-run/found-row.server';

/** Counts for the first run what was found in a big shop. */
export async function countFoundJob({ shopId }: JobPayloads['count-found']): Promise<void> {
  await keepFound(BigInt(shopId));
}

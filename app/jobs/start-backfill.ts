import type { JobPayloads } from '~/base/queue/job-types';
import { startBackfill as run } from '~/intake/shops/start-backfill.server';

export async function startBackfill({ shopId }: JobPayloads['start-backfill']): Promise<void> {
  await run(BigInt(shopId));
}

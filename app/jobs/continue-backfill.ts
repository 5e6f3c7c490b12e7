import type { JobPayloads } from '~/base/queue/job-types';
import { continueBackfill as run } from '~/intake/shops/continue-backfill.server';

export async function continueBackfill({
  shopId,
  backfillId,
}: JobPayloads['continue-backfill']): Promise<void> {
  await run(BigInt(shopId), BigInt(backfillId));
}

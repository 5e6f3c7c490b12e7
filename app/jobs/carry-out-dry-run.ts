import type { JobPayloads } from '~/base/queue/job-types';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { carryOutDryRun } from '~/office/dry-run/carry-out-dry-run.server';

/** Goes on with a kind's dry run where it is. A second one at the same time finds it taken. */
export async function carryOutDryRunJob({ shopId, kind }: JobPayloads['carry-out-dry-run']): Promise<void> {
  if (isActiveKind(kind)) await carryOutDryRun(BigInt(shopId), kind);
}

import { sweepAgainAfterUpgrade } from '~/insight/learning/pools/rebuild-shop.server';
import { scheduleShops as schedule } from '~/intake/shops/schedule-shops.server';
import { wakeOwedDryRuns } from '~/office/dry-run/owed-dry-runs.server';

export async function scheduleShops(): Promise<void> {
  await sweepAgainAfterUpgrade();
  await schedule();
  await wakeOwedDryRuns();
}

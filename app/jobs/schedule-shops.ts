import { scheduleShops as schedule } from '~/intake/shops/schedule-shops.server';
import { wakeOwedDryRuns } from '~/office/dry-run/owed-dry-runs.server';

export async function scheduleShops(): Promise<void> {
  await schedule();
  await wakeOwedDryRuns();
}

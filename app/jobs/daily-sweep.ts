import type { JobPayloads } from '~/base/queue/job-types';
import { sweepShopToday } from '~/insight/learning/sweep-shop.server';
import { measureFloodLimits } from '~/outreach/planning/hold-floods.server';

/** Builds a shop's pools from all purchases before today. Doing it twice a day changes nothing the second time. */
export async function dailySweep({ shopId }: JobPayloads['daily-sweep']): Promise<void> {
  await sweepShopToday(BigInt(shopId));
  await measureFloodLimits(BigInt(shopId));
}

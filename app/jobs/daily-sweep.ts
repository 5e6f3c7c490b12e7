import type { JobPayloads } from '~/base/queue/job-types';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { measureHandling } from '~/insight/learning/history/measure-handling.server';
import { scoreShopToday } from '~/insight/learning/pools/score-shop.server';
import { sweepShopToday } from '~/insight/learning/pools/sweep-shop.server';
import { refreshReports } from '~/office/reports/report-row.server';
import { measureFloodLimits } from '~/outreach/planning/hold-floods.server';
import { startHoldouts } from '~/outreach/planning/start-holdouts.server';
import { judgeTemplates } from '~/outreach/templates/judge-templates.server';

/** Builds a shop's pools from all purchases before today. Doing it twice a day changes nothing the second time. */
export async function dailySweep({ shopId }: JobPayloads['daily-sweep']): Promise<void> {
  await sweepShopToday(BigInt(shopId));
  await measureHandling(BigInt(shopId));
  await measureFloodLimits(BigInt(shopId));
  await startHoldouts(BigInt(shopId));
  await judgeTemplates(BigInt(shopId));
  await replanEdited(BigInt(shopId));
  await scoreShopToday(BigInt(shopId));
  await refreshReports(BigInt(shopId));
}

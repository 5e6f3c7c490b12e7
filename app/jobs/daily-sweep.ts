import { attemptEach } from '~/base/lib/attempt-each';
import type { JobPayloads } from '~/base/queue/job-types';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { measureHandling } from '~/insight/learning/history/measure-handling.server';
import { scoreShopToday } from '~/insight/learning/pools/score-shop.server';
import { sweepShopToday } from '~/insight/learning/pools/sweep-shop.server';
import { refreshReports } from '~/office/reports/report-row.server';
import { measureFloodLimits } from '~/outreach/planning/hold-floods.server';
import { startHoldouts } from '~/outreach/planning/start-holdouts.server';
import { judgeTemplates } from '~/outreach/templates/judge-templates.server';

const parts = [
  sweepShopToday,
  measureHandling,
  measureFloodLimits,
  startHoldouts,
  judgeTemplates,
  replanEdited,
  scoreShopToday,
  refreshReports,
];

/**
 * Builds a shop's pools from all purchases before today, and does what else a day asks for; a part that fails keeps none
 * of the others back. Doing it twice a day changes nothing the second time.
 */
export async function dailySweep({ shopId }: JobPayloads['daily-sweep']): Promise<void> {
  await attemptEach(parts.map((part) => () => part(BigInt(shopId))));
}

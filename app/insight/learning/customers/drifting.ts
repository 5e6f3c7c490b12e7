import type { CustomerInsight, NeedInsight } from '~/insight/learning/customers/customer-insight';
import { reorderQuantileDays } from '~/insight/model/reorder';

/** Fewer intervals of their own are no habit that could be broken. */
const OWN_GAPS = 3;
/** Not yet late: the day by which four fifths of those who come are back. */
const LATE_QUANTILE = 0.8;

/**
 * The needs that a customer who still orders has stopped buying here, of which their status, by whole orders, says nothing.
 *
 * Such a need is silent for longer than a customer of this rhythm is by chance (`overdueAfterDays`), they have ordered
 * something since the day on which it was expected, and another of their needs is on time. Who is late altogether, or has
 * said something of the need, waits for it or gets it by subscription, is none.
 *
 * It misleads where they bought a gift, or use something up that was never theirs to buy again.
 */
export function driftingNeeds({ needs, lapse, today }: CustomerInsight): readonly bigint[] {
  if (lapse.status !== 'on_time' && lapse.status !== 'due') return [];
  const onTime = needs.filter((need) => isOnTime(need, today));
  return needs
    .filter((need) => {
      const { forecast, overdueAfterDays, anchorDay } = need;
      if (!forecast || overdueAfterDays === null || forecast.ownGaps < OWN_GAPS || isSettled(need, today))
        return false;
      const expectedDay = anchorDay + reorderQuantileDays(forecast, 0.5);
      return (
        today - anchorDay >= overdueAfterDays &&
        (lapse.lastOrderDay ?? 0) > expectedDay &&
        onTime.some((other) => other !== need)
      );
    })
    .map(({ need }) => need.id);
}

function isOnTime({ forecast, anchorDay, usage }: NeedInsight, today: number): boolean {
  if (!forecast || !usage.usedUp || forecast.ownGaps === 0) return false;
  return today - anchorDay <= reorderQuantileDays(forecast, LATE_QUANTILE);
}

function isSettled(need: NeedInsight, today: number): boolean {
  const { usage, answer, onSubscription, travelling, snoozedUntilDay } = need;
  const isSnoozed = snoozedUntilDay !== null && snoozedUntilDay > today;
  return !usage.usedUp || answer !== null || onSubscription || travelling !== null || isSnoozed;
}

import { instantAt } from '~/base/lib/days';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import type { LapseForecast } from '~/insight/model/reorder';

/**
 * The day on which something about a customer changes without anything happening: they become due, late or lapsed, a
 * snooze ends, a parcel should have arrived. Null when nothing will.
 *
 * @param otherDays days on which something else ends
 */
export function nextLookDay(
  lapse: Pick<LapseForecast, 'lastOrderDay' | 'dueAfterDays' | 'lateAfterDays' | 'lapseAfterDays'>,
  otherDays: readonly number[],
  today: number,
): number | null {
  const days = [...otherDays];
  const { lastOrderDay } = lapse;
  if (lastOrderDay !== null) {
    if (lapse.dueAfterDays !== null) days.push(lastOrderDay + lapse.dueAfterDays);
    if (lapse.lateAfterDays !== null) days.push(lastOrderDay + lapse.lateAfterDays + 1);
    if (lapse.lapseAfterDays !== null) days.push(lastOrderDay + lapse.lapseAfterDays);
  }
  let next: number | null = null;
  for (const day of days) if (day > today && (next === null || day < next)) next = day;
  return next;
}

/** The first minutes of a day in a zone: nothing is decided at midnight sharp, when clocks of machines still differ. */
export function startOfLook(day: number | null, timeZone: string): Date | null {
  return day === null ? null : instantAt({ day, minuteOfDay: 5 }, timeZone);
}

/**
 * The instant at which this customer is looked at again though nothing has happened; null for never.
 *
 * @param othersAt instants at which something ends that learning does not know of
 */
export function nextLookOf(
  { lapse, needs, today, customer }: CustomerInsight,
  othersAt: readonly Date[] = [],
): Date | null {
  const otherDays = needs.flatMap((need) => [
    ...(need.snoozedUntilDay === null ? [] : [need.snoozedUntilDay]),
    ...(need.travelling?.expectedDay ? [need.travelling.expectedDay] : []),
  ]);
  const look = startOfLook(nextLookDay(lapse, otherDays, today), customer.timeZone);
  const [soonest] = [...othersAt, ...(look ? [look] : [])].sort((a, b) => a.getTime() - b.getTime());
  return soonest ?? null;
}

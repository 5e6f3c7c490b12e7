import { dayNumber, instantAt, localDay } from '~/base/lib/days';

const LAST_MINUTE = 1_439;

/** The last minute of a day that a person chose, by the shop's clock. Null: a day that is over, or too far away. */
export function endOfDay(
  on: string,
  { timeZone, now, mostDays }: { timeZone: string; now: Date; mostDays: number },
): Date | null {
  const day = dayNumber(on);
  const today = localDay(now, timeZone);
  if (day < today || day > today + mostDays) return null;
  return instantAt({ day, minuteOfDay: LAST_MINUTE }, timeZone);
}

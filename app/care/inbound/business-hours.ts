import { instantAt, isoDay, localDay } from '~/base/lib/days';
import { isOfficeDay, LONGEST_CLOSURE_DAYS } from '~/base/lib/office-days';

/** Where and when people are there to answer. */
export interface Desk {
  readonly timeZone: string;
  readonly countryCode: string | null;
  /** Days on which the shop is closed, 'YYYY-MM-DD'. */
  readonly closedOn: readonly string[];
}

const OPENS_MINUTE = 9 * 60;
const CLOSES_MINUTE = 17 * 60;
const HOUR_MS = 3_600_000;

/**
 * The instant at which so many business hours have passed since `at`: from 9 to 17 by the shop's clock, on days on which
 * its country works and it is not closed itself. A shop that is closed for ever has its clock hours.
 *
 * @example
 * const desk = { timeZone: 'Europe/Berlin', countryCode: 'DE', closedOn: [] };
 * afterBusinessHours(new Date('2026-06-05T16:00Z'), 4, desk) // Friday 18:00 → Monday 13:00, 2026-06-08T11:00Z
 */
export function afterBusinessHours(at: Date, hours: number, desk: Desk): Date {
  let leftMs = hours * HOUR_MS;
  const first = localDay(at, desk.timeZone);
  for (let day = first; day <= first + LONGEST_CLOSURE_DAYS; day++) {
    if (desk.closedOn.includes(isoDay(day)) || !isOfficeDay(day, desk.countryCode)) continue;
    const opensMs = instantAt({ day, minuteOfDay: OPENS_MINUTE }, desk.timeZone).getTime();
    const closesMs = instantAt({ day, minuteOfDay: CLOSES_MINUTE }, desk.timeZone).getTime();
    const fromMs = Math.max(at.getTime(), opensMs);
    const untilMs = fromMs + leftMs;
    if (untilMs <= closesMs) return new Date(untilMs);
    leftMs -= Math.max(0, closesMs - fromMs);
  }
  return new Date(at.getTime() + hours * HOUR_MS);
}

import Holidays from 'date-holidays';
import { isoDay, weekday } from '~/base/lib/days';

/** Weekly day of rest where it is not Sunday (7). 1 = Monday. */
const restDays: Readonly<Record<string, number>> = {
  IL: 6,
  AF: 5,
  BD: 5,
  BH: 5,
  DJ: 5,
  DZ: 5,
  EG: 5,
  IQ: 5,
  IR: 5,
  JO: 5,
  KW: 5,
  LY: 5,
  MV: 5,
  OM: 5,
  PS: 5,
  QA: 5,
  SA: 5,
  SD: 5,
  SY: 5,
  YE: 5,
};

/** Where no day within so many is open, a shop is closed for ever. */
export const LONGEST_CLOSURE_DAYS = 400;

const SUNDAY = 7;

/** The weekly day of rest, 1 = Monday. */
export function restDayOf(countryCode: string | null): number {
  return (countryCode && restDays[countryCode]) || SUNDAY;
}

/** The second day without office hours: Friday before a Saturday of rest, else the day beside it. */
function isWeekend(day: number, countryCode: string | null): boolean {
  const rest = restDayOf(countryCode);
  const other = rest === SUNDAY ? 6 : rest === 6 ? 5 : 6;
  const today = weekday(day);
  return today === rest || today === other;
}

const holidaysByYear = new Map<string, ReadonlySet<string>>();

/** Is this a public holiday of the whole country? Unknown countries have none. */
export function isPublicHoliday(day: number, countryCode: string | null): boolean {
  if (!countryCode) return false;
  const on = isoDay(day);
  const cacheKey = `${countryCode}${on.slice(0, 4)}`;
  let found = holidaysByYear.get(cacheKey);
  if (!found) {
    const year = new Holidays(countryCode).getHolidays(Number(on.slice(0, 4))) ?? [];
    found = new Set(year.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
    holidaysByYear.set(cacheKey, found);
  }
  return found.has(on);
}

/** Do offices of this country work on that day? Closed on weekends and on public holidays of the whole country. */
export function isOfficeDay(day: number, countryCode: string | null): boolean {
  return !isWeekend(day, countryCode) && !isPublicHoliday(day, countryCode);
}

/** The country's public holidays among the 365 days from `day` on, in order; none where the country is unknown. */
export function yearOfHolidays(day: number, countryCode: string | null): string[] {
  const year = Array.from({ length: 365 }, (_, after) => day + after);
  return year.filter((one) => isPublicHoliday(one, countryCode)).map(isoDay);
}

import Holidays from 'date-holidays';
import { isoDay, weekday } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ReasonOf } from '~/base/vocabulary/reasons';

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

const SUNDAY = 7;

function restDayOf(countryCode: string | null): number {
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

/** The country's public holidays among the 365 days from `day` on, in order; none where the country is unknown. */
export function yearOfHolidays(day: number, countryCode: string | null): string[] {
  const year = Array.from({ length: 365 }, (_, after) => day + after);
  return year.filter((one) => isPublicHoliday(one, countryCode)).map(isoDay);
}

export interface OpenDayRule {
  readonly countryCode: string | null;
  readonly settings: Pick<ShopSettings, 'quiet' | 'closedOn'>;
  /** Orders and troubles go out on closed days too. */
  readonly ignoreClosedDays: boolean;
  /** Only on days on which an office works: for mails that invite an answer. */
  readonly workingDays: boolean;
  /** Weekdays (1 = Monday) that belong to the merchant's own campaigns. */
  readonly campaignWeekdays: readonly number[];
}

type DayMove = ReasonOf<'moved-day-off'> | ReasonOf<'moved-closed-day'> | ReasonOf<'moved-campaign-day'>;

/** Why nothing of this kind is sent on `day`; null when it is an open day. */
function closedBecause(day: number, rule: OpenDayRule): DayMove['code'] | null {
  if (!rule.ignoreClosedDays && rule.settings.closedOn.includes(isoDay(day))) return 'moved-closed-day';
  if (rule.settings.quiet.sundaysOff && weekday(day) === restDayOf(rule.countryCode)) return 'moved-day-off';
  if (rule.campaignWeekdays.includes(weekday(day))) return 'moved-campaign-day';
  if (!rule.workingDays) return null;
  return isWeekend(day, rule.countryCode) || isPublicHoliday(day, rule.countryCode) ? 'moved-day-off' : null;
}

export function isOpenDay(day: number, rule: OpenDayRule): boolean {
  return closedBecause(day, rule) === null;
}

const LONGEST_CLOSURE_DAYS = 400;

/** The first open day from `day` on, and why it is another one. A shop that is closed for ever keeps its day. */
export function nextOpenDay(day: number, rule: OpenDayRule): { day: number; reason: DayMove | null } {
  const because = closedBecause(day, rule);
  if (because === null) return { day, reason: null };
  for (let next = day + 1; next <= day + LONGEST_CLOSURE_DAYS; next++) {
    if (isOpenDay(next, rule)) {
      return { day: next, reason: { code: because, fromOn: isoDay(day), toOn: isoDay(next) } };
    }
  }
  return { day, reason: null };
}

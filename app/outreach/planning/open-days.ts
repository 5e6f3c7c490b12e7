import { isoDay, weekday } from '~/base/lib/days';
import { isOfficeDay, isPublicHoliday, LONGEST_CLOSURE_DAYS, restDayOf } from '~/base/lib/office-days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { DayOff, ReasonOf } from '~/base/vocabulary/reasons';

export interface OpenDayRule {
  readonly countryCode: string | null;
  readonly settings: Pick<ShopSettings, 'quiet' | 'closedOn'>;
  /** A late parcel or a recall is told on closed days, too. */
  readonly ignoreClosedDays: boolean;
  /** Only on days on which an office works: for mails that invite an answer. */
  readonly workingDays: boolean;
  /** Weekdays (1 = Monday) that belong to the merchant's own campaigns. */
  readonly campaignWeekdays: readonly number[];
}

/** Why something goes on a later day than the one that was meant. */
export type DayMove =
  | ReasonOf<'moved-day-off'>
  | ReasonOf<'moved-closed-day'>
  | ReasonOf<'moved-campaign-day'>;

type Closed =
  | { readonly code: 'moved-day-off'; readonly because: DayOff }
  | { readonly code: Exclude<DayMove['code'], 'moved-day-off'> };

/** Why nothing of this kind is sent on `day`; null when it is an open day. */
function closedBecause(day: number, rule: OpenDayRule): Closed | null {
  const { settings, countryCode } = rule;
  if (!rule.ignoreClosedDays && settings.closedOn.includes(isoDay(day))) return { code: 'moved-closed-day' };
  if (settings.quiet.sundaysOff && weekday(day) === restDayOf(countryCode))
    return { code: 'moved-day-off', because: 'rest' };
  if (rule.campaignWeekdays.includes(weekday(day))) return { code: 'moved-campaign-day' };
  if (!rule.workingDays || isOfficeDay(day, countryCode)) return null;
  return { code: 'moved-day-off', because: isPublicHoliday(day, countryCode) ? 'holiday' : 'weekend' };
}

export function isOpenDay(day: number, rule: OpenDayRule): boolean {
  return closedBecause(day, rule) === null;
}

/** The first open day from `day` on, and why it is another one. A shop that is closed for ever keeps its day. */
export function nextOpenDay(day: number, rule: OpenDayRule): { day: number; reason: DayMove | null } {
  const because = closedBecause(day, rule);
  if (because === null) return { day, reason: null };
  for (let next = day + 1; next <= day + LONGEST_CLOSURE_DAYS; next++) {
    if (isOpenDay(next, rule)) {
      return { day: next, reason: { ...because, fromOn: isoDay(day), toOn: isoDay(next) } };
    }
  }
  return { day, reason: null };
}

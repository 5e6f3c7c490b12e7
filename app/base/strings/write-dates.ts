import { isoDay, localDay } from '~/base/lib/days';
import type { PanelLocale } from '~/base/strings/panel';

/** How days and times are written, on every page and in every reason alike. Days are 'YYYY-MM-DD'. */
export interface DateWriters {
  /** '2026-07-05' → "5 Jul" in this year, else with the year. In German "5. Juli": its short months end in a full stop. */
  day(on: string): string;
  /** '2026-07-05' → "5 Jul" and "5.7.", for columns of a week that are too narrow for a month's German name. */
  dayInColumn(on: string): string;
  /** '2026-07-05' → "Sun, 5 Jul". */
  weekday(on: string): string;
  /** '2026-07-05' → "Sun". */
  weekdayName(on: string): string;
  /** '2026-07' → "July 2026". */
  month(month: string): string;
  /** An instant as a day in a zone, the shop's unless named. */
  dayOf(at: Date, timeZone?: string): string;
  /** "Mon, 6 Jul, 10:12". */
  dayTime(at: Date, timeZone?: string): string;
  time(at: Date, timeZone?: string): string;
}

export interface DateSetting {
  readonly locale: PanelLocale;
  /** The shop's country: English is written in more than one way, "5 Jul, 14:00" and "Jul 5, 2:00 PM". */
  readonly countryCode: string | null;
  readonly timeZone: string;
  /** The year that need not be said. */
  readonly thisYear: string;
}

/** Countries that put the month before the day and count twelve hours twice. */
const monthFirst: ReadonlySet<string> = new Set(['US', 'PR', 'VI', 'GU', 'AS', 'MP', 'PH']);

/** The one tag by which dates, times, numbers and money are written. */
export function writtenAs({ locale, countryCode }: Pick<DateSetting, 'locale' | 'countryCode'>): string {
  if (locale === 'de') return 'de-DE';
  return countryCode !== null && monthFirst.has(countryCode) ? 'en-US' : 'en-GB';
}

export function dateWriters({ locale, countryCode, timeZone: shopZone, thisYear }: DateSetting): DateWriters {
  const tag = writtenAs({ locale, countryCode });
  const month = locale === 'de' ? 'long' : 'short';
  const format = (options: Intl.DateTimeFormatOptions, at: Date) =>
    plainSpaces(dateFormat(tag, options).format(at));
  const noon = (on: string) => new Date(`${on}T12:00:00Z`);
  const date = (on: string): Intl.DateTimeFormatOptions => ({
    day: 'numeric',
    month,
    ...(!on.startsWith(thisYear) && { year: 'numeric' }),
  });
  const onIn = (at: Date, zone: string) => isoDay(localDay(at, zone));
  const day = (on: string) => format({ ...date(on), timeZone: 'UTC' }, noon(on));
  const weekdayName = (on: string) => format({ weekday: 'short', timeZone: 'UTC' }, noon(on));
  // Put together here: whether a comma stands behind a weekday changes from one browser's year to the next.
  const weekday = (on: string) => `${weekdayName(on)}, ${day(on)}`;
  const hour = tag === 'en-US' ? 'numeric' : '2-digit';
  const time = (at: Date, zone = shopZone) => format({ hour, minute: '2-digit', timeZone: zone }, at);
  return {
    day,
    dayInColumn: (on) =>
      locale === 'de' ? format({ day: 'numeric', month: 'numeric', timeZone: 'UTC' }, noon(on)) : day(on),
    weekday,
    weekdayName,
    month: (on) => format({ month: 'long', year: 'numeric', timeZone: 'UTC' }, noon(`${on}-15`)),
    dayOf: (at, zone = shopZone) => day(onIn(at, zone)),
    dayTime: (at, zone = shopZone) => `${weekday(onIn(at, zone))}, ${time(at, zone)}`,
    time,
  };
}

/** Node and browsers differ in which space stands before AM and PM; one of them would flicker at hydration. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, ' ');
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each tag, zone and form, which are few: making one costs as much as writing a hundred dates. */
function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let found = dateFormats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(tag, options);
    dateFormats.set(key, found);
  }
  return found;
}

import { isoDay, localDay } from '~/base/lib/days';
import { formatMoney } from '~/base/lib/money';
import { type PanelLocale, type PanelStrings, panelStrings } from '~/base/strings/panel';
import { reasonSentence } from '~/base/strings/reasons';
import type { Reason } from '~/base/vocabulary/reasons';

/** How the panel and the admin blocks speak: words, and how days, times, money and reasons are written. */
export interface PanelVoice {
  readonly locale: PanelLocale;
  readonly s: PanelStrings;
  readonly timeZone: string;
  readonly currency: string;
  readonly write: Writers;
  /** A reason as one sentence, with its times in a zone, the shop's unless named. */
  reason(reason: Reason, timeZone?: string | null): string;
}

interface Writers {
  /** '2026-07-05' → "5 July" in this year, else with the year. */
  day(on: string): string;
  /** '2026-07-05' → "Sun, 5 July". */
  weekday(on: string): string;
  /** '2026-07-05' → "Sun". */
  weekdayName(on: string): string;
  /** '2026-07' → "July 2026". */
  month(month: string): string;
  /** An instant as a day in a zone, the shop's unless named. */
  dayOf(at: Date, timeZone?: string): string;
  /** "Mon, 6 July, 10:12". */
  dayTime(at: Date, timeZone?: string): string;
  time(at: Date, timeZone?: string): string;
  number(value: number): string;
  percent(share: number): string;
  money(minor: number, currency?: string): string;
  /** "4 minutes ago". */
  ago(at: Date, now: Date): string;
  list(parts: readonly string[]): string;
}

interface VoiceInput {
  readonly locale: PanelLocale;
  readonly timeZone: string;
  readonly currency: string;
  /** 'YYYY-MM-DD', in the shop's zone. */
  readonly today: string;
}

export function panelVoice({ locale, timeZone, currency, today }: VoiceInput): PanelVoice {
  const s = panelStrings(locale);
  return {
    locale,
    s,
    timeZone,
    currency,
    write: writers({ locale, s, timeZone, currency, thisYear: today.slice(0, 4) }),
    reason: (told, zone) =>
      reasonSentence(withPerson(told, s), { locale, timeZone: zone ?? timeZone, currency }),
  };
}

/** A session token tells who decided by number only; a number is no name to read. */
export function personName(by: string, s: PanelStrings): string {
  return /^\d+$/.test(by) ? s.common.staffMember(by.slice(-4)) : by;
}

function withPerson(reason: Reason, s: PanelStrings): Reason {
  return 'by' in reason ? { ...reason, by: personName(reason.by, s) } : reason;
}

interface WritersInput {
  readonly locale: PanelLocale;
  readonly s: PanelStrings;
  readonly timeZone: string;
  readonly currency: string;
  readonly thisYear: string;
}

function writers({ locale, s, timeZone: shopZone, currency: shopCurrency, thisYear }: WritersInput): Writers {
  // Node and browsers differ in which space stands before AM and PM; one of them would flicker at hydration.
  const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
  const format = (options: Intl.DateTimeFormatOptions, at: Date) =>
    plain(dateFormat(locale, options).format(at));
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const noon = (on: string) => new Date(`${on}T12:00:00Z`);
  const yearOf = (on: string) => (on.startsWith(thisYear) ? {} : { year: 'numeric' as const });
  const onIn = (at: Date, zone: string) => isoDay(localDay(at, zone));
  return {
    day: (on) => format({ day: 'numeric', month: 'short', timeZone: 'UTC', ...yearOf(on) }, noon(on)),
    weekday: (on) =>
      format({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...yearOf(on) }, noon(on)),
    weekdayName: (on) => format({ weekday: 'short', timeZone: 'UTC' }, noon(on)),
    month: (month) => format({ month: 'long', year: 'numeric', timeZone: 'UTC' }, noon(`${month}-15`)),
    dayOf: (at, zone = shopZone) =>
      format({ day: 'numeric', month: 'short', timeZone: zone, ...yearOf(onIn(at, zone)) }, at),
    dayTime: (at, zone = shopZone) =>
      format(
        {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          hour: 'numeric',
          minute: '2-digit',
          timeZone: zone,
          ...yearOf(onIn(at, zone)),
        },
        at,
      ),
    time: (at, zone = shopZone) => format({ hour: 'numeric', minute: '2-digit', timeZone: zone }, at),
    number: (value) => numbers.format(value),
    percent: (share) => String(Math.round(share * 100)),
    money: (minor, currency = shopCurrency) => plain(formatMoney(minor, currency, locale)),
    ago: (at, now) => ago(s, Math.max(0, now.getTime() - at.getTime()) / 60_000),
    list: (parts) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
  };
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each locale, zone and form, which are few: making one costs as much as writing a hundred dates. */
function dateFormat(locale: PanelLocale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = dateFormats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, found);
  }
  return found;
}

function ago(s: PanelStrings, minutes: number): string {
  if (minutes < 1) return s.common.ago.now;
  if (minutes < 60) return s.common.ago.minutes(Math.floor(minutes));
  if (minutes < 48 * 60) return s.common.ago.hours(Math.floor(minutes / 60));
  return s.common.ago.days(Math.floor(minutes / 1440));
}

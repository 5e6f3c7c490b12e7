import { formatMoney } from '~/base/lib/money';
import { typedNumber } from '~/base/lib/typed-number';
import { type PanelLocale, type PanelStrings, panelStrings } from '~/base/strings/panel';
import { type ReasonSetting, reasonSentence } from '~/base/strings/reasons';
import { type DateWriters, dateWriters, plainSpaces, writtenAs } from '~/base/strings/write-dates';
import { percentDe, percentEn } from '~/base/strings/write-percent';
import type { Reason } from '~/base/vocabulary/reasons';

/** How the panel and the admin blocks speak: words, and how days, times, money and reasons are written. */
export interface PanelVoice {
  readonly locale: PanelLocale;
  readonly s: PanelStrings;
  readonly timeZone: string;
  readonly currency: string;
  readonly write: Writers;
  /** An instant by the shop's clock, with the customer's where theirs shows another time: "Mon, 6 Jul, 10:12 (04:12 their time)". */
  when(at: Date, customerZone: string | null): string;
  /**
   * Who did something, as it stands behind "by": a session token tells people by number only, and a number is no name to
   * read. The reader is "you".
   */
  person(by: string): string;
  /** A reason as one sentence, with its times by the shop's clock. */
  reason(reason: Reason): string;
}

interface Writers extends DateWriters {
  number(value: number): string;
  /** As it stands in a field, from where `readTypedNumber` reads it back. */
  typed(value: number): string;
  /** 0.254 → "25%" */
  percent(share: number): string;
  money(minor: number, currency?: string): string;
  /** "4 minutes ago". */
  ago(at: Date, now: Date): string;
  list(parts: readonly string[]): string;
}

interface VoiceInput {
  readonly locale: PanelLocale;
  /** Names of the shop's people by Shopify's number. */
  readonly colleagues?: Readonly<Record<string, string>>;
  /** The reader's own number. */
  readonly me?: string;
  /** The shop's. */
  readonly countryCode: string | null;
  readonly timeZone: string;
  readonly currency: string;
  /** 'YYYY-MM-DD', in the shop's zone. */
  readonly today: string;
}

export function panelVoice({
  locale,
  colleagues = {},
  me,
  countryCode,
  timeZone,
  currency,
  today,
}: VoiceInput): PanelVoice {
  const s = panelStrings(locale);
  const setting = { locale, countryCode, timeZone, currency, today, thisYear: today.slice(0, 4) };
  const person = (by: string) => {
    if (by === me) return s.team.byYou;
    return /^\d+$/.test(by) ? (colleagues[by] ?? s.team.colleague) : by;
  };
  const write = { ...dateWriters(setting), ...otherWriters(s, setting) };
  return {
    locale,
    s,
    timeZone,
    currency,
    write,
    when: (at, zone) => {
      const ours = write.dayTime(at);
      const theirs = write.dayTime(at, zone ?? timeZone);
      if (theirs === ours) return ours;
      const sameDay = write.dayOf(at) === write.dayOf(at, zone ?? timeZone);
      return `${ours} (${s.message.theirTime(sameDay ? write.time(at, zone ?? timeZone) : theirs)})`;
    },
    person,
    reason: (told) => reasonSentence('by' in told ? { ...told, by: person(told.by) } : told, setting),
  };
}

function otherWriters(s: PanelStrings, setting: ReasonSetting): Omit<Writers, keyof DateWriters> {
  const tag = writtenAs(setting);
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  return {
    // A hyphen before a number reads as a range.
    number: (value) => numbers.format(value).replace('-', '−'),
    typed: (value) => typedNumber(value, setting.locale === 'de' ? ',' : '.'),
    percent: (share) => (setting.locale === 'de' ? percentDe : percentEn)(Math.round(share * 100)),
    money: (minor, currency = setting.currency) => plainSpaces(formatMoney(minor, currency, tag)),
    ago: (at, now) => ago(s, Math.max(0, now.getTime() - at.getTime()) / 60_000),
    list: (parts) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(parts),
  };
}

function ago(s: PanelStrings, minutes: number): string {
  if (minutes < 1) return s.common.ago.now;
  if (minutes < 60) return s.common.ago.minutes(Math.floor(minutes));
  if (minutes < 48 * 60) return s.common.ago.hours(Math.floor(minutes / 60));
  return s.common.ago.days(Math.floor(minutes / 1440));
}

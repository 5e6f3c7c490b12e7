import { isDay } from '~/base/lib/days';
import { formatMoney } from '~/base/lib/money';
import { countryName } from '~/base/strings/country-name';
import type { PanelLocale } from '~/base/strings/panel';
import { reasonsDe } from '~/base/strings/reasons-de';
import { reasonsEn } from '~/base/strings/reasons-en';
import { sentence } from '~/base/strings/sentence';
import { type DateSetting, dateWriters, writtenAs } from '~/base/strings/write-dates';
import type { Reason, ReasonCode, ReasonOf } from '~/base/vocabulary/reasons';

/** How a reason is told: the reader's language, and the zone and currency in which its numbers are meant. */
export interface ReasonSetting extends DateSetting {
  readonly currency: string;
  /** 'YYYY-MM-DD', in the shop's zone: what lies before it is past. */
  readonly today: string;
}

/** The words of one language: a sentence for every code. The type is what keeps the two languages complete. */
export type ReasonWords = {
  readonly [Code in ReasonCode]: (reason: ReasonOf<Code>, say: ReasonFormats) => string;
};

/** How days, instants, money and shares are written in the reader's language. */
export interface ReasonFormats {
  /** 'YYYY-MM-DD', or an instant of that day by the shop's clock → "6 May", with the year where it is another than this one */
  day(on: string): string;
  /** ISO instant → "Mon, 6 May, 10:00" by the shop's clock */
  instant(at: string): string;
  /** 0.254 → "25%" */
  share(value: number): string;
  money(minor: number, currency: string): string;
  number(value: number): string;
  /** 'DE' → "Germany" */
  country(code: string): string;
  /** Does the day 'YYYY-MM-DD' lie before the reader's? */
  isPast(on: string): boolean;
}

/** What is told of a reason whose numbers and names were erased on the person's request. */
const erasedWords: Readonly<Record<PanelLocale, string>> = {
  en: 'The reason was erased with the customer’s data.',
  de: 'Der Grund wurde mit den Daten der Kundin oder des Kunden gelöscht.',
};

const words: Readonly<Record<PanelLocale, ReasonWords>> = { en: reasonsEn, de: reasonsDe };

/**
 * One plain sentence for a reason, with its numbers.
 *
 * @example
 * reasonSentence({ code: 'no-consent', state: 'NOT_SUBSCRIBED', country: 'DE', class: 'marketing' }, setting)
 * // "Not written to: the customer has not subscribed, and marketing mail wants consent (Germany)."
 */
export function reasonSentence(reason: Reason, setting: ReasonSetting): string {
  if ('erased' in reason) return erasedWords[setting.locale];
  const tell = words[setting.locale][reason.code] as
    | ((one: Reason, say: ReasonFormats) => string)
    | undefined;
  return tell ? sentence(tell(reason, formatsOf(setting))) : reason.code;
}

type Writing = Omit<ReasonFormats, 'isPast'>;
const made = new Map<string, Writing>();

function formatsOf(setting: ReasonSetting): ReasonFormats {
  return { ...writingOf(setting), isPast: (on) => on < setting.today };
}

function writingOf(setting: ReasonSetting): Writing {
  const { locale, countryCode, timeZone, thisYear } = setting;
  const key = [locale, countryCode, timeZone, thisYear].join('|');
  const known = made.get(key);
  if (known) return known;
  const tag = writtenAs(setting);
  const write = dateWriters(setting);
  const numberFormat = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const shareFormat = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const formats: Writing = {
    day: (on) => (isDay(on) ? write.day(on) : Number.isNaN(Date.parse(on)) ? on : write.dayOf(new Date(on))),
    instant: (at) => (Number.isNaN(Date.parse(at)) ? at : write.dayTime(new Date(at))),
    share: (value) => shareFormat.format(value),
    money: (minor, currency) => formatMoney(minor, currency, tag),
    number: (value) => numberFormat.format(value),
    country: (code) => countryName(code, locale),
  };
  made.set(key, formats);
  return formats;
}

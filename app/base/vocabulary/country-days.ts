import { isDay } from '~/base/lib/days';
import { isCountry } from '~/base/vocabulary/countries';

/** A country, and the day from which something holds there; both may still be empty while a person types. */
export interface CountryDay {
  readonly country: string;
  /** 'YYYY-MM-DD' */
  readonly on: string;
}

/** A form's text, one country and day a line, as rows. Lines are kept in their order, wrong ones too. */
export function readCountryDays(text: string): CountryDay[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [country = '', on = ''] = line.split('|');
      return { country: country.trim(), on: on.trim() };
    });
}

export function writeCountryDays(rows: readonly CountryDay[]): string {
  return rows.map(({ country, on }) => `${country}|${on}`).join('\n');
}

/** What is wrong with the row at `at`, or null: a country that is missing, unknown or named before; no day. */
export function countryDayProblem(
  rows: readonly CountryDay[],
  at: number,
): 'country' | 'twice' | 'day' | null {
  const row = rows[at];
  if (!row || !isCountry(row.country)) return 'country';
  if (rows.slice(0, at).some(({ country }) => country === row.country)) return 'twice';
  return isDay(row.on) && row.on >= '2000' ? null : 'day';
}

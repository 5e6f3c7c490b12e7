import { countriesDe } from '~/base/strings/de/countries';
import { countriesEn } from '~/base/strings/en/countries';

const names = { en: countriesEn, de: countriesDe } as const;

/** 'DE' in German → "Deutschland"; what is no country is its code. */
export function countryName(code: string, locale: keyof typeof names): string {
  return names[locale][code] ?? code;
}

/** Every country with its name, in the order of the names. */
export function countryNames(locale: keyof typeof names): readonly (readonly [code: string, name: string])[] {
  return Object.entries(names[locale]);
}

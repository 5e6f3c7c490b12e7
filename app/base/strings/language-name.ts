import { countryName } from '~/base/strings/country-name';
import { languagesDe } from '~/base/strings/de/languages';
import { languagesEn } from '~/base/strings/en/languages';

const names = { en: languagesEn, de: languagesDe } as const;

/** 'fr' in German → "Französisch", 'pt-BR' → "Portugiesisch (Brasilien)"; what is no language is its code. */
export function languageName(code: string, locale: keyof typeof names): string {
  const [language = '', ...parts] = code.split(/[-_]/);
  const name = names[locale][language.toLowerCase()];
  const region = parts.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase();
  if (!name) return code;
  return region ? `${name} (${countryName(region, locale)})` : name;
}

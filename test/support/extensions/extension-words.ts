import { readFileSync } from 'node:fs';

/** The words of an extension as Shopify reads them, flat keys; an unknown key fails the test that shows it. */
export function extensionWords(folder: string, locale: 'en' | 'de'): Record<string, string> {
  const file = locale === 'en' ? 'en.default.json' : 'de.json';
  return JSON.parse(readFileSync(`extensions/${folder}/locales/${file}`, 'utf8'));
}

/** Stands for the admin's `i18n.translate`. */
export function translator(folder: string, locale: 'en' | 'de') {
  const words = extensionWords(folder, locale);
  return (key: string, values: Record<string, unknown> = {}): string => {
    const text = words[key];
    if (text === undefined) throw new Error(`${folder} has no word for “${key}” (${locale})`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}

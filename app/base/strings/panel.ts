import { panelDe } from '~/base/strings/panel-de';
import { type PanelStrings, panelEn } from '~/base/strings/panel-en';

export type { PanelStrings };

/** The languages of the panel. The merchant's own admin language picks; English serves all others. */
export const panelLocales = ['en', 'de'] as const;
export type PanelLocale = (typeof panelLocales)[number];

/**
 * The panel's language for an address (`?locale=de-DE`, as Shopify's admin opens it) or, where that names none, for
 * the browser's own list of languages.
 */
export function panelLocale(asked: string | null, acceptLanguage: string | null): PanelLocale {
  const wanted = [asked, ...(acceptLanguage ?? '').split(',')];
  for (const entry of wanted) {
    const language = (entry ?? '').trim().slice(0, 2).toLowerCase();
    const found = panelLocales.find((known) => known === language);
    if (found) return found;
    if (language) return 'en';
  }
  return 'en';
}

export function panelStrings(locale: PanelLocale): PanelStrings {
  return locale === 'de' ? panelDe : panelEn;
}

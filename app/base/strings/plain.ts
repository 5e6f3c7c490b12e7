import type { PanelLocale } from '~/base/strings/panel';

interface PlainStrings {
  readonly about: string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly failedTitle: string;
  readonly failed: string;
}

/** The few pages without the admin around them. */
export const plainStrings: Readonly<Record<PanelLocale, PlainStrings>> = {
  en: {
    about: 'Proactive customer service for Shopify stores. Open it from the apps of your Shopify admin.',
    missingTitle: 'This page does not exist',
    missing: 'The address may be old or mistyped. Open Carafe from the apps of your Shopify admin.',
    failedTitle: 'Something went wrong',
    failed: 'Nothing was lost. Load the page again; if it stays like this, tell whoever runs Carafe for you.',
  },
  de: {
    about:
      'Vorausschauender Kundendienst für Shopify-Shops. Öffnen Sie Carafe unter den Apps Ihrer Shopify-Verwaltung.',
    missingTitle: 'Diese Seite gibt es nicht',
    missing:
      'Die Adresse ist vielleicht alt oder vertippt. Öffnen Sie Carafe unter den Apps Ihrer Shopify-Verwaltung.',
    failedTitle: 'Etwas ging schief',
    failed:
      'Nichts ging verloren. Laden Sie die Seite neu; bleibt es dabei, sagen Sie es dem, der Carafe für Sie betreibt.',
  },
};

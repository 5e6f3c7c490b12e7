import type { IntakeStrings } from '~/base/strings/en/intake';

/** Meldungen von Shopify, die nicht gelesen werden konnten, und was zu tun ist. */
export const intakeDe: IntakeStrings = {
  stuck: (count, capped) =>
    count === 1 && !capped
      ? '1 Meldung von Shopify ließ sich nicht lesen, nach acht Versuchen.'
      : `${count}${capped ? ' oder mehr' : ''} Meldungen von Shopify ließen sich nicht lesen, nach je acht Versuchen.`,
  about: (subjects, ago) => `Betrifft: ${subjects}. Die erste kam ${ago}.`,
  subjects: {
    orders: 'Bestellungen',
    customers: 'Kunden',
    products: 'Produkte',
    privacy: 'Datenschutzanfragen',
    shop: 'den Shop selbst',
  },
  whatNow:
    'Alles andere geht weiter, und der Abgleich alle 12 Minuten bringt das meiste davon ohnehin. Versuchen Sie es noch einmal, am besten nach einer Aktualisierung von Carafe. Bleiben sie liegen, sagen Sie es dem, der Carafe für Sie betreibt, mit der Zeile darunter.',
  privacyNow:
    'Eine Datenschutzanfrage ist darunter: das Gesetz gibt 30 Tage. Versuchen Sie es gleich noch einmal und lassen Sie sie nicht liegen.',
  reason: (error) => `Für den Betreiber von Carafe: ${error}`,
  replay: 'Noch einmal versuchen',
  replayed: (count) =>
    count === 1 ? '1 Meldung wird noch einmal versucht' : `${count} Meldungen werden noch einmal versucht`,
};

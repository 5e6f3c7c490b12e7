import type { Kind } from '~/base/vocabulary/kinds';

/** What each kind of message is called, in German. */
export const kindsDe: Readonly<Record<Kind, string>> = {
  recall: 'Rückruf',
  'late-order': 'Verspätete Bestellung',
  'delivery-check': 'Angekommen?',
  'warranty-expiry': 'Garantie endet',
  'price-change': 'Preisänderung',
  discontinued: 'Läuft aus',
  'setup-check': 'Einrichtung',
  'thank-you': 'Danke',
  'check-in': 'Nachfrage',
  'recovery-follow-up': 'Nach einer Beschwerde',
  feedback: 'Rückmeldung',
  'running-low': 'Geht zur Neige',
  'missed-you': 'Vermisst',
  birthday: 'Geburtstag',
  'favourite-on-special': 'Liebling im Angebot',
};

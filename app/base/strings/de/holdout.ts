import type { HoldoutStrings } from '~/base/strings/en/holdout';
import { percentDe } from '~/base/strings/write-percent';

const since = (on: string | null) => (on ? ` seit ${on}` : '');

export const holdoutDe: HoldoutStrings = {
  title: 'Zufällig ausgelassen',
  label: (kind) => `${kind}: zufällig ausgelassen`,
  saved: (kind) => `${kind}: notiert, wer ausgelassen wird`,
  automatic: 'Automatisch',
  percent: (percent) => (percent === 0 ? 'Niemand' : `${percentDe(percent)} der Kunden`),
  notYet: (count, enough) =>
    `Noch wird niemand ausgelassen: ${count === 1 ? '1 Nachricht dieser Art ging' : `${count} Nachrichten dieser Art gingen`} in den letzten 12 Monaten hinaus. Ab ${enough.toLocaleString('de')} wird einer von fünf Kunden zufällig ausgelassen, denn erst dann sagt der Vergleich, was die Mails bringen.`,
  byItself: (percent, enough, on) =>
    `${percentDe(percent)} der Kunden${since(on)}, immer dieselben: ${enough.toLocaleString('de')} davon gingen binnen 12 Monaten hinaus, so dass der Vergleich derer, die sie bekommen, mit denen, die sie nicht bekommen, sagt, was die Mails bringen.`,
  byPerson: (percent, name, on) =>
    `${percent === 0 ? 'Niemand wird ausgelassen' : `${percentDe(percent)} der Kunden werden ausgelassen`}, wie gewählt${name ? ` von ${name}` : ''}${on ? ` am ${on}` : ''}. Carafe ändert das nicht.`,
};

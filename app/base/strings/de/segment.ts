import type { SegmentStrings } from '~/base/strings/en/segment';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

/** An ein Segment schreiben. */
export const segmentDe: SegmentStrings = {
  back: 'Kunden',
  people: (total) => many(total, 'Person in diesem Segment', 'Personen in diesem Segment'),
  nobody: 'In diesem Segment ist gerade niemand',
  nobodyAbout:
    'Shopify nimmt auf, wer seine Bedingungen erfüllt. Ändern Sie diese in Shopify, oder schreiben Sie Kunden von deren Seiten aus.',
  toCustomers: 'Zu den Kunden',
  known: (known, looked) =>
    known === looked
      ? 'Carafe kennt sie alle.'
      : `Carafe kennt ${known.toLocaleString('de')} von ${looked.toLocaleString('de')}; es schreibt nur Kunden, deren Bestellungen es gelesen hat.`,
  cut: (looked, total) =>
    `Das Segment ist groß: Hier geht es um ${looked.toLocaleString('de')} der ${total.toLocaleString('de')} Personen.`,
  mayGet: (marketing, anything) =>
    `${many(marketing, 'Person darf', 'Personen dürfen')} Werbemails bekommen, ${many(anything, 'Person', 'Personen')} Mails zu einer Bestellung. Alle anderen bleiben ausgenommen, was Sie hier auch wählen.`,
  reasons: (days, count) =>
    `In den nächsten ${days} Tagen gibt es ${many(count, 'Anlass', 'Anlässe')}, ihnen zu schreiben.`,
  noReason: (days) => `In den nächsten ${days} Tagen gibt es keinen Anlass, jemandem davon zu schreiben.`,
  noReasonAbout:
    'Carafe schreibt, wenn es einen Anlass gibt, etwa weil ein Produkt zu Ende geht. Für Neuigkeiten an ein ganzes Segment nehmen Sie Shopifys eigene Mails.',
  about:
    'Geben Sie frei, was wartet, oder ziehen Sie später Geplantes auf heute vor. Einwilligung, Gründe zum Anhalten, Ruhezeiten und Obergrenzen entscheiden trotzdem im letzten Augenblick, und alles lässt sich zehn Minuten lang zurücknehmen.',
  kinds: 'Arten von Nachrichten',
  counts: (waiting, planned, held) =>
    [
      ...(waiting > 0 ? [`${waiting} warten`] : []),
      ...(planned > 0 ? [`${planned} geplant`] : []),
      ...(held > 0 ? [`${held} angehalten`] : []),
    ].join(', '),
  approve: (count) => `${count} freigeben`,
  today: (count) => (count === 1 ? 'Einer Person heute schreiben' : `${count} Personen heute schreiben`),
};

import type { ComplaintsStrings } from '~/base/strings/en/complaints';

export const complaintsDe: ComplaintsStrings = {
  title: 'Offene Beschwerden',
  about:
    'Diese Kunden warten auf eine Antwort von Ihnen. Bis es geklärt ist, bekommen sie weder Werbung noch Grüße.',
  aboutOne:
    'Dieser Kunde wartet auf eine Antwort von Ihnen. Bis es geklärt ist, bekommt er weder Werbung noch Grüße.',
  order: (name) => `Bestellung ${name}`,
  noWords: (tapped) =>
    tapped
      ? `Angetippt wurde „${tapped}“, geschrieben nichts. Fragen Sie, was los ist.`
      : 'Geschrieben wurde nichts. Fragen Sie, was los ist.',
  all: (count) => `Alle ansehen (${count})`,
  next: 'Die nächsten ansehen',
  fromStart: 'Die ältesten ansehen',
  overdue: 'Überfällig: seit mehr als einer Woche offen',
  close: 'Abschließen …',
  closeName: (name) => `Beschwerde von ${name} abschließen`,
  remedy: 'Was getan wurde',
  remedies: {
    explained: 'Erklärt oder entschuldigt',
    replaced: 'Ersetzt',
    refunded: 'Erstattet',
    credited: 'Rabatt oder Gutschrift',
    other: 'Etwas anderes',
  },
  cause: 'Woher es kam',
  causes: {
    product: 'Das Produkt',
    delivery: 'Die Lieferung',
    'our-mistake': 'Ein Fehler von uns',
    misunderstanding: 'Ein Missverständnis',
    other: 'Etwas anderes',
  },
  settledAs: 'Beschwerde abgeschlossen',
  choose: 'Auswählen',
  toChoose: 'Bitte auswählen.',
  settled: 'Es ist geklärt',
  closed: 'Beschwerde abgeschlossen',
  dataRequests: {
    title: 'Kunden fragen nach ihren Daten',
    about:
      'Wer fragt, sagt Ihnen Shopify per Mail. Geben Sie die Datei innerhalb von 30 Tagen nach der Anfrage weiter; danach wird sie hier gelöscht.',
    asked: (day, id) => `Anfrage ${id} vom ${day}`,
    download: 'Herunterladen',
    downloadName: (id) => `Die Antwort auf Anfrage ${id} herunterladen`,
  },
};

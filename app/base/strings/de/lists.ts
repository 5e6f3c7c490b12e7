import type { ListsStrings } from '~/base/strings/en/lists';

/** Die Wörter von Start, Kunden, einem Kunden und Warteschlange. */
export const listsDe: ListsStrings = {
  why: {
    sent: 'Mails, die Ihr Mailserver in den letzten sieben Tagen angenommen hat. Eine Bestellung zählt einmal: „über den Link“, wenn sie über den Link der Mail begann, „nach einer Mail“, wenn der Kunde binnen 14 Tagen dasselbe kaufte. Was er ohnehin gekauft hätte, ist in beidem enthalten; ein Beweis für die Wirkung ist das nicht.',
    sentFrom: 'Gezählt ab',
    sentOrders: 'Bestellungen danach',
    sentAmount: 'Ihre Summe',
  },
};

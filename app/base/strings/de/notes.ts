import type { NotesStrings } from '~/base/strings/en/notes';

export const notesDe: NotesStrings = {
  situations: { ill: 'Ist krank', in_grief: 'Ist in Trauer', died: 'Ist gestorben' },
  until: (day) => `bis ${day}`,
  about: {
    ill: 'Bis dahin bekommt dieser Kunde nur, was eine Bestellung braucht: weder Werbung noch Grüße.',
    in_grief: 'Bis dahin bekommt dieser Kunde nur, was eine Bestellung braucht: weder Werbung noch Grüße.',
    died: 'An diesen Kunden geht keine Mail mehr, gleich welche.',
  },
  notedBy: (name, when) => `notiert von ${name}, ${when}`,
  end: { ill: 'Es ist vorbei', in_grief: 'Es ist vorbei', died: 'Es war ein Irrtum' },
  endName: (what, name) => `${what}: ${name}`,
  ended: 'Zurückgenommen. Die Mails werden neu geplant',
  add: 'Etwas notieren',
  addTitle: 'Was haben Sie erfahren?',
  what: 'Was',
  kinds: {
    complaint: 'Hat sich beschwert',
    ill: 'Ist krank',
    in_grief: 'Ist in Trauer',
    died: 'Ist gestorben',
  },
  order: 'Zu welcher Bestellung',
  noOrder: 'Zu keiner bestimmten',
  orderOn: (name, day) => `${name}, ${day}`,
  complaintWords: 'Was gesagt wurde',
  complaintHelp:
    'Am Telefon oder im Laden. Es wird eine Beschwerde wie jede andere, und alles, was wirbt, wartet.',
  words: 'In Ihren Worten, wenn Sie mögen',
  wordsHelp: 'Zum Beispiel, wer es Ihnen gesagt hat. Ihr Team liest es bei jeder Aufgabe.',
  on: 'Bis wann',
  save: 'Notieren',
  died: {
    button: 'Notieren …',
    title: 'Ist dieser Kunde gestorben?',
    about: [
      'An diesen Kunden geht keine Mail mehr, auch keine zu einer Bestellung, und was geplant ist, wird sofort gestrichen.',
      'War es ein Irrtum, nehmen Sie es jederzeit oben auf dieser Seite zurück; dann werden die Mails neu geplant.',
    ],
    confirm: 'Ja, keine Mails mehr',
  },
  added: 'Notiert. Die Mails werden neu geplant',
  addedDeath: 'Notiert. Dorthin geht keine Mail mehr',
  joined: 'Zur Beschwerde hinzugefügt, die schon offen ist',
  gone: 'Nicht geschehen: jemand war schneller, oder es ist zu spät, es zurückzunehmen.',
  timeline: {
    complaint: (name) => `Hat sich beschwert, notiert von ${name}`,
    ill: (name) => `Ist krank, notiert von ${name}`,
    in_grief: (name) => `Ist in Trauer, notiert von ${name}`,
    died: (name) => `Ist gestorben, notiert von ${name}`,
  },
  endedBy: (name, when) => `Zurückgenommen von ${name}, ${when}`,
};

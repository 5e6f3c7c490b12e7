import { counted } from '~/base/strings/counted';
import type { DryRunStrings } from '~/base/strings/en/dry-run';

const people = (count: string) => (count === '1' ? '1 Kunden' : `${count} Kunden`);
const mails = (count: string) => (count === '1' ? '1 Mail' : `${count} Mails`);

/** Die Seite, die zeigt, was eine Art in der Vergangenheit des Shops gesendet hätte. */
export const dryRunDe: DryRunStrings = {
  title: (kind) => `Probelauf: ${kind}`,
  open: 'Probelauf',
  openLabel: (kind) => `Probelauf: ${kind}`,
  about:
    'Carafe geht bis zu 12 Monate der Vergangenheit Ihres Shops Tag für Tag durch, jeweils mit dem, was an dem Tag bekannt war, und zeigt, was gesendet worden wäre. Es wird nichts gesendet und nichts geplant.',
  start: 'Probelauf beginnen',
  again: 'Noch einmal laufen lassen',
  cancel: 'Abbrechen',
  learning: 'Liest, was damals bekannt war',
  learningAgain:
    'Die Arbeit wurde unterbrochen. Liest noch einmal, was damals bekannt war; was gezählt wurde, bleibt',
  living: (done, all) => `${done} von ${all} Kunden`,
  progress: 'Fortschritt des Probelaufs',
  cancelled: 'Abgebrochen. Was folgt, wurde bis dahin gezählt.',
  failed:
    'Der Probelauf brach mehrmals ab und wurde aufgegeben. Starten Sie ihn neu; scheitert er wieder, sagen Sie es dem, der Carafe für Sie betreibt.',
  noCustomers:
    'Es gibt noch nichts, worauf man zurückblicken kann: keine Bestellung eines Kunden ist geladen.',
  would: {
    title: 'Was hinausgegangen wäre',
    none: 'Keine einzige Mail wäre hinausgegangen: Nichts war fällig, oder niemand darf sie bekommen.',
    sentence: (count, written, all) => `${mails(count)} an ${people(written)} von ${all}.`,
    soFar: (count, written, done) => `Bisher ${mails(count)} an ${people(written)}, von ${done} angesehenen.`,
    since: (from, until) => `Vom ${from} bis zum ${until}.`,
    most: (count) => `Am meisten für einen Kunden: ${mails(count)}.`,
    sample: (looked, all) =>
      `Gezählt für ${looked} von ${all} Kunden, zufällig ausgewählt, und auf alle hochgerechnet.`,
    leftOut: (count, most) =>
      `Nicht mitgezählt: ${counted(count, 'Kunde', 'Kunden')} mit mehr als ${most} Bestellungen. So viele durchzugehen würde zu lange dauern.`,
    head: ['Monat', 'Mails'],
    premise:
      'Mit den heutigen Einwilligungen, Einstellungen und eingeschalteten Arten. Beschwerden und verspätete Pakete von damals sind nicht berücksichtigt; sie hätten einige Mails angehalten.',
    differs:
      'Gerechnet wird, als wäre Carafe die ganze Zeit gelaufen und diese Art eingeschaltet gewesen; gelernt wird dabei alle 30 Tage neu, in den letzten vier Wochen alle 7. Im Betrieb lernt Carafe jede Nacht und lässt weg, was vor dem Beginn fällig war: Was wirklich ging oder wegblieb, kann deshalb bei einzelnen Kunden abweichen.',
  },
  items: { title: 'Am häufigsten zu', head: ['Produkt', 'Nachrichten'] },
  timing: {
    title: 'Wie früh oder spät',
    about:
      'Die erste Erinnerung nach jedem Kauf, neben dem Tag, an dem der Kunde wirklich wieder gekauft hat.',
    head: ['Was folgte', 'Erinnerungen'],
    rows: {
      before: 'Vor dem Tag der Mail gekauft: keine wäre gegangen',
      within3: 'Binnen 3 Tagen gekauft: gerade noch oder zu spät',
      within14: 'Nach 4 bis 14 Tagen gekauft: rechtzeitig',
      later: 'Nach mehr als 14 Tagen gekauft: früh',
      open: 'Seither nicht wieder gekauft',
    },
  },
  ahead: {
    title: 'Die nächsten vier Wochen',
    sentence: (count, customers) =>
      `Jetzt eingeschaltet, ${count === '1' ? 'wäre' : 'wären'} ${mails(count)} an ${people(customers)} geplant.`,
    none: 'Jetzt eingeschaltet, wäre für die nächsten vier Wochen nichts geplant.',
    review: 'Die ersten 25 Nachrichten und die der ersten 14 Tage warten auf Ihre Freigabe.',
    switchOn: 'Einschalten, mit Prüfung',
    isOn: (mode) => `Geschaltet auf: ${mode}.`,
    settings: 'In den Einstellungen ändern',
  },
  examples: {
    title: 'Beispiele',
    about: 'Zufällig ausgewählt aus allem, was hinausgegangen wäre.',
    look: 'Mail ansehen',
    close: 'Mail schließen',
    lookLabel: (name) => `Mail ansehen, an ${name}`,
  },
  refused: {
    title: 'Was nicht hinausgegangen wäre, und warum',
    head: ['Grund', 'Nachrichten'],
    other: 'Andere Gründe',
  },
};

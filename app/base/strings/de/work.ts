import type { WorkStrings } from '~/base/strings/en/work';

const viele = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

export const workDe: WorkStrings = {
  title: 'Für Ihr Team',
  about: 'Was nur ein Mensch tun kann. Jeder darf es übernehmen; was überfällig ist, steht oben.',
  viewsLabel: 'Listen',
  views: { open: 'Zu tun', done: 'Erledigt' },
  empty: { open: 'Keine Aufgabe und keine Zusage ist offen.', done: 'Noch wurde nichts erledigt.' },
  emptyAbout: {
    open: 'Antworten von Kunden, Warnungen und Ihre Zusagen erscheinen hier, jede mit dem Tag, bis zu dem sie fällig ist. Eine offene Beschwerde steht darüber und auf der Startseite.',
    done: 'Was Ihr Team erledigt hat, steht hier, mit wem und wann.',
  },
  tasks: {
    'answer-reply': 'Kundenantwort beantworten',
    'check-spam-report': 'Eine Spam-Meldung ohne Nachweis',
    'warn-spam-reports': 'Mails wurden als Spam gemeldet',
    'warn-hard-bounces': 'Mails gingen an Adressen, die es nicht gibt',
    'stop-spam-reports': 'Spam-Meldungen haben alle Werbung gestoppt',
    'stop-hard-bounces': 'Zu viele Mails kamen zurück, deshalb steht alles still',
  },
  taskAbout: {
    'answer-reply':
      'Der Kunde hat auf eine unserer Mails geantwortet. Bis es erledigt ist, bekommt er keine Werbung.',
    'check-spam-report':
      'Im Postfach ging eine Meldung ein, dass dieser Kunde eine Ihrer Mails als Spam gemeldet hat. Nichts darin zeigt, dass es um eine davon geht, und jeder, der die Adresse kennt, kann sie geschrieben haben; deshalb wurde nichts gestoppt. Sehen Sie im Postfach nach. Kommt sie vom Mail-Anbieter des Kunden, melden Sie ihn in Shopify ab; sonst ist nichts zu tun.',
    'warn-spam-reports':
      'Zwei Empfänger haben in 30 Tagen eine Ihrer Mails als Spam gemeldet; einer mehr kann alle Werbung stoppen. Sehen Sie nach, wem Sie schreiben und wie oft.',
    'warn-hard-bounces':
      'Drei der letzten hundert Mails kamen endgültig zurück; bei fünf steht alles still. Sehen Sie nach, woher diese Adressen kommen.',
    'stop-spam-reports':
      'Es ist erledigt, wenn jemand der Sache nachgegangen ist und die Werbung auf der Startseite fortsetzt.',
    'stop-hard-bounces':
      'Es ist erledigt, wenn jemand der Sache nachgegangen ist und den Versand auf der Startseite fortsetzt.',
  },
  outcomes: {
    answered: 'Beantwortet',
    'nothing-needed': 'Braucht keine Antwort',
    'looked-into': 'Nachgegangen',
    resumed: 'Fortgesetzt',
    complaint: 'Wurde zur Beschwerde',
  },
  due: (when) => `fällig ${when}`,
  overdue: (when) => `Überfällig seit ${when}`,
  doneAt: (when, by) => `${when}, von ${by}`,
  somebody: 'jemandem',
  take: 'Ich übernehme es',
  taken: 'Sie haben es übernommen',
  takenBy: (name) => `${name} ist dran`,
  mine: 'Sie sind dran',
  giveBack: 'Zurückgeben',
  givenBack: 'Jeder kann es wieder übernehmen',
  complain: 'Als Beschwerde führen',
  complained: 'Steht jetzt mit ihren Worten bei den Beschwerden',
  write: 'Mail schreiben',
  toHome: 'Startseite öffnen',
  done: 'Erledigt',
  undone: 'Rückgängig gemacht',
  gone: 'Nicht geschehen: jemand war schneller, oder die zehn Minuten zum Rückgängigmachen sind vorbei.',
  wrongDay: 'Wählen Sie einen Tag ab heute, innerhalb eines Jahres.',
  actionsFor: (what, name) => (name ? `${what}: ${name}` : what),
  talk: {
    title: 'Gut zu wissen',
    rhythm: (status, days) =>
      `${status}; bestellt etwa ${days === 1 ? 'jeden Tag' : `alle ${viele(days, 'Tag', 'Tage')}`}`,
    noOrders: 'Keine Bestellungen bekannt',
    order: (name, day, items) => `${name}, ${day}: ${items}`,
    complaint: (day) => `Eine Beschwerde ist offen seit ${day}`,
    wrote: (when) => `Geschrieben ${when}`,
    note: (when, by) => `Notiz vom ${when} von ${by}`,
  },
  promises: {
    kinds: {
      answer: 'Eine Antwort',
      replacement: 'Ein Ersatz',
      refund: 'Eine Erstattung',
      sample: 'Eine Probe',
      other: 'Etwas anderes',
    },
    name: (kind) => `Zusage: ${kind}`,
    standings: {
      open: 'Offen',
      due: 'Heute oder morgen fällig',
      broken: 'Gebrochen',
      kept: 'Gehalten',
      'kept-late': 'Spät gehalten',
    },
    due: 'Halten Sie sie jetzt, oder nennen Sie einen anderen Tag, bevor dieser vorbei ist.',
    broken:
      'Der Tag ist vorbei. Bis sie gehalten ist oder ein anderer Tag genannt wurde, bekommt der Kunde weder Werbung noch Grüße.',
    by: (name) => `zugesagt von ${name}`,
    keep: 'Gehalten',
    kept: 'Als gehalten notiert',
    redate: 'Anderer Tag',
    redateTitle: 'Welcher Tag wurde genannt?',
    redateAbout: 'Sagen Sie es zuerst dem Kunden, am besten bevor der alte Tag vorbei ist.',
    redated: 'Der neue Tag ist notiert',
    add: 'Zusage notieren',
    addTitle: 'Was wurde zugesagt?',
    kind: 'Was',
    what: 'In Ihren Worten',
    whatHelp: 'Zum Beispiel „Rückruf wegen der gerissenen Tasche“.',
    on: 'Bis wann',
    save: 'Notieren',
    added: 'Zusage notiert',
    keeping: (kept, all) => `Rechtzeitig gehaltene Zusagen der letzten 90 Tage: ${kept} von ${all}`,
    keepingAbout: 'rechtzeitig gehaltene Zusagen',
    keepingWhy:
      'Eine Zusage gilt als rechtzeitig gehalten, wenn sie bis zu dem Tag erfüllt war, der zuerst genannt wurde. Wurde erst danach ein anderer Tag genannt, bleibt sie gebrochen.',
    keepingInputs: {
      kept: 'Rechtzeitig gehalten',
      late: 'Spät gehalten',
      stillBroken: 'Gebrochen und noch offen',
      since: 'Gezählt ab',
    },
  },
  home: {
    open: (count) => `${count} zu tun`,
    overdue: (count) => `${count} überfällig`,
    breaking: (count) =>
      count === '1' ? '1 Zusage bis morgen fällig' : `${count} Zusagen bis morgen fällig`,
    all: 'Liste öffnen',
    about: 'Antworten, Warnungen und Zusagen, um die sich nur ein Mensch kümmern kann.',
  },
  customer: {
    title: 'Für Ihr Team',
    none: 'Für diesen Kunden ist nichts zu tun.',
    noneBesides: 'Außer der Beschwerde ist für diesen Kunden nichts zu tun.',
  },
};

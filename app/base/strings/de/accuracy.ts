import { counted } from '~/base/strings/counted';
import type { AccuracyStrings } from '~/base/strings/en/accuracy';
import { percentDe } from '~/base/strings/write-percent';

const pointsDe = (points: string) => (points === '1' ? '1 Punkt' : `${points} Punkte`);
const pointsDative = (points: string) => (points === '1' ? '1 Punkt' : `${points} Punkten`);

export const accuracyDe: AccuracyStrings = {
  title: 'Wie genau ist es?',
  empty: 'Noch zu früh',
  emptyAbout:
    'Die Vorhersagen werden an Ihrer eigenen Vergangenheit gemessen: an Käufen von Produkten, die verbraucht werden, vor drei bis sechs Monaten und an dem, was folgte. Sobald Ihr Shop eine solche Vergangenheit hat, steht die Antwort hier; sie entsteht jede Woche neu.',
  basis: (count, customers, on) =>
    `Aus ${counted(count, 'Kauf', 'Käufen')} von ${customers} Ihrer eigenen Kunden, drei bis sechs Monate vor dem ${on}, von Produkten, die nach heutigem Stand verbraucht werden: An andere wird niemand erinnert. Jeder Kauf wurde dem Modell mit den damals bekannten Bestellungen und ohne Ihre Angaben zur Reichweite vorgelegt und 90 Tage lang verfolgt.`,
  reordered: (count, customers) =>
    `Auf ${count} davon, von ${customers} Kunden, folgte ein Nachkauf; nur diese zählen oben, und eine Vorhersage, die alles wüsste, käme auf ${percentDe(100)}.`,
  comparison: {
    beside: (rule) => `Neben „${rule}“:`,
    tooFew: (reorders, customers, fewest) =>
      `Mit ${counted(reorders, 'Nachkauf', 'Nachkäufen')} von ${customers} Kunden ist es zu früh, die Regeln zu vergleichen: Was sich oben unterscheidet, kann Zufall sein. Nötig sind ${fewest} Kunden, die nachgekauft haben.`,
    basis: (reorders, customers) =>
      `Bei ${counted(reorders, 'Nachkauf', 'Nachkäufen')} von ${customers} Kunden`,
    range: (from, to) => `liegt sehr wahrscheinlich zwischen ${from} und ${to} Punkten`,
    sentences: {
      chance: (basis, points, range) =>
        `${basis} ${points === '0' ? 'ist kein Unterschied zu sehen' : `kann ein Unterschied von ${pointsDative(points)} Zufall sein`}: Der wahre ${range}.`,
      ahead: (basis, points, range) =>
        `${pointsDe(points)} mehr kommen rechtzeitig. ${basis} ist das mehr als Zufall: Der wahre Unterschied ${range}.`,
      behind: (basis, points, range) =>
        `${pointsDe(points)} weniger kommen rechtzeitig. ${basis} ist das mehr als Zufall: Der wahre Unterschied ${range}. Am meisten hilft diesen Vorhersagen, wenn Sie unter „Produkte“ angeben, wie lange etwas reicht.`,
    },
  },
  onTime: {
    title: 'Wäre eine Nachricht rechtzeitig gekommen?',
    about:
      'Von den Käufen, auf die innerhalb von 90 Tagen ein Nachkauf folgte: wie oft die Nachricht jeder Regel gekommen wäre, als der Vorrat zu Ende ging.',
    inTime:
      'Rechtzeitig heißt: Der Nachkauf kam am Tag der Nachricht oder bald danach. Eine Nachricht am 21. Tag nach dem Kauf ist bis zum 30. rechtzeitig, eine am 42. bis zum 60., jede mindestens drei Tage lang.',
    days: (fixed) =>
      `„Übliche Zeit des Produkts“ schreibt, wenn ${percentDe(85)} der üblichen Tage zwischen zwei Käufen des Produkts vorbei sind, „Dieselbe Frist für alle“ ${counted(fixed, 'Tag', 'Tage')} nach jedem Kauf. Keine Regel schreibt früher als eine Woche nach Ankunft des Pakets und keine nach dem 63. Tag, weil die 90 Tage das Ende nicht mehr zeigten; wirkliche Erinnerungen an langsame Käufer können später hinausgehen.`,
    rules: {
      carafe: 'Die Vorhersage für diesen Kunden',
      'product-median': 'Übliche Zeit des Produkts',
      'fixed-delay': 'Dieselbe Frist für alle',
    },
    head: ['Regel', 'Rechtzeitig'],
  },
  calibration: {
    title: 'Was gesagt wurde, und was kam',
    about:
      'Ein Nachkauf innerhalb von 30 Tagen galt als so wahrscheinlich, und kam so oft. Je näher beide Zahlen, desto mehr darf man einer Vorhersage glauben.',
    tooFew: (reorders, customers) =>
      `Mit ${counted(reorders, 'Nachkauf', 'Nachkäufen')} von ${customers} Kunden ist es zu früh für ein Urteil: Was kam, kann durch Zufall vom Gesagten abweichen.`,
    said: 'Gesagt',
    came: 'Gekommen',
    likely: 'Sehr wahrscheinlich zwischen',
    range: (from, to) => percentDe(`${from}–${to}`),
    purchases: 'Käufe',
    customers: 'Kunden',
    outside: (outside, rows) =>
      outside === 0
        ? 'Das Gesagte liegt überall in diesen Grenzen: Keine Abweichung hier ist mehr als Zufall.'
        : `In ${outside} von ${rows} Zeilen liegt das Gesagte außerhalb dieser Grenzen: Dort irren die Vorhersagen mehr als durch Zufall.`,
    leftOut: (count) =>
      `${counted(count, 'Kauf steht', 'Käufe stehen')} in keiner Zeile: Zu wenigen Kunden wurde diese Chance gegeben.`,
    rangeHeld: (reorders, percent) =>
      `Die Seite eines Kunden nennt die Tage, zwischen denen acht von zehn Chancen liegen. Von ${counted(reorders, 'Nachkauf', 'Nachkäufen')} innerhalb von 90 Tagen kamen ${percent} zwischen den Tagen, die für einen Nachkauf in dieser Zeit galten; gesagt waren ${percentDe(80)}.`,
  },
  sent: {
    title: 'Erinnerungen der letzten 90 Tage',
    about: (count, until) =>
      `${counted(count, 'Erinnerung', 'Erinnerungen')} bis ${until}, eine je Produkt; eine E-Mail kann mehrere enthalten.`,
    empty: 'In den letzten 90 Tagen ging keine Erinnerung hinaus.',
    head: ['Was folgte', 'Erinnerungen'],
    rows: {
      within3: 'Bestellt innerhalb von 3 Tagen',
      within14: 'Bestellt nach 4 bis 14 Tagen',
      later: 'Bestellt nach mehr als 14 Tagen: früh',
      open: 'Weder in 14 Tagen noch seither bestellt',
      young: 'Keine 14 Tage alt: zu früh für ein Urteil',
    },
  },
};

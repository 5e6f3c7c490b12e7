import type { AccuracyStrings } from '~/base/strings/en/accuracy';

export const accuracyDe: AccuracyStrings = {
  title: 'Wie gut ist es?',
  open: 'Wie genau ist es?',
  empty: 'Noch zu früh',
  emptyAbout:
    'Die Vorhersagen werden an Ihrer eigenen Vergangenheit gemessen: an Käufen vor drei bis sechs Monaten und an dem, was folgte. Sobald Ihr Shop eine solche Vergangenheit hat, steht die Antwort hier; sie entsteht jede Woche neu.',
  basis: (count, on) =>
    `Aus ${count} Käufen Ihrer eigenen Kunden, drei bis sechs Monate vor dem ${on}. Jeder wurde dem Modell mit dem damaligen Wissen vorgelegt und 90 Tage lang verfolgt.`,
  few: 'Unter 200 Käufen spielt der Zufall in diesen Zahlen noch mit.',
  onTime: {
    title: 'Wäre eine Nachricht rechtzeitig gekommen?',
    about:
      'Rechtzeitig heißt: Der Vorrat ging wirklich zu Ende, und der Versand passte noch. Für jeden Kauf eine Nachricht, an dem Tag, den jede Regel gewählt hätte.',
    rules: {
      carafe: 'Die Vorhersage für diesen Kunden',
      'product-median': 'Übliche Zeit des Produkts',
      'fixed-delay': 'Dieselbe Frist für alle',
    },
    value: (percent) => `${percent} % rechtzeitig`,
    head: ['Regel', 'Rechtzeitig'],
  },
  calibration: {
    title: 'Was gesagt wurde, und was kam',
    about:
      'Ein Nachkauf innerhalb von 30 Tagen galt als so wahrscheinlich, und kam so oft. Je näher beide Zahlen, desto mehr darf man einer Vorhersage glauben.',
    said: 'Gesagt',
    came: 'Gekommen',
    purchases: 'Käufe',
  },
  sent: {
    title: 'Erinnerungen der letzten 90 Tage',
    empty: 'In den letzten 90 Tagen ging keine Erinnerung hinaus.',
    head: ['Was folgte', 'Erinnerungen'],
    rows: {
      within3: 'Bestellt innerhalb von 3 Tagen',
      within14: 'Bestellt nach 4 bis 14 Tagen',
      later: 'Bestellt nach mehr als 14 Tagen: früh',
      open: 'Seither nicht bestellt',
    },
  },
};

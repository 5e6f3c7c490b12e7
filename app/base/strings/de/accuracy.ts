import type { AccuracyStrings } from '~/base/strings/en/accuracy';
import { percentDe } from '~/base/strings/write-percent';

export const accuracyDe: AccuracyStrings = {
  title: 'Wie genau ist es?',
  empty: 'Noch zu früh',
  emptyAbout:
    'Die Vorhersagen werden an Ihrer eigenen Vergangenheit gemessen: an Käufen vor drei bis sechs Monaten und an dem, was folgte. Sobald Ihr Shop eine solche Vergangenheit hat, steht die Antwort hier; sie entsteht jede Woche neu.',
  basis: (count, on) =>
    `Aus ${count} Käufen Ihrer eigenen Kunden, drei bis sechs Monate vor dem ${on}. Jeder wurde dem Modell mit dem damaligen Wissen vorgelegt und 90 Tage lang verfolgt.`,
  reordered: (count) =>
    `Auf ${count} davon folgte ein Nachkauf; nur diese zählen oben, und eine Vorhersage, die alles wüsste, käme auf ${percentDe(100)}.`,
  few: 'Unter 200 solchen Käufen spielt der Zufall in diesen Zahlen noch mit.',
  onTime: {
    title: 'Wäre eine Nachricht rechtzeitig gekommen?',
    about:
      'Von allen Käufen, auf die innerhalb von 90 Tagen ein Nachkauf folgte: wie oft die Nachricht gekommen wäre, als der Vorrat wirklich zu Ende ging und der Versand noch passte. Für jeden Kauf eine Nachricht, an dem Tag, den jede Regel unter den ersten 63 gewählt hätte: Eine Nachricht nützt nach ihrem Tag noch eine Weile, und bei einer späteren ließe sich das in den 90 Tagen nicht bis zum Ende verfolgen. Wirkliche Erinnerungen an langsame Käufer können später hinausgehen.',
    rules: {
      carafe: 'Die Vorhersage für diesen Kunden',
      'product-median': 'Übliche Zeit des Produkts',
      'fixed-delay': 'Dieselbe Frist für alle',
    },
    value: (percent) => `${percent} rechtzeitig`,
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
    about: 'Eine je Produkt; eine E-Mail kann mehrere enthalten.',
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

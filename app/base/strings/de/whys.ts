import type { WhysStrings } from '~/base/strings/en/whys';

/** Was eine Zahl auf „Warum?“ antwortet. */
export const whysDe: WhysStrings = {
  work: {
    about: 'was zu tun ist',
    sentence:
      'Offene Aufgaben und Zusagen, von allen Kunden. Überfällig ist, was schon erledigt sein sollte; eine Zusage bricht binnen eines Tages, wenn ihre Zeit in den nächsten 24 Stunden kommt. Beschwerden sind hier nicht mitgezählt, und ab 100 wird nicht weitergezählt.',
    open: 'Offen',
    overdue: 'Überfällig',
    breaking: 'Zusagen, die binnen eines Tages brechen',
  },
  workTabs: {
    about: 'die Zahlen an den Reitern',
    sentence:
      'Zu tun: offene Aufgaben und Zusagen von allen Kunden, wer sie auch übernommen hat; ab 100 wird nicht weitergezählt. Offene Beschwerden stehen über der Liste und sind nicht darin. Erledigtes wird nicht gezählt.',
  },
  queueTabs: {
    about: 'die Zahlen an den Reitern',
    sentence:
      'Wie viele Nachrichten jetzt in jeder Liste stehen, von allen Arten, Produkten und Tagen: Filter verkleinern die Liste, nicht diese Zahlen. Ab 1.000 wird nicht weitergezählt. Ein Reiter ohne Zahl ist leer, oder seine Liste wird nicht gezählt.',
  },
  pause:
    'Gezählt sind Nachrichten, die geplant sind oder auf Ihr Wort warten und in diesen sieben Tagen fällig sind, so wie der Plan jetzt steht. Was angehalten ist, wartet schon.',
  settings: {
    about: 'was eine Einstellung in den letzten 30 Tagen bewirkt hätte',
    sentence:
      'Angesehen werden die Mails, die in den letzten 30 Tagen hinausgingen, davon die neuesten 5.000: jede wird gefragt, ob sie mit dem, was jetzt im Feld steht, zur selben Zeit gegangen wäre. Nur dieses eine Feld ist dabei anders gedacht; was angehalten oder ausgelassen wurde, ist nicht darin. Was jemand von Hand gesendet hat, ist mitgezählt, obwohl es trotzdem gegangen wäre.',
  },
  segment: {
    about: 'die Zahlen dieses Segments',
    sentence:
      'Wer im Segment ist, sagt Shopify. Wer Mail bekommen darf, folgt wie vor jeder Mail aus Einwilligung, Regeln des Landes, Abmeldungen und unerreichbaren Adressen. Ein Anlass ist eine Nachricht, die geplant oder angehalten ist oder auf Ihr Wort wartet.',
    people: 'Personen im Segment',
    known: 'Davon angesehen und Carafe bekannt',
    looked: 'Angesehen',
    days: 'Tage voraus',
  },
  dryRunAhead: {
    about: 'die nächsten vier Wochen',
    sentence:
      'Derselbe Plan wie im Ernst, gemacht aus dem, was jetzt bekannt ist: Vorhersagen und Käufe jedes Kunden, mit den Einwilligungen, Obergrenzen und Ruhezeiten von heute. Wer zwei Mails bekommt, zählt einmal.',
  },
  dryRunWould: {
    about: 'was hinausgegangen wäre',
    sentence:
      'Für jeden Kunden wird die Vergangenheit Ihres Shops noch einmal durchlebt, und der Plan jedes Tages entsteht nur aus dem, was an diesem Tag bekannt war. Gezählt sind die Mails, die keine Regel aufgehalten hätte, im Monat ihres Tages.',
    looked: 'Durchlebte Kunden',
    customers: 'Kunden insgesamt',
    months: 'Angesehene Monate',
  },
  dryRunRefused: {
    about: 'was nicht hinausgegangen wäre',
    sentence:
      'Nachrichten, die fällig gewesen wären und die eine Regel aufgehalten hat, jede einmal, bei der Regel, die sie aufhielt.',
  },
  products: {
    lasts:
      'Tage, die eines für eine Person reicht, wie Sie es eingetragen haben. Leer: Sie haben nichts gesagt, und die Bestellungen allein entscheiden.',
    buyers:
      'Kunden, die eines der Produkte mindestens einmal gekauft haben, in den Bestellungen, die Carafe gelesen hat. Jede Nacht wird neu gezählt.',
  },
  columns: {
    about: 'was die Liste sagt',
    sentence: 'Woher die Teile der Liste kommen:',
  },
  due: {
    about: 'wem es als Nächstes ausgeht',
    sentence:
      'Kunden, deren Vorhersage für dieses Produkt ihren mittleren Tag in den nächsten 30 Tagen hat oder ihn schon hinter sich hat, solange noch einer von zehn Fällen aussteht. Ausgebliebene und Verstorbene sind nicht dabei. Der nächste Tag steht oben.',
    soon: 'Binnen 30 Tagen',
    past: 'Über ihren Tag hinaus',
  },
  templates: {
    about: 'wie viele hinausgingen',
    sentence:
      'Mails, die in den letzten sieben Tagen mit diesen Worten hinausgingen, nach Art und Sprache. Mails, die stattdessen an Sie gingen, und Tests zählen nicht.',
  },
  languages: {
    about: 'die Sprachen Ihrer Kunden',
    sentence:
      'Die Sprache, die Shopify für jeden Kunden vermerkt hat, meist die der Kasse. Gezählt sind Kunden, die gekauft haben, davon die neuesten 1.000.',
  },
  found: {
    customers: 'Kunden und Bestellungen',
    customersSentence:
      'Bestellungen, die Carafe bisher gelesen hat und die nicht gelöscht wurden, und die Kunden dahinter. Wer nie gekauft hat, zählt nicht; wer zusammengeführt wurde, zählt einmal.',
    customersCount: 'Kunden, die gekauft haben',
    orders: 'Bestellungen',
    oldest: 'Älteste Bestellung',
    forecast: 'wem wann etwas ausgeht',
    forecastSentence:
      'Von denen, die diese Mail bekommen dürfen: wer etwas gekauft hat, das verbraucht wird, sodass Carafe den nächsten Kauf vorhersagen kann.',
    parcels: 'Tage der Zustellung',
    usage: 'was verbraucht wird',
    usageSentence:
      'Ihr eigenes Wort zählt zuerst, dann die Reichweite, die Sie eingetragen haben, dann ein Titel, der etwas Bleibendes nennt; sonst wird etwas verbraucht, wenn mindestens 10 Kunden es gekauft haben und genug von ihnen wiederkamen. Was zusammengehört, zählt einmal.',
    warranty: 'Produkte mit Garantie',
    warrantySentence:
      'Produkte, für die Monate der Garantie eingetragen sind, von Ihnen, durch einen Import oder in Shopifys Produktdaten. Nennen die Einstellungen eine übliche Garantie, zählen Produkte ohne eigene Angabe mit.',
  },
};

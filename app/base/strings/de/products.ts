import { counted } from '~/base/strings/counted';
import type { ProductStrings } from '~/base/strings/en/products';
import { percentDe } from '~/base/strings/write-percent';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

export const productsDe: ProductStrings = {
  title: 'Produkte',
  search: 'Nach Titel suchen',
  views: {
    all: 'Alle',
    'used-up': 'Wird verbraucht',
    'not-used-up': 'Wird nicht verbraucht',
    'to-confirm': 'Zu bestätigen',
    warranty: 'Mit Garantie',
  },
  viewsLabel: 'Ansichten der Produkte',
  empty: 'Noch keine Produkte',
  emptyAbout: 'Produkte erscheinen hier, sobald Ihr Shop welche hat und sie geladen sind.',
  nothingFound: 'Kein Produkt passt',
  nothingFoundAbout: 'Versuchen Sie ein anderes Wort des Titels oder eine andere Ansicht.',
  clear: 'Alle zeigen',
  toConfirm: (count) =>
    `Nur nach Verhalten oder Titel beurteilt: ${counted(count, 'gekauftes Produkt', 'gekaufte Produkte')}. Ihre Angaben zu den meistgekauften machen Erinnerungen sicherer.`,
  toConfirmAction: 'Ansehen',
  columns: {
    product: 'Produkt',
    usage: 'Wird verbraucht?',
    lasts: 'Reicht',
    learnt: 'Wieder gekauft nach',
    warranty: 'Garantie',
    buyers: 'Kunden',
  },
  why: {
    usage: `Zuerst zählt Ihre Angabe, dann die Reichweite, die Sie eingetragen haben. Sonst spricht ein Titel dagegen, der etwas Bleibendes nennt („Schild“, „Lampe“). Sonst entscheiden die Kunden: Etwas wird aufgebraucht, wenn mindestens 10 es gekauft haben und ${percentDe(15)} von ihnen wiederkamen.`,
    learnt:
      'Von denen, die es wieder kauften, tat es etwa die Hälfte zwischen diesen Tagen, ein Viertel früher und ein Viertel später; noch offene Abstände zählen nicht, und Ihre Angaben auch nicht. Wo es wenige sind, sind die Tage zu Ihren anderen Produkten hin gezogen. Die Seite des Produkts zeigt die Kurve und wie viele Kunden dahinterstehen.',
  },
  pool: (products) => `Gruppe aus ${many(products, 'Produkt', 'Produkten')}`,
  usedUp: 'Wird verbraucht',
  notUsedUp: 'Wird nicht verbraucht',
  notKnown: 'Noch nicht bekannt',
  by: {
    merchant: 'Ihre Angabe',
    'days-given': 'nach Ihrer Reichweite',
    title: 'aus dem Titel geschlossen',
    'bought-again': 'aus dem Verhalten',
    'rarely-bought-again': 'aus dem Verhalten',
    'too-few-customers': 'noch zu wenige Kunden',
  },
  because: {
    merchant: 'Ihre eigene Angabe.',
    'days-given': (days) => `Sie haben eingetragen, dass eins ${counted(days, 'Tag', 'Tage')} reicht.`,
    title: 'Der Titel nennt etwas Bleibendes.',
    'bought-again': 'Genügend Käufer haben es wieder gekauft.',
    'rarely-bought-again': 'Wenige Käufer haben es wieder gekauft.',
    'too-few-customers': 'Weniger als 10 Kunden haben es gekauft: zu wenige für ein Urteil.',
  },
  lasts: (days) => counted(days, 'Tag', 'Tage'),
  learnt: (from, to) => `${from}–${counted(to, 'Tag', 'Tage')}`,
  months: (count) => many(count, 'Monat', 'Monate'),
  select: (title) => `${title} auswählen`,
  selectAll: 'Alle auf dieser Seite auswählen',
  selected: (count) => `${count} ausgewählt`,
  import: 'Tabelle einlesen',
  bulk: {
    days: 'Reichweite setzen',
    warranty: 'Garantie setzen',
    guide: 'Anleitung setzen',
    usedUp: 'Wird verbraucht',
    notUsedUp: 'Wird nicht verbraucht',
    judge: 'Verhalten entscheiden lassen',
    pool: 'Zu einer Gruppe machen',
    apply: 'Übernehmen',
    remove: 'Wert entfernen',
    poolTitle: 'Zu einer Gruppe machen?',
    poolAbout:
      'Größen und Sorten, die füreinander gekauft werden, gelten als ein Bedarf: Der Kauf einer davon zählt als Nachkauf. Gesendete Nachrichten bleiben, wie sie sind.',
    poolHolds: 'In der Gruppe',
    poolMore: (count) => `und ${many(count, 'weiteres Produkt', 'weitere Produkte')}`,
    poolInto: 'Name der Gruppe',
    poolConfirm: 'Zu einer Gruppe machen',
  },
  fields: {
    days: 'Tage, die eins einem Kunden reicht',
    daysHelp: (unit) =>
      unit
        ? `Eine Einheit „${unit}“. Leer lassen, um zu nehmen, was die Bestellungen zeigen.`
        : 'Leer lassen, um zu nehmen, was die Bestellungen zeigen.',
    usage: 'Wird es verbraucht?',
    usages: {
      unknown: 'Die Kunden entscheiden lassen',
      used_up: 'Ja, es wird verbraucht',
      not_used_up: 'Nein, es hält: nie erinnern',
    },
    warranty: 'Garantie in Monaten',
    warrantyHelp:
      'Kunden hören 30 Tage vor dem Ende davon, und 7 Tage davor noch einmal, wenn sie nicht geantwortet haben. Leer lassen für die übliche Ihres Shops, 0 für keine.',
    guide: 'Adresse der Anleitung',
    guideHelp: 'Eine https-Adresse. Sie wird Kunden angeboten, die es gerade bekommen haben.',
    needsSetUp: 'Muss eingerichtet werden',
    substitute: 'Der Kauf davon zählt als Nachkauf',
    substituteNone: 'Kein Produkt gewählt',
    substituteHelp: 'Tippen Sie, um in Ihren Produkten zu suchen.',
    units: 'Einheiten je Stück',
  },
  errors: {
    days: 'Geben Sie Tage zwischen 0,01 und 3650 ein, ohne Punkt oder Komma zwischen den Tausendern, oder lassen Sie das Feld leer.',
    warranty: 'Geben Sie ganze Monate zwischen 0 und 240 ein, oder lassen Sie das Feld leer.',
    guide: 'Geben Sie eine Adresse ein, die mit https:// beginnt.',
    units: 'Geben Sie eine Zahl über 0 ein.',
    gone: 'Das gibt es nicht mehr. Laden Sie die Seite neu.',
    changedMeanwhile: 'Inzwischen hat jemand anders dieselben Felder geändert. Noch ist nichts gespeichert.',
  },
  done: {
    edit: (count, customers) =>
      count === 0
        ? 'Es war nichts anders'
        : `${many(count, 'Produkt', 'Produkte')} geändert${customers > 0 ? `; für ${many(customers, 'Kunden', 'Kunden')} wird neu geplant` : ''}`,
    merge: 'Jetzt eine Gruppe',
    split: 'Jetzt getrennt',
    units: 'Einheiten geändert',
    undo: (count) => (count === 0 ? 'Es wurde seither wieder geändert und bleibt so' : 'Rückgängig gemacht'),
  },

  one: {
    back: 'Produkte',
    openInShopify: 'In Shopify öffnen',
    learnt: {
      title: 'Was die Bestellungen zeigen',
      empty: 'Noch ist nichts bekannt.',
      emptyAbout:
        'Sobald Kunden es gekauft haben, zeigen ihre Bestellungen hier, wie lange es reicht. Die Zahlen entstehen jede Nacht neu.',
      sentence: (from, median, to) =>
        `Von denen, die wiederkommen, kommt die Hälfte bis Tag ${median} und die Hälfte zwischen Tag ${from} und Tag ${to}.`,
      onePurchase: (units) => `Bei einem üblichen Kauf von ${units}.`,
      units: (count) => many(count, 'Einheit', 'Einheiten'),
      behind: (customers, repeat) =>
        `${many(customers, 'Kunde steht', 'Kunden stehen')} dahinter; ${repeat.toLocaleString('de')} davon kauften an zwei oder mehr Tagen.`,
      none: 'Noch niemand hat es wieder gekauft; dies zeigt Ihr Shop im Ganzen.',
      figure: (from, median, to) =>
        `Tage bis zum nächsten Kauf: ein Viertel bis Tag ${from}, die Hälfte bis Tag ${median}, drei Viertel bis Tag ${to}.`,
      median: (days) => `Die Hälfte bis Tag ${days}`,
      quarter: (days) => `¼: ${days}`,
      threeQuarters: (days) => `¾: ${days}`,
      said: (days) => `Ihre Angabe ${days}`,
      saidFor: (one, days, units) =>
        `Ihre Angabe: ${counted(one, 'Tag', 'Tage')} für eine Einheit, also ${counted(days, 'Tag', 'Tage')} für ${units}.`,
    },
    weigh: {
      title: 'Wie Eigenes und Gemeinsames wiegen',
      about:
        'Wie weit der eigene Rhythmus eines Kunden zählt, ist, was sich in Ihrem Shop nach so vielen Abständen bewährt hat: in der Regel mehr mit jedem Wiederkommen, aber nicht immer. Der Rest kommt von allen, die es kauften.',
      intervals: 'Eigene Abstände',
      own: 'Eigener Rhythmus',
      said: (learnt, days) =>
        `Die Tage, die Sie eingetragen haben, zählen wie acht Abstände. Neben den Abständen, die die Bestellungen zeigen, sind das ${percentDe(100 - learnt)} des Gemeinsamen; zusammen ergibt das ${counted(days, 'Tag', 'Tage')} für einen üblichen Kauf.`,
      unsaid: (learnt) =>
        `Das Gemeinsame ruht zu ${percentDe(learnt)} auf den Abständen dieses Produkts, im Übrigen auf Ihrem ganzen Shop.`,
    },
    quantity: {
      title: 'Was die Menge bewirkt',
      about: (percent) =>
        `Doppelt so viel reicht ${percentDe(percent)} länger, wie die Bestellungen zeigen; ${percentDe(100)} hieße doppelt so lange.`,
      units: 'Gekaufte Einheiten',
      days: 'Wieder gekauft nach',
    },
    usage: 'Wird es verbraucht?',
    daysIdle: 'Darum bringt die eingetragene Reichweite keine Erinnerung.',
    due: {
      title: 'Bei wem es als Nächstes zu Ende geht',
      none: 'Bei niemandem geht es voraussichtlich in den nächsten 30 Tagen zu Ende.',
      lasts: 'Es gilt nicht als Verbrauchsware: Niemand wird erinnert.',
      all: (soon, past) => `Insgesamt: ${soon} in den nächsten 30 Tagen, ${past} über ihren Tag hinaus`,
    },
    words: 'Was Sie besser wissen',
    wordsAbout:
      'Ob es verbraucht wird, entscheiden Sie. Die Tage, die Sie eintragen, sind der Ausgangspunkt der Rechnung: Sie zählen so viel wie acht Abstände zwischen Käufen, wiegen also weniger, je öfter es wieder gekauft wird.',
    pool: {
      title: 'Größen, Sorten und Gruppen',
      about:
        'Was füreinander gekauft wird, gilt als ein Bedarf. Einheiten sagen, wie viel ein Stück bringt; sie werden aus Optionen und Titeln gelesen, solange Sie sie nicht berichtigen.',
      sources: {
        merchant: 'Ihre Angabe',
        title: 'aus dem Titel',
        metafield: 'aus den Produktdaten',
      },
      soldOut: (since) => `Ausverkauft seit ${since}`,
      notForSale: 'Nicht im Verkauf',
      split: 'Aus der Gruppe nehmen',
      add: 'Ein weiteres Produkt in diese Gruppe nehmen',
      saveUnits: 'Einheiten speichern',
    },
    why: {
      usageName: 'Wird verbraucht',
      customers: 'Kunden, die es kauften',
      repeat: 'Kauften an zwei oder mehr Tagen',
      share: 'Anteil, der wiederkam',
      needs: 'Nötig',
      needsValue: `10 Kunden, ${percentDe(15)}`,
      said: 'Von Ihnen gesagt',
      lasts: 'Eins reicht',
      lastsDays: (days) => `${counted(days, 'Tag', 'Tage')}, wie von Ihnen eingetragen`,
      lasting: 'Titel nennt etwas Bleibendes',
      yes: 'Ja',
      no: 'Nein',
      learnt:
        'Die abgeschlossenen Abstände zwischen zwei Käufen aller, die es kauften, zu Ihren anderen Produkten hin gezogen, wo es wenige sind. Ihre Angabe ist nicht darin, und die noch offenen Abstände auch nicht: In einem jungen Shop wirkt es kürzer, als es ist. Die Prognose eines Kunden zählt beides mit.',
      learntName: 'Tage bis zum nächsten Kauf',
      intervals: 'Abgeschlossene Abstände',
      usualUnits: 'Üblicher Kauf, in Einheiten',
      sweptOn: 'Gelernt in der Nacht zum',
    },
  },

  importing: {
    title: 'Reichweiten und Garantien einlesen',
    about:
      'Eine Tabelle (CSV) mit einem Produkt je Zeile. Nur vorhandene Spalten ändern etwas, und eine leere Zelle lässt alles, wie es ist; „-“ nimmt einen Wert zurück.',
    template: 'Tabelle Ihrer Produkte herunterladen',
    file: 'Datei wählen',
    drop: 'CSV-Datei wählen oder hierher ziehen',
    columnsAbout:
      'Spalten: product_id oder handle oder sku oder title, days_of_supply, warranty_months, set_up_guide, used_up.',
    reading: 'Wird gelesen…',
    preview: (good, bad, same) =>
      `${[
        `${many(good, 'Zeile wird', 'Zeilen werden')} etwas ändern`,
        ...(same > 0 ? [`${many(same, 'Zeile sagt', 'Zeilen sagen')}, was schon gilt`] : []),
        ...(bad > 0 ? [`${many(bad, 'Zeile ist', 'Zeilen sind')} nicht brauchbar`] : []),
      ].join(', ')}.`,
    nothing: 'In dieser Datei steht nichts, was etwas ändern würde.',
    badKept: 'Unbrauchbare Zeilen werden ausgelassen; die anderen werden übernommen.',
    apply: (count) => `${many(count, 'Zeile', 'Zeilen')} übernehmen`,
    line: 'Zeile',
    problem: 'Was nicht stimmt',
    change: 'Wird',
    unknownColumns: (titles) => `Spalten, die oben nicht stehen, werden ausgelassen: ${titles}.`,
    moreLines: (count) => `… und ${count} weitere`,
    errors: {
      'no-header': 'Die erste Zeile muss die Spalten nennen, darunter product_id, handle, sku oder title.',
      'too-big': 'Die Datei ist größer als 2 MB. Teilen Sie sie, oder lassen Sie Spalten weg.',
      'too-many': 'Die Datei hat mehr als 20.000 Zeilen. Teilen Sie sie.',
      empty: 'Die Datei ist leer.',
      unreadable: 'Die Anführungszeichen dieser Zeile passen nicht; ihre Spalten sind nicht zu trennen.',
      columns: 'Diese Zeile hat andere Spalten als die erste.',
      'no-product': 'Hier ist kein Produkt genannt.',
      unknown: (what) => `Ein Produkt „${what}“ gibt es nicht.`,
      ambiguous: (what) => `Mehrere Produkte heißen „${what}“. Nehmen Sie product_id.`,
      twice: (line) => `Dieses Produkt stand schon in Zeile ${line}.`,
      days: (what) =>
        `„${what}“ ist keine Zahl von Tagen zwischen 0,01 und 3650, ohne Punkt oder Komma zwischen den Tausendern.`,
      warranty: (what) => `„${what}“ ist keine Zahl von Monaten zwischen 0 und 240.`,
      guide: (what) => `„${what}“ ist keine Adresse, die mit https:// beginnt.`,
      usage: (what) => `„${what}“ ist weder ja noch nein.`,
    },
    changes: {
      days: (days) => `reicht ${counted(days, 'Tag', 'Tage')}`,
      noDays: 'Reichweite zurückgenommen',
      warranty: (months) => `Garantie ${many(months, 'Monat', 'Monate')}`,
      noWarranty: 'keine Garantie',
      guide: 'Anleitung gesetzt',
      noGuide: 'Anleitung zurückgenommen',
      usages: {
        unknown: 'Verhalten entscheidet',
        used_up: 'wird verbraucht',
        not_used_up: 'wird nicht verbraucht',
      },
    },
  },
};

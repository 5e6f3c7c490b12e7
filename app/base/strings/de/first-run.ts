import { counted } from '~/base/strings/counted';
import type { FirstRunStrings } from '~/base/strings/en/first-run';
import { percentDe } from '~/base/strings/write-percent';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

const knownDe = (known: number) =>
  known === 0
    ? 'davon ist noch keine bekannt'
    : many(
        known,
        'davon ist schon bekannt und bleibt, wie sie ist',
        'davon sind schon bekannt und bleiben, wie sie sind',
      );

/** Jedes Wort der Einrichtung auf Deutsch. */
export const firstRunDe: FirstRunStrings = {
  title: 'Carafe einrichten',
  steps: 'Schritte',
  progress: (at, of) => `Schritt ${at} von ${of}`,
  why: 'Warum dieser Schritt',
  next: 'Speichern und weiter',
  goOn: 'Weiter',
  skip: 'Später',
  back: 'Zurück',
  finish: 'Starten',
  leaveAbout: 'Sie können jederzeit aufhören und machen später an dieser Stelle weiter.',
  done: 'Erledigt',
  left: 'Für später gelassen',
  finished: 'Carafe ist eingerichtet',
  leftOff: 'Alles bleibt, wie es ist: Machen Sie weiter, wann Sie mögen',
  names: {
    welcome: 'Was Carafe tun wird',
    sender: 'Wer schreibt',
    'mail-server': 'Mailserver',
    history: 'Ihre Bestellhistorie',
    found: 'Was gefunden wurde',
    lasting: 'Wie lange Dinge reichen',
    neighbours: 'Andere Mails, und wem nie',
    kinds: 'Worüber geschrieben wird',
  },
  reasons: {
    welcome: 'Damit nichts geschieht, womit Sie nicht gerechnet haben.',
    sender:
      'Kunden sollen einen Namen sehen, den sie kennen. Die Postanschrift am Fuß jeder Mail verlangt fast überall das Gesetz, und Mails von ungeprüften Domains landen im Spam.',
    'mail-server':
      'Mails gehen in Ihrem Namen hinaus. Ein Test zeigt jetzt, was sonst ein Kunde herausfände.',
    history:
      'Carafe lernt aus Ihren Bestellungen, wie lange Einkäufe bei jedem Kunden reichen. Vielen Apps gibt Shopify nur die letzten 60 Tage; was vor Ihrer ältesten Bestellung hier liegt, bringt Ihr eigener Export.',
    found: 'Was möglich ist, hängt davon ab, was Ihr Shop weiß. Hier steht es, ungeschönt.',
    lasting:
      'Sie kennen Ihre Produkte; ein paar Zahlen von Ihnen sind Monate des Wartens auf wiederkehrende Kunden wert.',
    neighbours: 'Niemand hört gern zweimal dasselbe, und manchen soll gar nicht geschrieben werden.',
    kinds:
      'Fangen Sie klein an. Jede Nachricht wartet zuerst auf Ihre Freigabe und sagt, warum sie geplant ist.',
  },
  untested: {
    title: 'Noch ist kein Test der Verbindung gelungen',
    about:
      'Ihr Mailserver ist gespeichert. Ob er funktioniert, zeigt „Verbindung testen“; stimmt etwas nicht, geht keine Mail hinaus.',
    goOn: 'Ohne Test weiter',
  },
  welcome: {
    lead: 'Carafe schreibt Ihren Kunden im richtigen Augenblick, wie ein guter Kaufmann, und kann zu jeder Nachricht sagen, warum.',
    does: [
      'Lernt aus Ihren eigenen Bestellungen, wann jedem Kunden etwas ausgeht, wann eine Garantie endet und wann ein Dank fällig ist.',
      'Zeigt Ihnen jede Nachricht vorher, mit ihrem Grund. Die ersten 25 jeder Art warten auf Ihre Freigabe.',
      'Schreibt in Ihrem Namen, über Ihren eigenen Mailserver, wenn Sie einen eintragen, und nie in den Ruhezeiten Ihrer Kunden.',
    ],
    never: 'Was es nie tut',
    nevers: [
      'Ohne die Einwilligung schreiben, die das Land des Kunden verlangt, an Abgemeldete oder an jemanden mit offener Beschwerde. Ausgenommen sind nur Mails zu einer Bestellung oder Garantie: Sie verkaufen nichts und brauchen keine Einwilligung.',
      'Eine Nachricht zweimal senden.',
      'Ihre Bestellungen, Produkte oder Preise ändern.',
    ],
    time: 'Das dauert etwa zehn Minuten. Vor dem letzten Schritt wird nichts gesendet.',
    start: 'Beginnen',
  },
  history: {
    none: 'Das Laden hat noch nicht begonnen. Es beginnt von selbst binnen einer Minute.',
    finished: 'Die Bestellhistorie Ihres Shops ist geladen.',
    stay: 'Sie können weitergehen; geladen wird auch ohne Sie.',
  },
  importing: {
    title: 'Was davor liegt',
    titleLater: 'Ältere Bestellungen',
    about:
      'Öffnen Sie in Shopify „Bestellungen“, wählen Sie „Exportieren“, „Alle Bestellungen“, „CSV für Excel, Numbers …“. Shopify schickt Ihnen die Datei. Aus ihren Bestellungen lernt Carafe; ihretwegen wird niemandem geschrieben.',
    drop: 'Bestellexport wählen (CSV)',
    reading: 'Wird gelesen …',
    savedAnew:
      'Eine Tabellenkalkulation hat diese Datei neu gespeichert, mit anderen Zeichen zwischen den Spalten; auch Tage und Beträge können anders geschrieben sein. Wählen Sie die Datei so, wie Shopify sie geschickt hat.',
    nothingInIt: 'In dieser Datei steht nichts.',
    noExport: (missing) => `Das ist nicht Shopifys Bestellexport: Ihm fehlen die Spalten ${missing}.`,
    bring: {
      whole: (orders, known) =>
        `Die Datei hat ${many(orders, 'Bestellung', 'Bestellungen')}; ${knownDe(known)}.`,
      beginning: (orders, known) =>
        `Der Anfang der Datei hat ${many(orders, 'Bestellung', 'Bestellungen')}; ${knownDe(known)}.`,
      rest: (orders, known) =>
        `Der Rest der Datei hat ${many(orders, 'Bestellung', 'Bestellungen')}; ${knownDe(known)}.`,
      next: (orders, known) =>
        `Der nächste Teil der Datei hat ${many(orders, 'Bestellung', 'Bestellungen')}; ${knownDe(known)}.`,
    },
    begun: (percent) =>
      `Der Import dieser Datei blieb bei ${percentDe(percent)} stehen; er geht dort weiter.`,
    readBefore: (at) =>
      `Genau diese Datei wurde schon gelesen (${at}) und wird nicht noch einmal gelesen. Was damals daraus wurde:`,
    unmatched: (lines, of) =>
      of === 0
        ? 'Keine Zeile darin ist lesbar.'
        : lines === 0
          ? 'Jede lesbare Zeile wurde unter Ihren Produkten gefunden.'
          : `${lines.toLocaleString('de')} von ${many(of, 'Zeile', 'Zeilen')} ${lines === 1 ? 'passt nach SKU und Namen zu keinem Ihrer Produkte; sie zählt' : 'passen nach SKU und Namen zu keinem Ihrer Produkte; sie zählen'} als Bestellung, aber für kein Produkt.`,
    order: (name, on, items) => `${name}, ${on}, ${many(items, 'Zeile', 'Zeilen')}`,
    known: 'schon bekannt',
    start: 'Importieren',
    other: 'Andere Datei wählen',
    progress: (percent, orders) =>
      `${percentDe(percent)} der Datei, bisher ${counted(orders, 'neue Bestellung', 'neue Bestellungen')}.`,
    stay: 'Lassen Sie diese Seite offen, solange die Datei gelesen wird.',
    paused:
      'Der Import blieb unterwegs stehen. Wählen Sie dieselbe Datei noch einmal: Er geht dort weiter, wo er war.',
    failed: 'Die Verbindung riss ab. Nichts ist verloren.',
    goOn: 'Weitermachen',
    done: (orders, known) =>
      `Importiert: ${counted(orders, 'neue Bestellung', 'neue Bestellungen')}; ${counted(known, 'war', 'waren')} schon bekannt.`,
    errors: (count) => `${many(count, 'Zeile wurde', 'Zeilen wurden')} ausgelassen`,
    errorsAhead: (count) => `${many(count, 'Zeile wird', 'Zeilen werden')} ausgelassen`,
    errorAt: (line, why) => `Zeile ${line.toLocaleString('de')}: ${why}`,
    cut: (line) => `Ab Zeile ${line.toLocaleString('de')} ist nichts mehr lesbar`,
    cutAbout:
      'Dort passen Anführungszeichen oder Spalten nicht; was dahinter steht, ist davon nicht zu trennen. Bessern Sie die Datei aus und wählen Sie sie noch einmal.',
    nothingLoaded: 'Aus dieser Datei wurde nichts geladen.',
    errorWhy: {
      'no-name': 'Der Name der Bestellung fehlt.',
      date: 'Der Tag der Bestellung ist nicht lesbar.',
      quantity: 'Die Menge ist keine ganze Zahl über 0, oder der Produktname fehlt.',
      amount: 'Ein Betrag ist keiner oder größer als der irgendeiner Bestellung.',
      'without-order': 'Über ihr steht keine Zeile mit dem Tag dieser Bestellung.',
      'other-order':
        'Eine andere Zeile nennt den Namen dieser Bestellung mit anderer Id, oder diese Id mit anderem Namen.',
      twice: 'Sie gehört zu einer Kopie: Die Bestellung steht mehr als einmal in der Datei.',
    },
  },
  found: {
    customers: (count) => many(count, 'Kunde mit einer Bestellung', 'Kunden mit einer Bestellung'),
    orders: (count, since) => `${many(count, 'Bestellung', 'Bestellungen')}, die älteste vom ${since}`,
    counting: 'Ihre Kunden werden gezählt …',
    countingAgain: 'Es wird neu gezählt …',
    countedAt: (at) => `Diese Zahlen sind von: ${at}.`,
    notCounted: 'Ihre Kunden ließen sich nicht zählen',
    notCountedAgain: 'Diese Zahlen ließen sich nicht erneuern',
    trouble: {
      late: 'Ein großer Shop wird im Hintergrund gezählt, und in anderthalb Minuten kam keine Antwort: Dieser Teil von Carafe steht still, ist beschäftigt oder ist gescheitert. Versuchen Sie es noch einmal; bleibt es so, sollte, wer Carafe für Sie betreibt, nachsehen, ob der Worker läuft und was in dessen Protokoll steht. Sie können inzwischen weitergehen, nichts wartet auf diese Zahlen.',
      'queue-away':
        'Ein großer Shop wird im Hintergrund gezählt, und was diesen Teil von Carafe weckt, die Warteschlange der Aufträge, antwortet nicht. Versuchen Sie es in ein paar Minuten noch einmal; bleibt es so, sollte, wer Carafe für Sie betreibt, nach dieser Warteschlange sehen. Sie können inzwischen weitergehen, nichts wartet auf diese Zahlen.',
      failed:
        'Carafe hat nicht geantwortet. Sehen Sie nach, ob Sie verbunden sind, und versuchen Sie es noch einmal. Sie können inzwischen weitergehen, nichts wartet auf diese Zahlen.',
    },
    again: 'Noch einmal versuchen',
    noOrders: 'Noch keine Bestellungen. Carafe lernt aus den ersten, sobald sie kommen.',
    stillLoading: 'Ihre Bestellhistorie wird noch geladen; diese Zahlen wachsen noch.',
    may: (may, all, kind) => `${may} von ${all} Kunden ${may === '1' ? 'darf' : 'dürfen'} „${kind}“ bekommen`,
    forecast: (count) => `Für ${count} von ihnen kann Carafe schon sagen, wann ihnen wohl etwas ausgeht.`,
    refused: (parts) => `Die anderen: ${parts}.`,
    refusedBecause: {
      'no-consent': (count) => `${counted(count, 'hat', 'haben')} in solche Mail nicht eingewilligt`,
      suppressed: (count) =>
        `${counted(count, 'hat sich abgemeldet oder ist', 'haben sich abgemeldet oder sind')} nicht erreichbar`,
      'never-write': (count) =>
        `${counted(count, 'ist eine Firma oder trägt', 'sind Firmen oder tragen')} eines Ihrer Tags`,
      'no-address': (count) => `${counted(count, 'hat', 'haben')} keine E-Mail-Adresse`,
    },
    refusedOther: (count) => `${count} aus einem anderen Grund`,
    delivered: (percent, seen) =>
      `Der Tag der Zustellung ist bei ${percentDe(percent)} ${seen === '1' ? 'Ihres letzten Pakets' : `Ihrer letzten ${seen} Pakete`} bekannt; bei den anderen wird er geschätzt und in keiner Mail behauptet.`,
    noParcels: 'Noch keine Pakete; die Tage der Zustellung werden geschätzt.',
    products: (usedUp, unknown, durable) =>
      `${many(usedUp, 'Produkt ist', 'Produkte sind')} als Verbrauchsware bekannt, ${durable.toLocaleString('de')} als langlebig. Von ${unknown.toLocaleString('de')} weiteren weiß es noch niemand: Carafe lernt es aus den Kunden, die wiederkommen.`,
    warrantyNeeded: 'Sie geht hinaus, sobald Produkte eine Garantie haben.',
    warranty: (count) =>
      count === 0
        ? 'Noch hat kein Produkt eine Garantie.'
        : `${many(count, 'Produkt hat', 'Produkte haben')} eine Garantie.`,
    advice: 'Was das heißt',
    advise: {
      few: 'Fangen Sie mit Dankesmails an: Sie brauchen keine Bestellhistorie. Erinnerungen kommen von selbst dazu, wenn Kunden wiederkommen.',
      consent:
        'Wenige Kunden dürfen Erinnerungen bekommen. Bieten Sie den Newsletter an der Kasse an; ein Hinweis auf die Garantie braucht keine Einwilligung.',
      good: 'Es genügt für Erinnerungen, sobald Sie gesagt haben, wie lange Ihre meistverkauften Produkte reichen.',
    },
    whyMay:
      'Für jeden Kunden wurden die Einwilligung laut Shopify, die Regel seines Landes und Ihr „Wem nie“ gefragt.',
    whyDelivered: 'Pakete Ihrer neuesten 3.000 Bestellungen, für die der Zusteller den Tag genannt hat.',
  },
  lasting: {
    about:
      'Ihre meistverkauften Produkte. Wie lange reicht eines einer Person? Geschätzt genügt; Carafe berichtigt es, wenn Kunden wiederkommen.',
    days: 'Tage für eines',
    daysFor: (title) => `Tage, die ein „${title}“ reicht`,
    not: 'Wird nicht verbraucht',
    notFor: (title) => `„${title}“ wird nicht verbraucht`,
    learnt: (days, customers) =>
      customers === 1
        ? `Ein Kunde kam nach etwa ${counted(days, 'Tag', 'Tagen')} wieder.`
        : `Kunden kamen nach etwa ${counted(days, 'Tag', 'Tagen')} wieder (${customers.toLocaleString('de')} von ihnen).`,
    atOnce: (items) => `Das gilt für ${items} auf einmal, nicht für eines.`,
    unknown: 'Noch nichts bekannt.',
    empty: 'Ihre meistverkauften Produkte stehen hier, sobald Bestellungen geladen sind.',
    range: (least, most) =>
      `Geben Sie Tage zwischen ${least} und ${most} ein, ohne Punkt oder Komma zwischen den Tausendern.`,
  },
  neighbours: {
    othersTitle: 'Sendet das schon ein anderes Werkzeug?',
    othersAbout:
      'Klaviyo, Shopify Messaging, eine Bewertungs- oder Versand-App … Carafe lässt es dann weg. Üblich: keins.',
    others: {
      'thank-you': 'Ein Dank nach einer Bestellung',
      'warranty-expiry': 'Eine Erinnerung vor dem Ende einer Garantie',
      'running-low': 'Eine Erinnerung an das Nachbestellen',
    },
    campaignTitle: 'An welchen Wochentagen gehen Ihre Kampagnen hinaus?',
    campaignAbout:
      'An diesen Tagen sendet Carafe keine Werbung, damit niemand zweimal von Ihnen hört. Höchstens sechs; üblich keiner.',
    weekdays: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
    relay:
      'Weiterleitungsadressen von Marktplätzen (Amazon, eBay, Etsy und ähnliche) wird nie geschrieben; deren Käufer sind nicht Ihre.',
  },
  kinds: {
    about:
      'Jede Art beginnt mit einer Prüfung: Ihre ersten 25 Nachrichten und alle ihrer ersten 14 Tage warten auf Ihre Freigabe.',
    noneChosen: 'Noch ist nichts ausgewählt. Haken Sie mindestens eines an, oder drücken Sie auf „Später“.',
    suggested: 'Gut für den Anfang',
    others: 'Das sendet schon ein anderes Werkzeug von Ihnen',
    isOn: 'Eingeschaltet',
    meTitle: 'Eine Woche lang alles an mich statt an Kunden',
    meAbout:
      'Sie bekommen jede Mail, die ein Kunde bekommen hätte, deutlich gekennzeichnet. Nach der Woche gehen Mails an Ihre Kunden; solange Sie jede prüfen, wartet jede weiter auf Ihre Freigabe.',
    meField: 'Ihre E-Mail-Adresse',
    meUntil: (on) => `Bis ${on}. Sie können es in den Einstellungen früher beenden.`,
    meOpen: 'Bis Sie es in den Einstellungen beenden.',
    meNeeds: 'Geben Sie Ihre Adresse ein, oder nehmen Sie den Haken weg.',
    notReady: 'Noch kann nichts hinausgehen. Es fehlt:',
    missing: {
      sender: 'Name und E-Mail-Adresse des Absenders',
      address: 'Ihre Postanschrift',
      smtp: 'ein Mailserver',
    },
    goTo: (step) => `Zu „${step}“`,
  },
};

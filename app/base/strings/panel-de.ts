import { counted } from '~/base/strings/counted';
import { accuracyDe } from '~/base/strings/de/accuracy';
import { blocksDe } from '~/base/strings/de/blocks';
import { complaintsDe } from '~/base/strings/de/complaints';
import { dryRunDe } from '~/base/strings/de/dry-run';
import { firstRunDe } from '~/base/strings/de/first-run';
import { holdoutDe } from '~/base/strings/de/holdout';
import { intakeDe } from '~/base/strings/de/intake';
import { kindsDe } from '~/base/strings/de/kinds';
import { lastMonthDe } from '~/base/strings/de/last-month';
import { listsDe } from '~/base/strings/de/lists';
import { mailboxDe } from '~/base/strings/de/mailbox';
import { moreSettingsDe } from '~/base/strings/de/more-settings';
import { notesDe } from '~/base/strings/de/notes';
import { productsDe } from '~/base/strings/de/products';
import { reachDe } from '~/base/strings/de/reach';
import { reportsDe } from '~/base/strings/de/reports';
import { segmentDe } from '~/base/strings/de/segment';
import { senderDomainDe } from '~/base/strings/de/sender-domain';
import { settingAboutDe } from '~/base/strings/de/setting-about';
import { shopDataDe } from '~/base/strings/de/shop-data';
import { stoppedDe } from '~/base/strings/de/stopped';
import { teamDe } from '~/base/strings/de/team';
import { templatesDe } from '~/base/strings/de/templates';
import { whysDe } from '~/base/strings/de/whys';
import { workDe } from '~/base/strings/de/work';
import type { PanelStrings } from '~/base/strings/panel-en';
import { percentDe } from '~/base/strings/write-percent';

/** A count that may have stopped at its bound. */
const orMore = (count: number, capped: boolean) =>
  `${count.toLocaleString('de')}${capped ? ' oder mehr' : ''}`;

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

/** Jedes Wort der Oberfläche auf Deutsch. */
export const panelDe: PanelStrings = {
  blocks: blocksDe,
  segment: segmentDe,
  intake: intakeDe,
  lists: listsDe,
  whys: whysDe,
  complaints: complaintsDe,
  notes: notesDe,
  mailbox: mailboxDe,
  dryRun: dryRunDe,
  firstRun: firstRunDe,
  lastMonth: lastMonthDe,
  moreSettings: moreSettingsDe,
  settingAbout: settingAboutDe,
  reach: reachDe,
  shopData: shopDataDe,
  senderDomain: senderDomainDe,
  stopped: stoppedDe,
  holdout: holdoutDe,
  team: teamDe,
  templates: templatesDe,
  work: workDe,
  reports: reportsDe,
  nav: {
    home: 'Start',
    customers: 'Kunden',
    products: 'Produkte',
    queue: 'Warteschlange',
    work: 'Für Ihr Team',
    reports: 'Berichte',
    templates: 'Vorlagen',
    settings: 'Einstellungen',
  },
  accuracy: accuracyDe,
  products: productsDe,

  kinds: kindsDe,
  kindAbout: {
    'running-low':
      'Schreibt, kurz bevor ein Kunde aufgebraucht hat, was er gekauft hat, mit einem Link zum Nachbestellen in einem Schritt.',
    'warranty-expiry':
      'Erinnert Kunden 30 Tage vor dem Ende der Garantie, und 7 Tage davor noch einmal, wenn sie nicht geantwortet haben, damit ein Mangel rechtzeitig gemeldet wird.',
    'thank-you': 'Dankt nach der ersten Bestellung, dann nach der 5., der 10., der 20. und so fort.',
  },
  states: {
    planned: 'Geplant',
    awaiting_approval: 'Wartet auf Sie',
    held: 'Angehalten',
    sending: 'Wird gesendet',
    sent: 'Gesendet',
    skipped: 'Ausgelassen',
    expired: 'Nicht mehr nützlich',
    cancelled: 'Entfallen',
    failed: 'Nicht zugestellt',
    unconfirmed: 'Unbestätigt',
  },
  statuses: {
    learning: 'Lernt noch',
    on_time: 'Im Rhythmus',
    due: 'Fällig',
    late: 'Spät dran',
    lapsed: 'Ausgeblieben',
  },
  statusAbout: {
    learning: 'Noch zu wenige Bestellungen, um den Rhythmus zu kennen.',
    on_time: 'Die nächste Bestellung wird noch nicht erwartet.',
    due: 'Die nächste Bestellung wird etwa jetzt erwartet.',
    late: 'Die nächste Bestellung kommt später als sonst.',
    lapsed: 'Der eigene Rhythmus ist abgerissen.',
  },
  consents: {
    SUBSCRIBED: 'Angemeldet',
    NOT_SUBSCRIBED: 'Nicht angemeldet',
    UNSUBSCRIBED: 'Abgemeldet',
    PENDING: 'Noch nicht bestätigt',
    REDACTED: 'Gelöscht',
    INVALID: 'Adresse ungültig',
    UNKNOWN: 'Nicht bekannt',
  },
  suppressions: {
    unsubscribe: 'Über einen Link in einer Mail abgemeldet',
    hard_bounce: 'Die Adresse gibt es nicht',
    soft_bounces: 'Mails kamen immer wieder zurück',
    spam_report: 'Hat eine Mail als Spam gemeldet',
    manual: 'Von Ihrem Team gestoppt',
    redacted: 'Auf eigenen Wunsch gelöscht',
  },
  purposes: {
    purchase: 'Bestellung',
    replacement: 'Ersatz',
    sample: 'Probe',
    gift: 'Geschenk',
    test: 'Testbestellung',
  },
  modes: { off: 'Aus', review: 'Jede prüfen', on: 'An' },

  common: {
    guest: 'Kunde ohne Namen',
    preview: 'Vorschau',
    hidePreview: 'Vorschau schließen',
    approve: 'Freigeben',
    skip: 'Auslassen',
    move: 'Verschieben',
    sendNow: 'Jetzt senden',
    undo: 'Rückgängig',
    cancel: 'Abbrechen',
    close: 'Schließen',
    save: 'Speichern',
    discard: 'Verwerfen',
    more: 'Weitere Aktionen',
    next: 'Weiter',
    previous: 'Zurück',
    why: 'Warum?',
    today: 'Heute',
    orders: (count) => many(count, 'Bestellung', 'Bestellungen'),
    days: (count) => many(count, 'Tag', 'Tage'),
    capped: (count) => `${count.toLocaleString('de')}+`,
    ago: {
      now: 'gerade eben',
      minutes: (count) => (count === 1 ? 'vor einer Minute' : `vor ${count} Minuten`),
      hours: (count) => (count === 1 ? 'vor einer Stunde' : `vor ${count} Stunden`),
      days: (count) => (count === 1 ? 'vor einem Tag' : `vor ${count} Tagen`),
    },
    timeLeft: {
      seconds: 'Noch weniger als eine Minute.',
      minutes: (count) => `Noch etwa ${many(count, 'Minute', 'Minuten')}.`,
      hours: (count) => `Noch etwa ${many(count, 'Stunde', 'Stunden')}.`,
    },
    loading: 'Wird geladen',
  },

  home: {
    title: 'Start',
    paused: 'Alles ist pausiert',
    pausedBy: (since) =>
      `Pausiert seit ${since}. Keine Mail geht hinaus; geplante Nachrichten behalten ihren Platz und werden beim Fortsetzen neu geprüft.`,
    sendAllTo: (address) => `Jede Mail geht an ${address} statt an Kunden`,
    sendAllToUntil: (on) => `Bis einschließlich ${on}; vom Tag danach an gehen Mails an Ihre Kunden.`,
    sendAllToOpen: 'Bis Sie es in den Einstellungen beenden. So lange bekommt kein Kunde eine Mail.',
    sendAllToAction: 'In den Einstellungen ändern',
    unconfirmed: (count, capped) =>
      count === 1
        ? 'Bei einer Mail ist unklar, ob sie ankam'
        : `Bei ${orMore(count, capped)} Mails ist unklar, ob sie ankamen`,
    unconfirmedAbout:
      'Die Verbindung zum Mailserver riss genau im Augenblick der Übergabe. Carafe sendet eine solche Mail nie von selbst ein zweites Mal: Sie entscheiden.',
    unconfirmedAction: 'Ansehen',
    backfill: {
      title: 'Ihre Bestellhistorie wird geladen',
      waiting:
        'Shopify wurde um Ihre Produkte, Kunden und Bestellungen gebeten. Das dauert meist ein paar Minuten.',
      exporting: (count) =>
        `Shopify bereitet die Daten vor: bisher ${counted(count, 'Datensatz', 'Datensätze')}.`,
      loading: (loaded, total) => `${loaded} von ${counted(total, 'Datensatz', 'Datensätzen')} geladen.`,
      done: (total) => `Ihre Bestellhistorie ist geladen: ${counted(total, 'Datensatz', 'Datensätze')}.`,
      noOrders:
        'Ihr Shop hat noch keine Bestellungen. Sobald die ersten kommen, lernt Carafe von selbst daraus.',
      retrying:
        'Der letzte Versuch kam nicht durch. Carafe versucht es von selbst noch einmal; was geladen ist, bleibt.',
      failed: (subjects) => `Das Laden endete vorzeitig: ${subjects}.`,
      because: {
        cut: 'Mehrmals nacheinander brach die Datei, die Shopify übergab, vor ihrem Ende ab.',
        damaged: 'Mehrmals nacheinander war die Datei, die Shopify übergab, nicht lesbar.',
        denied:
          'Shopify lässt Carafe diese Daten nicht lesen. Sehen Sie zuerst in der Shopify-Verwaltung nach den Berechtigungen der App, dann in Shopifys Dev Dashboard nach ihrem Zugang zu geschützten Kundendaten.',
        noAccess:
          'Shopify erkennt den Zugang von Carafe zu Ihrem Shop nicht mehr an. Wenn Sie Carafe in der Shopify-Verwaltung öffnen, wird er erneuert; das Laden geht dann von selbst weiter.',
        notSaved:
          'Carafe konnte das Gelesene nicht speichern. Wer Carafe für Sie betreibt, kann nachsehen, warum.',
        other: (code) => `Shopifys Wort dafür: ${code}.`,
      },
      failedNote:
        'Was geladen ist, bleibt, und nichts geht verloren. Bis alles da ist, kennt Carafe nur einen Teil Ihrer Bestellhistorie.',
      tryAgain: 'Noch einmal versuchen',
      subjects: { products: 'Produkte', customers: 'Kunden', orders: 'Bestellungen' },
      closeNote: 'Sie können diese Seite verlassen; es geht ohne Sie weiter.',
    },
    setUp: {
      title: 'Vor der ersten Mail',
      titleLater: 'Ihre Einrichtung',
      progress: (done, total) => `${done} von ${total} erledigt`,
      open: 'Öffnen',
      steps: {
        sender: {
          title: 'Absender angeben',
          about: 'Diesen Namen und diese Adresse sehen Ihre Kunden, und dort kommen ihre Antworten an.',
        },
        address: {
          title: 'Postanschrift angeben',
          about: 'Das Recht verlangt sie in den meisten Ländern am Fuß jeder Mail.',
        },
        smtp: {
          title: 'Mailserver verbinden',
          about: 'Mails gehen in Ihrem Namen hinaus. Ein Test zeigt sofort, ob es klappt.',
        },
        kinds: {
          title: 'Festlegen, worüber Carafe schreibt',
          about: 'Jede Art beginnt mit Prüfung: Ihre Nachrichten warten auf Ihre Freigabe.',
        },
      },
      untested: {
        title: 'Mailserver testen',
        about:
          'Er ist gespeichert, aber die Verbindung hat noch niemand getestet. Stimmt daran etwas nicht, geht keine Mail hinaus.',
      },
      relay: 'Mails gehen über den Mailserver Ihrer Installation hinaus',
    },
    next: {
      title: 'Wie es weitergeht',
      first: (when) => `Die erste Nachricht ist fällig: ${when}.`,
      planning:
        'Carafe plant gerade, Kunde für Kunde. Die ersten Nachrichten erscheinen in wenigen Minuten hier und in der Warteschlange.',
      none: 'Noch ist keine Nachricht fällig. Die ersten sind zu erwarten:',
      expect: {
        'running-low': 'einige Tage, bevor einem Kunden etwas voraussichtlich ausgeht.',
        'warranty-expiry': '30 Tage vor dem Ende der Garantie eines Produkts.',
        'thank-you': 'am nächsten Werktag nach der ersten Bestellung eines Kunden, morgens.',
      },
      lacksWarranties: 'noch kann keine kommen, da kein Produkt eine Garantie hat.',
      enterWarranties: 'Garantien eintragen',
      lacksProducts: 'noch kann keine kommen, da der Shop kein Produkt hat.',
      waits:
        'Jede wartet zuerst auf Ihre Freigabe, auf dieser Seite und in der Warteschlange; was Sie nicht freigeben, geht nicht hinaus.',
      leaves:
        'Bis sie hinausgeht, steht sie mit ihrem Grund in der Warteschlange; dort können Sie sie verschieben oder auslassen.',
    },
    week: {
      title: 'Diese Woche',
      about: 'Was in den nächsten sieben Tagen hinausgeht, nach heutigem Plan.',
      allPaused:
        'Was in den nächsten sieben Tagen ohne die Pause hinausginge. Bis Sie fortsetzen, geht nichts hinaus.',
      kindsPaused: (names) => `Pausiert, geht also nicht hinaus, bis Sie fortsetzen: ${names}.`,
      empty: 'In den nächsten sieben Tagen ist nichts fällig.',
      emptyLearning:
        'Noch ist nichts geplant. Carafe lernt zuerst aus den Bestellungen Ihres Shops und plant nur, was Sie eingeschaltet haben.',
      waiting: (count, capped) =>
        count === 1 ? '1 wartet auf Sie' : `${orMore(count, capped)} warten auf Sie`,
      none: 'Nichts',
      open: 'Zur Warteschlange',
    },
    waiting: {
      title: 'Nachrichten, die auf Ihre Freigabe warten',
      empty: 'Keine Nachricht wartet auf Ihre Freigabe.',
      emptyAbout:
        'Nachrichten, die vor dem Senden Ihre Freigabe brauchen, erscheinen hier, jede mit ihrem Grund.',
      all: (count) => `Alle ${count} Nachrichten ansehen`,
    },
    sent: {
      title: 'In den letzten 7 Tagen gesendet',
      empty: 'In den letzten sieben Tagen ging keine Mail hinaus.',
      onlyRedirected: (count) =>
        `In den letzten sieben Tagen bekam kein Kunde Mail: ${many(count, 'Mail ging', 'Mails gingen')} stattdessen an Sie.`,
      redirected: (count) => `${many(count, 'Mail ging', 'Mails gingen')} an Sie statt an Kunden.`,
      summary: (mails) => `${many(mails, 'Mail', 'Mails')} gesendet.`,
      throughLink: (orders, amount) =>
        `${many(orders, 'Bestellung', 'Bestellungen')} über den Link einer Mail (${amount})`,
      after: (orders, amount) => `${many(orders, 'Bestellung', 'Bestellungen')} nach einer Mail (${amount})`,
      followed: (parts) => `Was folgte: ${parts}.`,
      clicked: (count) => many(count, 'angeklickte Mail', 'angeklickte Mails'),
      replied: (count) => many(count, 'per E-Mail beantwortete Mail', 'per E-Mail beantwortete Mails'),
      answered: (count, complaints) =>
        `${many(count, 'per Knopf beantwortete Mail', 'per Knopf beantwortete Mails')}${complaints > 0 ? ` (${complaints} mit einer Beschwerde)` : ''}`,
      unsubscribed: (count) => many(count, 'Abmeldung', 'Abmeldungen'),
      bounced: (count) => many(count, 'zurückgekommene Mail', 'zurückgekommene Mails'),
      nothingFollowed: 'Noch ist nichts gefolgt.',
      reasons: (count) => `${count} Anlässe in einer Mail`,
      latest: 'Letzte Mails',
      all: 'Alle Mails, die hinausgingen',
    },
    outcome: {
      link: (order, amount) => `Über den Link nachbestellt: ${order}, ${amount}`,
      after: (order, amount) => `Danach bestellt: ${order}, ${amount}`,
      spam: 'Als Spam gemeldet',
      unsubscribed: 'Abgemeldet',
      bounced: 'Unzustellbar',
      replied: 'Geantwortet',
      answered: (answer) => `Antwort: ${answer}`,
      complained: (answer) => `Beschwerde: ${answer}`,
      clicked: 'Geklickt',
      nothing: 'Gesendet',
    },
    health: {
      title: 'Wie es Carafe geht',
      intakeOk: (ago) => `Neues von Shopify kommt an. Zuletzt mit Ihrem Shop abgeglichen: ${ago}.`,
      intakeNever: 'Noch nicht mit Ihrem Shop abgeglichen. Werbung wartet so lange.',
      intakeLate: (ago) =>
        `Zuletzt mit Ihrem Shop abgeglichen: ${ago}. Werbung wartet, bis es weniger als 15 Minuten sind; das geht von selbst.`,
      intakeBecause: {
        damaged:
          'Shopifys letzte Antwort ließ sich nicht bis zum Ende lesen. Carafe fragt alle paar Minuten noch einmal.',
        denied:
          'Shopify lässt Carafe diese Daten nicht lesen. Sehen Sie in der Shopify-Verwaltung nach den Berechtigungen der App.',
        noAccess:
          'Shopify erkennt den Zugang von Carafe zu Ihrem Shop nicht mehr an. Wenn Sie Carafe in der Shopify-Verwaltung öffnen, wird er erneuert.',
        notSaved:
          'Carafe konnte das Gelesene nicht speichern. Wer Carafe für Sie betreibt, kann nachsehen, warum.',
        other: (code) => `Shopifys Wort dafür: ${code}. Carafe fragt alle paar Minuten noch einmal.`,
      },
      intakeWaiting: (count, capped) =>
        count === 1
          ? 'Eine Meldung von Shopify wird noch gelesen.'
          : `${orMore(count, capped)} Meldungen von Shopify werden noch gelesen.`,
      sendingWaits: (count, capped) =>
        count === 1
          ? 'Eine Erinnerung wartet, bis Ihre Bestellungen mit Shopify abgeglichen sind, und geht dann von selbst hinaus.'
          : `${orMore(count, capped)} Erinnerungen warten, bis Ihre Bestellungen mit Shopify abgeglichen sind, und gehen dann von selbst hinaus.`,
      sendingOk: 'Keine Mail ist überfällig.',
      sendingLate: (count, ago) =>
        `${counted(count, 'Nachricht ist überfällig; sie', 'Nachrichten sind überfällig; die älteste')} war ${ago} fällig.`,
      mailOk: (ago) => `Ihr Mailserver arbeitet. Letzte Mail ${ago}.`,
      mailUntried: 'Ihrem Mailserver wurde noch keine Mail übergeben.',
      mailUntested: 'Ihren Mailserver hat noch niemand getestet, und ihm wurde noch keine Mail übergeben.',
      mailTrouble: (next) =>
        next
          ? `Ihr Mailserver nimmt gerade keine Mails an. Nächster Versuch um ${next}; nichts geht verloren.`
          : 'Ihr Mailserver nimmt gerade keine Mails an. Carafe versucht es weiter; nichts geht verloren.',
      mailStopped:
        'Das Senden ist gestoppt, weil Ihr Mailserver es ablehnt. Bitte prüfen Sie die Einstellungen.',
      said: (words) => `Er sagte: ${words}`,
      toMailbox: 'Zum Postfach',
      ok: 'In Ordnung',
      attention: 'Braucht Aufmerksamkeit',
    },
  },

  customers: {
    title: 'Kunden',
    search: 'Nach Name oder E-Mail suchen',
    all: 'Alle',
    columns: {
      customer: 'Kunde',
      status: 'Status',
      runsOut: 'Geht als Nächstes aus',
      next: 'Nächste Nachricht',
      lastOrder: 'Letzte Bestellung',
      orders: 'Bestellungen',
    },
    runsOut: (from, to) => `${from} – ${to}`,
    expected: (on) => `war am ${on} erwartet`,
    noForecast: 'Nichts, das ausgeht',
    notYetKnown: 'Noch nicht bekannt',
    noMessage: 'Keine geplant',
    empty: 'Noch keine Kunden',
    emptyAbout:
      'Kunden erscheinen hier mit ihrer ersten Bestellung und während Ihre Bestellhistorie geladen wird.',
    nothingFound: 'Kein Kunde passt',
    nothingFoundAbout:
      'Versuchen Sie den Anfang eines Namens, eine ganze E-Mail-Adresse oder einen anderen Status.',
    clear: 'Alle zeigen',
    views: 'Ansichten nach Status',
  },

  customer: {
    back: 'Kunden',
    openInShopify: 'In Shopify öffnen',
    replanning: 'Wird neu geplant…',
    since: (orders, since) => `${many(orders, 'Bestellung', 'Bestellungen')} seit ${since}`,
    noOrders: 'Keine Bestellungen',
    supplies: {
      title: 'Was verbraucht wird und wann es ausgeht',
      empty: 'Von den Käufen ist nichts als Verbrauchsware bekannt.',
      emptyAbout: 'Zeiträume erscheinen bei Produkten, die Kunden wieder kaufen.',
      sentence: (on, from, to) => `Bestellt wahrscheinlich um den ${on} wieder, zwischen ${from} und ${to}.`,
      sentenceUntil: (on, to) =>
        `Bestellt wahrscheinlich um den ${on} wieder, in neun von zehn Fällen bis zum ${to}.`,
      late: (on, to) =>
        `Die nächste Bestellung wurde um den ${on} erwartet, in neun von zehn Fällen bis zum ${to}.`,
      lateAhead: (on, ahead, to) =>
        `Die nächste Bestellung wurde um den ${on} erwartet. Falls sie noch kommt, dann um den ${ahead}, in neun von zehn Fällen bis zum ${to}.`,
      overdue: (on) => `Wurde um den ${on} erwartet.`,
      lapsed: (percent) => `Zu ${percentDe(percent)} wird es nie wieder gekauft.`,
      saidPlenty: (on, until) =>
        `Am ${on} hieß es vom Kunden, es sei noch genug da: keine Erinnerung vor dem ${until}.`,
      saidOut: (on) => `Am ${on} hieß es vom Kunden, es sei aufgebraucht oder fast.`,
      drifted: 'Hier nicht mehr gekauft?',
      driftedAbout:
        'Seit dies erwartet wurde, kam eine Bestellung, und anderes liegt im Rhythmus: Fragen Sie, ob es woanders gekauft wird.',
      driftedAfter: (days) =>
        `Nach dem eigenen Rhythmus ${days === 1 ? 'kommt' : 'kommen'} ${many(days, 'Tag', 'Tage')} ohne dies höchstens einmal im Jahr durch Zufall vor.`,
      bought: (quantity, on) => `Zuletzt gekauft ${on}, ${quantity} ×`,
      curve: (title, on, from, to) =>
        `${title}: am wahrscheinlichsten ${on}; acht von zehn Fällen liegen zwischen ${from} und ${to}.`,
      today: 'Heute',
      write: 'Wir schreiben',
      writeSecond: 'Zweite Mail',
      writeHeld: 'Angehaltene Mail',
      second: (sentOn, on) => `Eine Erinnerung ging am ${sentOn} hinaus; die zweite geht am ${on}.`,
      expected: 'Erwartet',
      dark: (from, to) => `Dunkel: die Hälfte der Fälle, ${from} bis ${to}.`,
      light: (from, to) => `Hell: acht von zehn, ${from} bis ${to}.`,
      learnt: (gaps, others, percent) => {
        const rest = others === 0 ? 'Ihrem ganzen Shop' : many(others, 'anderem Kunden', 'anderen Kunden');
        return gaps === 0
          ? `Aus ${rest}; dieser Kunde hat es bisher einmal gekauft.`
          : `Aus ${many(gaps, 'eigenem Abstand', 'eigenen Abständen')} (${percentDe(percent)} des Gewichts) und ${rest}.`;
      },
      past: (days) => `Gekauft am ${days}.`,
      pastOfMore: (days) => `Zuletzt gekauft am ${days}, und davor.`,
      ranges: (from, to) => `Acht von zehn Fällen liegen zwischen ${from} und ${to}.`,
      never: (percent) =>
        `Wahrscheinlichkeit, Stand heute, dass es nie wieder gekauft wird: ${percentDe(percent)}.`,
      supplied: (on) => `Der Vorrat zählt ab ${on}.`,
      daysPerUnit: (days) => `Sie sagten, eines reicht ${counted(days, 'Tag', 'Tage')}.`,
      noReminder: {
        written: (on) => `Keine Erinnerung geplant: Eine ging am ${on} hinaus.`,
        because: (why) => `Erinnerung · ${why}`,
        off: 'Keine Erinnerung geplant: Erinnerungen sind ausgeschaltet.',
        over: 'Keine Erinnerung geplant: Ihr Tag war vorbei, bevor sie geplant werden konnte, und verspätet wird keine gesendet.',
        later: 'Noch keine Erinnerung geplant: Das geschieht, wenn ihr Tag näher rückt.',
      },
      notUsedUp: 'Nicht als Verbrauchsware bekannt, deshalb keine Erinnerung.',
      sayUsage: 'Das ändern',
      more: (count) => `${count} weitere zeigen`,
      less: 'Weniger zeigen',
    },
    leftOut: {
      title: (count) => `Erwogen und ausgelassen (${count})`,
      hide: 'Schließen',
    },
    planned: {
      title: 'Geplante Nachrichten',
      empty: 'Für diesen Kunden ist nichts geplant.',
      emptyAbout: 'Eine Nachricht erscheint, wenn es einen guten Grund zum Schreiben gibt.',
    },
    history: {
      title: 'Verlauf',
      empty: 'Noch ist nichts geschehen.',
      future: 'Demnächst',
      delivered: (on) => `zugestellt ${on}`,
      cancelled: 'Storniert',
      followed: 'Folgte auf eine Mail',
      redirected: 'Sie ging stattdessen an Sie; der Kunde hat sie nicht bekommen.',
      warrantyEnds: (item, on) => `${item}: Garantie endet am ${on}`,
      runsOut: (item, on) => `${item}: geht um den ${on} zu Ende`,
      ranOut: (item, on) => `${item}: sollte um den ${on} zu Ende gehen`,
      mail: (kinds) => `Mail: ${kinds}`,
      flow: (kinds) => `An Shopify Flow übergeben: ${kinds}`,
      notSent: (kind) => `Nicht gesendet: ${kind}`,
      answer: (words) => `Antwort: ${words}`,
      moreItems: (count) => `und ${count.toLocaleString('de')} weitere`,
      items: (title, quantity) => (quantity === 1 ? title : `${quantity} × ${title}`),
    },
    contact: {
      title: 'Kunde',
      noEmail: 'Keine E-Mail-Adresse',
      language: 'Sprache',
      zone: 'Ortszeit',
      spent: 'Ausgegeben',
      ordersEvery: 'Bestellt alle',
      everyDays: (days: number) => many(days, 'Tag', 'Tage'),
      ordersAgain: 'Bestellt wieder',
      chances: (in30: string, in90: string) => `${in30} binnen 30 Tagen, ${in90} binnen 90`,
      stillCustomer: 'Noch Kunde',
      likely: (share) => `zu ${share} wahrscheinlich`,
      nextOrder: 'Nächste Bestellung',
      nextOrderAbout: (on) => `erwartet um den ${on}, falls sie kommt`,
      outlookAbout:
        'Stand heute, nach dem eigenen Rhythmus, der Dauer der Stille und ähnlichen Kunden Ihres Shops: Je länger jemand über den eigenen Rhythmus hinaus fernbleibt, desto wahrscheinlicher ist es vorbei. Die nächste Bestellung ist die Mitte der Tage, an denen sie kommen kann, falls sie kommt.',
      lastCounted: 'Letzte Bestellung ohne stornierte, zurückgesandte und Abo-Bestellungen',
      company: 'Firma',
      logged: 'Es wurde vermerkt, dass Sie diese Seite geöffnet haben.',
    },
    consent: {
      title: 'Dürfen wir schreiben?',
      since: (on) => `seit ${on}`,
      stopped: 'Alles gestoppt',
      stoppedPart: 'Alles außer Bestellmails gestoppt',
      transactional: 'Mails zu Bestellungen',
      relationship: 'Fürsorge, die nichts verkauft',
      marketing: 'Erinnerungen zum Nachbestellen',
      yes: 'Ja',
      no: 'Nein',
      notNow: 'Vorerst nicht.',
      notWhileComplaint: 'Nicht, solange die Beschwerde offen ist',
      ofThing: (kind, thing) => `${kind} (${thing})`,
      fewer: 'Möchte weniger Mails: die Obergrenzen sind halbiert',
      off: (kind) => `${kind}: vom Kunden abgestellt`,
      snoozed: (kind, until) => `${kind}: vom Kunden bis ${until} ausgesetzt`,
    },
  },

  message: {
    theirTime: (when) => `dort ${when}`,
    paused: 'Pausiert: Sie geht nicht hinaus, bis Sie fortsetzen.',
    usefulUntil: (until) => `Nützlich bis ${until}; danach wird sie nicht mehr gesendet.`,
    flow: 'über Shopify Flow',
    flowTold: (trigger) =>
      `Carafe sendet keine Mail. Es startet die Workflows in Shopify Flow, die mit „${trigger}“ beginnen, und sagt ihnen:`,
    flowNothing:
      'Von dieser Nachricht kann Shopify Flow nichts erfahren, etwa weil Shopify den Kunden nicht kennt: Sie wird scheitern.',
    flowNowTitle: 'Jetzt an Shopify Flow übergeben?',
    flowNow: 'Jetzt übergeben',
    flowNowAbout: (name) =>
      `Shopify Flow erfährt in zehn Minuten von ${name}; was dort ankommt, bestimmt Ihr Workflow. Bis dahin können Sie es zurücknehmen.`,
    flowUnconfirmed:
      'Shopify hat nicht geantwortet. Sehen Sie in Flow nach, ob Ihr Workflow lief: „Noch einmal senden“ startet ihn vielleicht zweimal, „Sie kam an“ schließt es ab.',
    moveTo: 'Neuer Tag',
    moveTitle: 'Auf einen anderen Tag verschieben',
    moveApply: 'Verschieben',
    moveAbout: 'Die Uhrzeit richtet sich nach den Ruhezeiten des Kunden.',
    sendNowTitle: 'Diese Mail jetzt senden?',
    bringForwardTitle: 'Diese Mail vorziehen?',
    bringForward: 'Vorziehen',
    sendNowAbout: (name) =>
      `${name} bekommt diese Mail in zehn Minuten. Bis dahin können Sie es zurücknehmen.`,
    sendNowInstead: (name, address) =>
      `Diese Mail geht in zehn Minuten an ${address} und nicht an ${name}: Zurzeit geht alle Post dorthin. Bis dahin können Sie sie zurückholen.`,
    sendNowWaits: (why) =>
      `${why} Diese Mail geht deshalb noch nicht hinaus: Sie wartet, bis das vorbei ist. Binnen einer Stunde von jetzt an geht sie dann sofort; später zur nächsten Stunde, die die Ruhezeiten und die Höchstzahl an Mails je Woche zulassen, sofern sie dann noch nützt.`,
    sendNowTaken: (why) => `Vorgezogen. ${why}`,
    sendNowRefused: 'Diese Mail kann jetzt nicht gesendet werden',
    wayTo: { complaint: 'Zur Beschwerde', customer: 'Zum Kunden' },
    sendNowOverrides:
      'Das übergeht den geplanten Zeitpunkt, die Ruhezeiten und die Höchstzahl an Mails je Woche.',
    sendNowNever: {
      asking:
        'Es übergeht nie die Einwilligung, eine Abmeldung oder eine offene Beschwerde: Dann wird nicht gesendet, und Sie sehen, warum.',
      exempt:
        'Sie betrifft eine Bestellung oder Garantie und verkauft nichts, braucht also keine Einwilligung: Eine Abmeldung oder eine offene Beschwerde hält sie nicht auf. Eine gesperrte Adresse hält sie auf, ebenso Ihr „Wem nie“.',
      mixed:
        'Einwilligung, Abmeldung und offene Beschwerde werden nie übergangen: Was sie aufhalten, wird nicht gesendet, und Sie sehen, warum. Nur Mails zu einer Bestellung oder Garantie gehen trotzdem hinaus; sie brauchen keine Einwilligung.',
    },
    confirmSent: 'Sie kam an',
    resend: 'Noch einmal senden',
    unconfirmedAbout:
      'Sehen Sie im Protokoll Ihres Mailservers nach oder fragen Sie den Kunden. „Noch einmal senden“ kann ihn doppelt erreichen; „Sie kam an“ schließt die Sache ab.',
    done: {
      skip: (count) => (count === 1 ? 'Nachricht ausgelassen' : `${count} Nachrichten ausgelassen`),
      noSecond: (skipped) => `${skipped}. Eine zweite zum selben Kauf wird auch nicht gesendet.`,
      approve: (count) => (count === 1 ? 'Nachricht freigegeben' : `${count} Nachrichten freigegeben`),
      move: (on) => `Verschoben auf ${on}`,
      send_now: 'Die Mail geht in zehn Minuten hinaus',
      undo: 'Rückgängig gemacht',
      confirm_sent: 'Als angekommen vermerkt',
      resend: 'Die Mail wird noch einmal gesendet',
    },
    refused: (why) => `Nicht ausgeführt: ${why}`,
    refusedReasons: {
      'too-late-to-undo': 'Die zehn Minuten zum Rückgängigmachen sind vorbei.',
      'not-found': 'Die Nachricht gibt es nicht mehr.',
      'move-to-the-past': 'Dieser Tag ist vorbei.',
      'more-match-now':
        'Inzwischen passen mehr Nachrichten, als in der Frage genannt waren. Sehen Sie sie an und entscheiden Sie noch einmal.',
      failed:
        'Carafe ist daran gescheitert. Scheitert es noch einmal, sagen Sie es dem, der Carafe für Sie betreibt.',
      'fell-with-first': 'Die erste Mail zu diesem Kauf wurde ausgelassen, und diese mit ihr.',
      'first-step-first':
        'Die erste Mail zu diesem Kauf ist noch nicht hinaus. Senden Sie jetzt diese; die zweite behält ihren Tag.',
      'not-arrived-yet':
        'was zuletzt bestellt wurde, ist noch nicht angekommen. Diese Mail behält ihren eigenen Tag.',
      'first-step-just-sent':
        'Die erste Mail zu diesem Kauf ging in den letzten sieben Tagen hinaus. Die zweite behält ihren Tag.',
      'second-step-went':
        'Die zweite Mail zu diesem Kauf ist schon hinaus oder geht gleich hinaus. Die erste würde sie nur wiederholen.',
    },
    refusedOther: 'Die Nachricht ist inzwischen weiter.',
    undoUntil: (time) => `Rückgängig bis ${time}`,
    undoAloneUntil: (time) =>
      `Rückgängig bis ${time}, nur diese Nachricht: Die anderen in ihrer Mail bleiben, wie sie sind`,
    previewTitle: (subject) => `Vorschau: ${subject}`,
    previewSubject: 'Betreff',
    previewWide: 'Computer',
    previewNarrow: 'Handy',
    previewText: 'Text',
    previewFailed: 'Die Mail lässt sich nicht zeigen.',
    actionsFor: (kind, name) => `${kind} für ${name}`,
  },

  queue: {
    title: 'Warteschlange',
    views: {
      waiting: 'Wartet auf Sie',
      upcoming: 'Demnächst',
      held: 'Angehalten',
      unconfirmed: 'Unbestätigt',
      sent: 'Gesendet',
      past: 'Nicht gesendet',
    },
    sentToYou: 'Ging an Sie',
    viewsLabel: 'Listen',
    kind: 'Art der Nachricht',
    allKinds: 'Alle Arten',
    selectAll: 'Alle auf dieser Seite wählen',
    select: (kind, name) => `${kind} für ${name} wählen`,
    selected: (count) => `${count} gewählt`,
    empty: {
      waiting: 'Keine Nachricht wartet auf Ihre Freigabe.',
      upcoming: 'Nichts ist geplant.',
      held: 'Nichts ist angehalten.',
      unconfirmed: 'Über jede Mail ist Gewissheit.',
      sent: 'Noch ist keine Mail hinausgegangen.',
      past: 'Nichts wurde ausgelassen.',
    },
    emptyAbout: {
      waiting: 'Solange eine Art geprüft wird, warten ihre Nachrichten hier auf Ihre Freigabe.',
      upcoming: 'Nachrichten erscheinen, sobald es einen guten Grund zum Schreiben gibt.',
      held: 'Eine Nachricht wird angehalten, wenn etwas im Weg steht, etwa eine offene Beschwerde. Sie behält ihren Platz.',
      unconfirmed:
        'Reißt die Verbindung im Augenblick der Übergabe, kann niemand wissen, ob die Mail ankam. Solche Mails stehen hier.',
      sent: 'Mails stehen hier, sobald sie hinausgegangen sind, die neuesten zuerst, jede mit dem, was daraus wurde.',
      past: 'Was ausgelassen wurde oder seinen Nutzen verlor, steht hier mit dem Grund.',
    },
    allOff: {
      title: 'Noch ist keine Art von Mail eingeschaltet',
      about:
        'Darum wird niemandem geschrieben und nichts geplant. Die Einrichtung führt Sie Schritt für Schritt dorthin.',
      action: 'Zur Einrichtung',
    },
    onlyWaiting: {
      title: (count, capped) =>
        count === 1
          ? '1 Nachricht wartet auf Ihre Freigabe'
          : `${orMore(count, capped)} Nachrichten warten auf Ihre Freigabe`,
      about: 'Sonst ist nichts geplant. Was Sie freigeben, steht hier, bis es hinausgeht.',
      action: 'Wartende ansehen',
    },
    pageEmptied: {
      title: 'Hier steht nichts mehr',
      about:
        'Was auf dieser Seite der Liste stand, ist entschieden, hinausgegangen oder hat einen anderen Tag.',
      action: 'Zum Anfang der Liste',
    },
    pause: 'Alles pausieren',
  },

  pause: {
    title: 'Alles pausieren?',
    about: 'Keine Mail geht hinaus, an niemanden, bis Sie fortsetzen.',
    effectNone: 'In den nächsten sieben Tagen ist nichts fällig, es würde also nichts warten.',
    effect: (count) =>
      count === 1
        ? 'In den nächsten sieben Tagen würde eine Nachricht warten und ihren Platz behalten.'
        : `In den nächsten sieben Tagen würden ${count.toLocaleString('de')} Nachrichten warten und ihren Platz behalten.`,
    lost: (count) =>
      count === 1
        ? 'Eine davon verliert in diesen Tagen ihren Nutzen; sie würde dann mit diesem Grund ausgelassen.'
        : `${count.toLocaleString('de')} davon verlieren in diesen Tagen ihren Nutzen; sie würden dann mit diesem Grund ausgelassen.`,
    resumeNote:
      'Beim Fortsetzen wird jede neu geprüft, und nichts wird gesendet, das über drei Tage zu spät ist.',
    confirm: 'Alles pausieren',
    done: 'Alles ist pausiert',
    resumed: 'Carafe läuft wieder',
  },

  settings: {
    title: 'Einstellungen',
    saved: 'Einstellungen gespeichert',
    kept: 'Was Sie eingegeben hatten, wurde behalten. Speichern oder verwerfen Sie es.',
    keptHere: 'Was Sie eingegeben hatten, wurde behalten.',
    checkFields: 'Einige Felder brauchen noch einen Blick.',
    changedMeanwhile:
      'Inzwischen hat jemand anders dieselben Einstellungen geändert. Noch ist nichts gespeichert.',
    changedTo: (value) =>
      `${value === '' ? 'Inzwischen hat das jemand anders geleert.' : `Inzwischen hat das jemand anders auf „${value}“ geändert.`} Speichern Sie noch einmal, wenn gelten soll, was hier steht.`,
    sender: {
      title: 'Absender',
      about: 'Wer Ihren Kunden schreibt. Ohne Name, Adresse und Postanschrift geht nichts hinaus.',
      name: 'Name',
      nameHelp: 'Zum Beispiel „Ada von Northwind“.',
      email: 'E-Mail-Adresse',
      emailHelp:
        'Am besten eine Adresse Ihrer eigenen Domain, mit SPF, DKIM und DMARC bei Ihrem Mailanbieter.',
      replyTo: 'Antworten gehen an',
      replyToHelp: 'Leer lassen für die Adresse oben.',
      postalAddress: 'Postanschrift',
      postalAddressHelp: 'Am Fuß jeder Mail; in den meisten Ländern vorgeschrieben.',
      signature: 'Unterschrift',
      signatureHelp:
        'Wer unterschreibt, mit Aufgabe, zum Beispiel „Ada, Kundendienst“. Ein Angebot, ein Preis oder ein Code darin macht jede Mail zur Werbung: Sie verlangt dann eine Einwilligung und kann abbestellt werden.',
      sells: (found) =>
        `Das bietet etwas zum Kauf an (${found}) und steht in jeder Mail. Damit ist jede Mail Werbung: Sie geht nur an Kunden, die dem zugestimmt haben.`,
    },
    smtp: {
      title: 'Mailserver',
      about:
        'Mails gehen über Ihren eigenen Mailserver (SMTP) hinaus. Das Passwort liegt verschlüsselt und wird nie wieder gezeigt.',
      own: 'Eigenen Mailserver verwenden',
      installation: 'Der Mailserver dieser Installation wird verwendet, bis Sie Ihren eigenen eintragen.',
      none: 'Es ist kein Mailserver eingetragen, also kann noch nichts hinausgehen.',
      provider: 'Ihr Mailanbieter',
      anotherProvider: 'Ein anderer',
      pace: (mails, seconds) =>
        `Carafe sendet höchstens ${many(mails, 'Mail', 'Mails')} ${seconds === '1' ? 'in der Sekunde' : `alle ${seconds} Sekunden`}, wie dort erlaubt.`,
      perDay: (mails) =>
        `Dort werden ${mails} Mails am Tag angenommen, in manchen Tarifen mehr; was darüber ist, wartet, bis wieder angenommen wird.`,
      host: 'Server',
      hostHelp: 'Zum Beispiel smtp.example.com.',
      port: 'Port',
      security: 'Verschlüsselung',
      securities: {
        tls: 'TLS (meist Port 465)',
        starttls: 'STARTTLS (meist Port 587)',
        none: 'Keine (nur im eigenen Netz)',
      },
      user: 'Benutzername',
      password: 'Passwort',
      passwordKept: 'Leer lassen, um das gespeicherte Passwort zu behalten.',
      test: 'Verbindung testen',
      untested: 'Noch ist kein Test dieser Verbindung gelungen.',
      ok: 'Der Server hat geantwortet und die Anmeldung angenommen.',
      okUnsigned:
        'Der Server hat geantwortet. Angemeldet wurde nicht, weil kein Benutzername eingetragen ist.',
      failed: 'Die Verbindung kam nicht zustande.',
      checkFields: 'Einige Felder brauchen zuerst noch einen Blick.',
      failures: {
        'host-unknown': 'Einen Server dieses Namens gibt es nicht. Prüfen Sie ihn auf Tippfehler.',
        'not-allowed':
          'Diese Installation verbindet sich nur mit öffentlichen Mailservern, auf Port 25, 465, 587 oder 2525. Wer Carafe für Sie betreibt, kann das ändern.',
        refused: 'Der Server ist da, aber auf diesem Port antwortet nichts. Üblich sind 587 und 465.',
        'no-answer':
          'Der Server hat nicht rechtzeitig geantwortet. Vielleicht sperrt eine Firewall den Port; versuchen Sie 465 mit TLS.',
        'not-smtp': 'Etwas antwortet, aber es ist kein Mailserver. Prüfen Sie Server und Port.',
        later:
          'Der Server ist da, nimmt aber gerade keine Verbindung oder Anmeldung an. Versuchen Sie es später noch einmal.',
        'turned-away':
          'Der Server lehnt Verbindungen von dem Rechner ab, auf dem Carafe läuft. Wer ihn für Sie betreibt, kann beim Anbieter nach dem Grund fragen; oft steht die Adresse auf einer Sperrliste.',
        'tls-missing': 'Der Server bietet hier keine Verschlüsselung. Versuchen Sie Port 465 mit TLS.',
        'tls-broken': 'Die Verschlüsselung passt nicht. Zu Port 587 gehört STARTTLS, zu Port 465 TLS.',
        'tls-wanted':
          'Ohne Verschlüsselung nimmt der Server kein Passwort. Wählen Sie STARTTLS für Port 587 oder TLS für Port 465.',
        certificate:
          'Das Zertifikat des Servers passt nicht zu seinem Namen. Nehmen Sie den Namen, den Ihr Anbieter nennt.',
        'login-refused':
          'Benutzername oder Passwort wurden nicht angenommen. Manche Anbieter verlangen ein App-Passwort.',
        'login-missing': 'Der Server verlangt Benutzername und Passwort.',
        'login-unoffered':
          'Der Server bietet hier keine Anmeldung. Lassen Sie Benutzername und Passwort leer, oder wählen Sie einen anderen Port oder eine andere Verschlüsselung.',
        closed: 'Der Server hat die Verbindung geschlossen. Vielleicht nimmt er von hier keine an.',
      },
    },
    quiet: {
      title: 'Wann wir schreiben',
      about: 'Nach der Uhr dessen, der die Mail bekommt.',
      from: 'Ruhe ab',
      until: 'Ruhe bis',
      slot: 'Übliche Zeit',
      slotHelp: 'Nachrichten gehen in den 45 Minuten danach hinaus, damit nicht alle zugleich losgehen.',
      sundaysOff: 'Nichts an Sonntagen',
      slotInQuiet: 'Die übliche Zeit liegt in den Ruhezeiten.',
    },
    caps: {
      title: 'Wie oft höchstens',
      about: 'Zählt jede Mail an einen Kunden, außer denen zu einer Bestellung.',
      perWeek: 'Mails in 7 Tagen',
      perMonth: 'Mails in 30 Tagen',
      marketingPerWeek: 'Erinnerungen in 7 Tagen',
    },
    brand: {
      title: 'Aussehen der Mails',
      about: 'Ihr Logo und Ihre Farben, in jeder Mail.',
      logoUrl: 'Adresse Ihres Logos',
      logoUrlHelp: 'Eine https-Adresse einer PNG- oder JPEG-Datei, am besten mindestens 300 Pixel breit.',
      accent: 'Farbe von Knöpfen und Links',
      background: 'Hintergrund',
      colourHelp: 'Wie #1f5c4d.',
    },
    kinds: {
      title: 'Worüber Carafe schreibt',
      about:
        'Eine Art ist aus, bis Sie sie einschalten. Sie beginnt mit Prüfung: Die ersten 25 Nachrichten und die ersten 14 Tage warten auf Ihre Freigabe. Eine Nachricht ist ein Anlass zu schreiben; eine Mail kann mehrere enthalten. Eine Wahl hier gilt sofort.',
      reviewed: (count) => `Wird geprüft: ${Math.min(count, 25)} von 25 Nachrichten`,
      endReview: 'Prüfung früher beenden',
      saved: (kind, mode) => `${kind}: ${mode}`,
      minimumProbability: 'Nur wenn eine Nachbestellung wahrscheinlich genug ist',
      minimumProbabilityHelp:
        'Eine Erinnerung wird geplant, wenn eine Nachbestellung in den Tagen, für die sie gedacht ist, mindestens so wahrscheinlich ist.',
    },
    never: {
      title: 'Wem nie',
      about: 'Diesen Kunden wird nie geschrieben.',
      tags: 'Kunden mit einem dieser Tags',
      companies: 'Firmen',
    },
    sendAllTo: {
      title: 'Alles stattdessen an mich',
      about: 'Für die erste Woche: Sie bekommen jede Mail, die ein Kunde bekommen hätte.',
      field: 'Ihre E-Mail-Adresse',
      help: 'Leer lassen, wie es üblich ist, um Ihren Kunden zu schreiben.',
      ended: 'Dieser Tag ist vorbei: Die Mails gehen wieder an Ihre Kunden.',
    },
    pause: {
      title: 'Pausieren',
      about: 'Stoppt sofort alle Mails.',
      running: 'Carafe läuft.',
      paused: (since) => `Pausiert seit ${since}.`,
      pause: 'Alles pausieren',
      resume: 'Fortsetzen',
    },
    between: (from, to) => `Geben Sie eine Zahl von ${from} bis ${to} ein.`,
    errors: {
      changed:
        'Das hat inzwischen jemand anders geändert. Speichern Sie noch einmal, wenn gelten soll, was hier steht.',
      amount: 'Geben Sie einen Betrag wie 49 oder 49,90 ein.',
      country: 'Wählen Sie ein Land.',
      'country-day': 'Jede Zeile braucht ein Land und einen Tag, und jedes Land nur einmal.',
      'every-day': 'Lassen Sie mindestens einen Wochentag frei.',
      past: 'Dieser Tag ist vorbei. Wählen Sie heute oder einen späteren.',
      day: 'Geben Sie ein Datum ein.',
      required: 'Bitte ausfüllen.',
      email: 'Das ist keine E-Mail-Adresse.',
      url: 'Das ist keine Webadresse.',
      https: 'Geben Sie eine Adresse ein, die mit https beginnt. Mailprogramme zeigen kein Bild von anderen.',
      colour: 'Geben Sie eine Farbe wie #1f5c4d ein.',
      range: 'Diese Zahl liegt außerhalb der Grenzen.',
      long: 'Das ist zu lang.',
      host: 'Geben Sie den Namen eines Servers ein, etwa smtp.example.com.',
      invalid: 'Das lässt sich nicht verwenden.',
    },
  },

  errors: {
    notFoundTitle: 'Hier ist nichts',
    notFound: 'Die Seite oder der Kunde, den Sie suchen, besteht nicht mehr oder hat nie bestanden.',
    erasedTitle: 'Alles ist gelöscht',
    erased:
      'Keine Mail geht mehr hinaus. Was Carafe von diesem Shop hatte, ist binnen Minuten fort, bis auf ein Zeichen für jede Adresse, an die nicht geschrieben werden darf. Um neu zu beginnen, deinstallieren Sie Carafe in Shopify und installieren Sie es wieder; sonst bleibt nur noch, es zu deinstallieren.',
    forbiddenTitle: 'Das dürfen Sie nicht öffnen',
    forbidden:
      'Bitten Sie den Inhaber des Shops um die Berechtigung für Carafe und öffnen Sie es dann neu unter Apps.',
    sessionTitle: 'Ihre Sitzung ist zu Ende',
    session:
      'Öffnen Sie Carafe neu unter den Apps Ihrer Shopify-Verwaltung. Was Sie eingegeben hatten, wurde in diesem Browser behalten.',
    noShopifyTitle: 'Shopify hat nicht geantwortet',
    noShopify:
      'Diese Seite fragt Shopify, und Shopify ließ Carafe nicht ein oder ist nicht zu erreichen. Laden Sie sie gleich noch einmal; hilft das nicht, öffnen Sie Carafe neu unter den Apps Ihrer Shopify-Verwaltung.',
    offlineTitle: 'Keine Verbindung',
    offline:
      'Ihr Gerät ist offline, oder Carafe ist nicht zu erreichen. Fällige Mails gehen trotzdem hinaus.',
    failedTitle: 'Diese Seite ließ sich nicht zeigen',
    failed: 'Bei uns ging etwas schief. Nichts ging verloren, und fällige Mails gehen trotzdem hinaus.',
    home: 'Zur Startseite',
    reload: 'Neu laden',
  },
};

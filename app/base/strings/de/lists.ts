import type { ListsStrings } from '~/base/strings/en/lists';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

/** Die Wörter von Start, Kunden, einem Kunden und Warteschlange. */
export const listsDe: ListsStrings = {
  why: {
    sent: (days) =>
      `Mails, die Ihr Mailserver in den letzten sieben Tagen angenommen hat, und was auf sie folgte: Gezählt werden Mails, jede in einem Teil des Satzes höchstens einmal, und Bestellungen. Angeklickt heißt, dass der Link zum Bestellen geöffnet wurde. Eine Bestellung zählt einmal: „über den Link“, wenn sie über den Link der Mail begann, „nach einer Mail“, wenn der Kunde binnen ${many(days, 'Tag', 'Tagen')} dasselbe kaufte. Was er ohnehin gekauft hätte, ist in beidem enthalten; ein Beweis für die Wirkung ist das nicht.`,
    week: 'Nachrichten, die geplant sind oder auf Sie warten, nach dem Tag, an dem sie nach der Uhr des Shops fällig sind. Jede wird noch einmal geprüft, bevor sie hinausgeht; es können also weniger werden.',
    weekTotal: 'Nachrichten in diesen sieben Tagen',
    customer:
      'Bestellungen und Ausgaben sind die größere von Shopifys Zahl und den Bestellungen, die wir haben. Die Chancen kommen aus dem eigenen Rhythmus, der Zeit seit der letzten Bestellung und ähnlichen Kunden Ihres Shops.',
    customerOrders: 'Bestellungen',
    status: {
      rule: 'Er folgt der Zeit seit der letzten Bestellung, gemessen am eigenen Rhythmus: fällig, wenn von solchen Bestellungen eine von dreien gekommen ist, spät, wenn es vier von fünf sind, ausgeblieben, wenn ein treuer Kunde höchstens einmal im Jahr so lange schweigt. Ausgeblieben heißt, dass der Rhythmus gebrochen ist, nicht, dass der Kunde fort ist: Wie wahrscheinlich er wiederkommt, steht auf seiner Seite unter „Noch Kunde“.',
      interval: 'Übliche Zeit zwischen Bestellungen',
      days: (count) => many(count, 'Tag', 'Tage'),
      due: 'Fällig ab',
      late: 'Spät nach',
      lapsed: 'Ausgeblieben ab',
    },
    runsOut:
      'Was von allem, das sie verbrauchen, wohl zuerst wieder gekauft wird, mit dem mittleren Tag und den Tagen, zwischen denen acht von zehn Fällen liegen. Worauf das beruht, zeigt die Seite des Kunden. „Noch nicht bekannt“: Zu wenige Kunden haben es gekauft, um zu wissen, ob es verbraucht wird, solange Sie es nicht sagen.',
    runsOutMore: 'Produkte zu bestätigen',
    health:
      'Carafe vergleicht sich alle paar Minuten mit Ihrem Shop; solange der letzte Vergleich älter als 15 Minuten ist, wartet Werbung. Eine Mail gilt zwei Minuten nach ihrer Zeit als überfällig. Der Mailserver wird nach seinen letzten Antworten beurteilt.',
    healthCompared: 'Zuletzt verglichen',
    healthMail: 'Letzte Mail angenommen',
    healthDue: 'Überfällige Mails',
    sentFrom: 'Gezählt ab',
    sentOrders: 'Bestellungen danach',
    sentAmount: 'Ihre Summe',
  },
  sendingNow: {
    title: (count) => `Unterwegs: ${many(count, 'Nachricht', 'Nachrichten')}`,
    about: 'Gerade beim Mailserver, oder bis zum nächsten Versuch. Hier ist nichts zu entscheiden.',
  },
  send: {
    offline: 'Keine Verbindung. Nichts wurde geändert; versuchen Sie es noch einmal.',
    failed: 'Das ging nicht. Nichts wurde geändert; versuchen Sie es noch einmal.',
    unsure:
      'Es kam keine richtige Antwort; vielleicht ist es geschehen, vielleicht nicht. Sehen Sie auf der Seite nach, bevor Sie es noch einmal versuchen.',
    silent:
      'Noch keine Antwort. Vielleicht geschieht es noch oder ist schon geschehen: Warten Sie, oder laden Sie die Seite neu und sehen Sie nach.',
    session: 'Ihre Sitzung ist zu Ende. Nichts wurde geändert; was Sie eingegeben haben, bleibt.',
    tooBig: 'Das ist mehr, als auf einmal angenommen wird. Nichts wurde geändert.',
    exportFailed: 'Die Datei kam nicht ganz an. Versuchen Sie es noch einmal.',
    forbidden: 'Das dürfen Sie nicht. Fragen Sie den Inhaber des Shops.',
  },
  filters: {
    product: 'Produkt',
    productSearch: 'Produkt suchen',
    noProduct: 'Kein Produkt heißt so.',
    gone: 'nicht mehr da',
    hold: 'Angehalten wegen',
    ending: 'Wie es endete',
    whyNot: 'Warum nicht gesendet',
    clear: (filter) => `${filter} zurücksetzen`,
    clearAll: 'Alles zurücksetzen',
  },
  flood: {
    title: (kind, count) => `${kind}: ${count} angehalten, weit mehr als sonst`,
    about: (limit) =>
      `Von dieser Art gehen bis zu ${limit} Mails am Tag ungefragt hinaus. Auf einen Tag fielen mehr, deshalb warten sie, bis jemand nachgesehen hat: Nach einem Import kann das stimmen, ein falsches Datum aber träfe alle.`,
    look: 'Ansehen',
    release: 'Gehen lassen',
    sure: (count) => `${count} gehen lassen?`,
    sureAbout: [
      'Jede geht zu ihrer Zeit und Überfälliges im nächsten Zeitfenster, wenn sie nicht noch etwas anderes hält.',
      'Was hinausgegangen ist, lässt sich nicht zurückholen. Überspringen Sie in der Liste, was nicht gehen soll.',
    ],
    released: 'Sie gehen jetzt; der Plan wird in den nächsten Minuten neu gemacht.',
  },
  holds: {
    'held-complaint': 'Eine Beschwerde ist offen',
    'held-after-complaint': 'Eine Beschwerde ist eben erst abgeschlossen',
    'held-late-order': 'Eine Bestellung ist verspätet',
    'held-pending-refund': 'Eine Erstattung steht aus',
    'held-promise': 'Eine Zusage ist überfällig',
    'held-reply': 'Es kam eine Antwort',
    'held-situation': 'Die Lage des Kunden',
    'held-flood': 'Weit mehr als sonst',
    'held-paused': 'Pause',
    'held-country': 'Pause für ihr Land',
    'held-not-reconciled': 'Noch nicht mit dem Shop abgeglichen',
    'held-sender': 'Der Mailserver',
    'held-not-set-up': 'Einrichtung nicht fertig',
    'held-restored': 'Aus einer Sicherung zurückgeholt',
  },
  whyNots: {
    'bought-again': 'Vor dem Tag wieder gekauft',
    'bought-instead': 'Vor dem Tag einen Ersatz gekauft',
    'no-consent': 'Keine Einwilligung',
    suppressed: 'Adresse ist gesperrt',
    'never-write': 'Nach Ihren Regeln nie angeschrieben',
    'no-address': 'Keine Adresse',
    'preference-off': 'Wollte diese Mail nicht',
    'never-by-staff': 'Vom Team für diesen Kunden abgestellt',
    unlikely: 'Eine Nachbestellung war zu unwahrscheinlich',
    'cycle-too-short': 'Zu häufig gekauft für eine Erinnerung',
    'on-subscription': 'Im Abonnement',
    'supply-travelling': 'Nachschub war unterwegs',
    'not-available': 'Nicht lieferbar',
    'too-late': 'Der Tag war vorbei',
    'no-room': 'Die Obergrenzen ließen keinen Tag',
    'price-below': 'Preis unter Ihrer Grenze',
    refunded: 'Erstattet',
    returned: 'Zurückgegeben',
    'cancelled-order': 'Bestellung storniert',
    'high-risk-order': 'Bestellung mit hohem Risiko',
    'plan-changed': 'Der Plan änderte sich',
    expired: 'Nicht mehr nützlich',
    holdout: 'Zufällig ausgelassen',
    'skipped-by-person': 'Von Ihrem Team ausgelassen',
    'customer-gone': 'Kunde nicht mehr da',
    'kind-off': 'Diese Art war aus',
    snoozed: 'Bat um Ruhe',
    'order-on-hold': 'Bestellung angehalten',
    'shop-gone': 'Die App war nicht installiert',
  },
  queue: {
    asList: 'Als Liste',
    asCalendar: 'Als Kalender',
    ahead: 'Was an den kommenden Tagen ausgelassen wird',
    behind: 'Zurück zu dem, was bis jetzt nicht gesendet wurde',
    nothingMatches: 'Nichts passt zu den Filtern',
    nothingMatchesAbout: 'Nehmen Sie einen Filter weg, um mehr zu sehen.',
    selectMatching: (count) => `Alle ${count} passenden wählen`,
    selectFirst: (count) => `Die ersten ${count} passenden wählen`,
    allMatching: 'Auf dieser Seite und auf den anderen',
    sure: {
      approve: (count) => `${count} Nachrichten freigeben?`,
      send_now: (count) =>
        count === '1' ? '1 Nachricht jetzt senden?' : `${count} Nachrichten jetzt senden?`,
      skip: (count) => `${count} Nachrichten auslassen?`,
      move: (count) => `${count} Nachrichten verschieben?`,
    },
    sureAbout: {
      approve: 'Jede geht zu ihrer geplanten Zeit hinaus, frühestens in zehn Minuten.',
      skip: 'Keine davon wird gesendet, auch keine zweite zum selben Kauf. Andere Gründe, diesen Kunden zu schreiben, bleiben davon unberührt.',
    },
    sureUndo: 'Zehn Minuten lang können Sie alles zurücknehmen.',
    moveGo: (day, messages, people) =>
      `${many(messages, 'Nachricht', 'Nachrichten')} an ${many(people, 'Kunden', 'Kunden')} ${messages === 1 ? 'geht' : 'gehen'} am ${day} hinaus oder am nächsten offenen Tag, den Ihre Grenzen lassen. Was von einer Art an einen Kunden geht, wird eine Mail.`,
    moveAlong: (count) =>
      `${count.toLocaleString('de')} davon ${count === 1 ? 'ist' : 'sind'} nicht gewählt, ${count === 1 ? 'geht' : 'gehen'} aber mit, weil ${count === 1 ? 'sie' : 'jede'} mit einer gewählten in derselben Mail steht.`,
    moveEarly: (count) =>
      `${count.toLocaleString('de')} davon ${count === 1 ? 'geht' : 'gehen'} mehr als einen Monat früher hinaus als geplant.`,
    moveStay: (day, count) =>
      `${many(count, 'Nachricht lässt', 'Nachrichten lassen')} sich nicht verschieben und ${count === 1 ? 'bleibt' : 'bleiben'}, wie ${count === 1 ? 'sie ist' : 'sie sind'}: Am ${day} ${count === 1 ? 'nützt sie' : 'nützen sie'} nicht mehr.`,
    moveNone: 'Keine dieser Nachrichten lässt sich dorthin verschieben',
    moveUnknown:
      'Was das hieße, lässt sich gerade nicht zählen. Was an diesem Tag nicht mehr nützt, bleibt, wie es ist.',
    moveConfirm: (count) => `${count} verschieben`,
    sendNowConfirm: (count) => `${count} jetzt senden`,
    bringForward: (count) => (count === '1' ? '1 Nachricht vorziehen?' : `${count} Nachrichten vorziehen?`),
    bringForwardConfirm: (count) => `${count} vorziehen`,
    sendNowMany: (count, mails, people, hasFlow) =>
      count === 1
        ? '1 Nachricht geht in zehn Minuten hinaus. Bis dahin können Sie sie zurücknehmen.'
        : `${many(count, 'Nachricht geht', 'Nachrichten gehen')} in zehn Minuten hinaus, als ${many(mails, 'Mail', 'Mails')} an ${many(people, 'Kunden', 'Kunden')}: Was von einer Art an einen Kunden geht, wird eine Mail${hasFlow ? ', nur Shopify Flow erfährt von jeder Nachricht einzeln' : ''}. Bis dahin können Sie sie zurücknehmen.`,
    sendNowSeveral: (people, hasFlow) =>
      `${many(people, 'Kunde bekommt', 'Kunden bekommen')} mehr als eine Mail, denn jede Art ist eine Mail für sich${hasFlow ? ', und Shopify Flow erfährt von jeder Nachricht einzeln' : ''}.`,
    sendNowWait: (why, count) =>
      count === 1
        ? `${why} Deshalb wartet 1 Nachricht, bis das vorbei ist, und geht dann zur nächsten passenden Stunde hinaus, sofern sie dann noch nützt.`
        : `${why} Deshalb warten ${count.toLocaleString('de')} Nachrichten, bis das vorbei ist, und gehen dann zur nächsten passenden Stunde hinaus, sofern sie dann noch nützen.`,
    sendNowStay: (why, count) =>
      `${many(count, 'Nachricht kann jetzt nicht gesendet werden und bleibt, wie sie ist', 'Nachrichten können jetzt nicht gesendet werden und bleiben, wie sie sind')}. ${why}`,
    ofSome: (count, why) => `${many(count, 'Nachricht', 'Nachrichten')}: ${why}`,
    otherReasons: 'aus anderen Gründen.',
    sendNowNone: 'Keine dieser Nachrichten kann jetzt gesendet werden',
    sendNowMatching: (count) =>
      `Von den ${count} Nachrichten gehen die, denen nichts im Weg steht, in zehn Minuten hinaus; bis dahin können Sie sie zurücknehmen. Welche jetzt nicht gesendet werden können, die bleiben, wie sie sind.`,
  },
  customers: {
    message: 'Nachricht',
    sort: 'Sortieren',
    sorts: {
      newest: 'Letzte Bestellung, neueste zuerst',
      oldest: 'Letzte Bestellung, längste zuerst',
      orders: 'Meiste Bestellungen',
      spending: 'Höchster Umsatz',
    },
    saveView: 'Diese Filter als Ansicht speichern',
    viewRefused: {
      'name-taken': 'Eine Ansicht dieses Namens gibt es schon.',
      'too-many': 'Es gibt 30 Ansichten; löschen Sie erst eine.',
      'not-found': 'Diese Ansicht ist nicht mehr da.',
    },
    export: 'Exportieren',
    exporting: (rows, total) => `Export: ${rows} von ${total} Kunden`,
    exported: (rows) => `${many(rows, 'Kunde', 'Kunden')} exportiert`,
    csv: {
      columns: [
        'Name',
        'E-Mail',
        'Status',
        'Bestellungen',
        'Letzte Bestellung',
        'Geht als Nächstes aus',
        'Erwartet',
        'Nächste Nachricht',
        'Fällig',
      ],
      spent: (currency) => `Umsatz (${currency})`,
    },
  },
  batch: {
    running: {
      approve: (done, total) => `Wird freigegeben: ${done} von ${total}`,
      skip: (done, total) => `Wird ausgelassen: ${done} von ${total}`,
      move: (done, total) => `Wird verschoben: ${done} von ${total}`,
      send_now: (done, total) => `Wird jetzt gesendet: ${done} von ${total}`,
      undo: (done, total) => `Wird zurückgenommen: ${done} von ${total}`,
    },
    finished: {
      approve: (count) => `Freigegeben: ${count}`,
      skip: (count) => `Ausgelassen: ${count}`,
      move: (count) => `Verschoben: ${count}`,
      send_now: (count) => `Vorgezogen: ${count}`,
      undo: (count) => `Zurückgenommen: ${count}`,
    },
    refused: (count) =>
      `Unverändert ${count === 1 ? 'blieb' : 'blieben'} ${many(count, 'Nachricht', 'Nachrichten')}.`,
  },
  done: {
    move: (count) => `${many(count, 'Nachricht', 'Nachrichten')} verschoben`,
    moveAlong: (count) =>
      `${many(count, 'weitere', 'weitere')} derselben Mail ${count === 1 ? 'ging' : 'gingen'} mit.`,
    undo: (count) => `${many(count, 'Nachricht', 'Nachrichten')} zurückgenommen`,
    send_now: (count) => `${many(count, 'Nachricht geht', 'Nachrichten gehen')} in zehn Minuten hinaus`,
    someWait: (why, count) =>
      `${many(count, 'Nachricht', 'Nachrichten')} vorgezogen, aber noch können nicht alle hinaus. ${why}`,
  },
  resend: {
    title: 'Noch einmal senden?',
    about: (name) => `${name} bekommt diese Mail neu, sobald die letzten Prüfungen es erlauben.`,
    unconfirmed:
      'Sehen Sie zuerst im Protokoll Ihres Mailservers nach: Kam sie doch an, kommt sie nun zweimal. Gesendet wird sie noch dieses eine Mal.',
    failed:
      'Tun Sie das, wenn die Ursache behoben ist. Einwilligung, Abmeldungen und Beschwerden werden noch einmal angesehen.',
  },
  pause: {
    menu: 'Pausieren',
    pauseKind: (kind) => `„${kind}“ pausieren`,
    titleKind: (kind) => `„${kind}“ pausieren?`,
    aboutKind: (kind) =>
      `Keine Mail der Art „${kind}“ geht hinaus, bis Sie fortsetzen. Die anderen Arten laufen weiter.`,
    confirmKind: 'Diese Art pausieren',
    kindPaused: (kind) => `„${kind}“ ist pausiert`,
    kindResumed: (kind) => `„${kind}“ läuft weiter`,
    kindTitle: (kind) => `„${kind}“ ist pausiert`,
    kindSince: (since) =>
      `Pausiert seit ${since}. Ihre Nachrichten behalten ihren Platz; die anderen Arten laufen weiter.`,
    sinceBy: (since, by) => `${since} von ${by}`,
    unknown: 'Was das bedeuten würde, lässt sich gerade nicht zählen. Pausieren können Sie trotzdem.',
  },
  timeline: { past: 'Bisher' },
  offline: {
    title: 'Keine Verbindung',
    about: (time) =>
      `Was Sie sehen, ist von ${time}. Fällige Mails gehen trotzdem hinaus. Speichern und entscheiden können Sie erst wieder mit Verbindung; was Sie getippt haben, bleibt stehen.`,
  },
  stale: {
    session: {
      title: 'Ihre Sitzung ist zu Ende',
      about: (time) =>
        `Was Sie sehen, ist von ${time}, und nichts lässt sich speichern. Was Sie eingegeben haben, bleibt in diesem Browser: Öffnen Sie Carafe neu unter den Apps Ihrer Shopify-Verwaltung, dann ist es wieder da.`,
    },
    failed: {
      title: 'Diese Seite ließ sich nicht neu laden',
      about: (time) =>
        `Was Sie sehen, ist von ${time}, und was Sie eingegeben haben, bleibt. Carafe versucht es von selbst wieder; fällige Mails gehen trotzdem hinaus.`,
    },
  },
  never: {
    action: (kind) => `„${kind}“ nie für diesen Kunden`,
    done: (kind) => `„${kind}“ ist für diesen Kunden aus`,
    undone: (kind) => `„${kind}“ ist für diesen Kunden wieder an`,
    byStaff: (kind) => `${kind} von Ihrem Team abgeschaltet`,
    allow: 'Wieder erlauben',
    refused: 'Das hat der Kunde selbst gewählt; nur er kann es ändern.',
  },
};

import { counted } from '~/base/strings/counted';
import { kindsDe } from '~/base/strings/de/kinds';
import { stoppedDe } from '~/base/strings/de/stopped';
import { templateProblemDe } from '~/base/strings/de/template-problems';
import type { ReasonFormats, ReasonWords } from '~/base/strings/reasons';
import { percentDe } from '~/base/strings/write-percent';
import { isKind } from '~/base/vocabulary/kinds';
import { BREAKER, refusalOf } from '~/base/vocabulary/stop-causes';

/** Jeder Grund auf Deutsch: kurz, mit seinen Zahlen. */
export const reasonsDe: ReasonWords = {
  'running-low': (r, say) => {
    const rhythm =
      r.ownGaps > 0 && r.gapFromDays !== null && r.gapToDays !== null
        ? r.gapFromDays === r.gapToDays
          ? `Ein Kauf reichte ${counted(String(r.gapFromDays), 'Tag', 'Tage')}; `
          : r.ownGaps >= 4
            ? `Die Hälfte der Käufe reichte ${r.gapFromDays}–${r.gapToDays} Tage; `
            : `Ein Kauf reichte ${r.gapFromDays}–${r.gapToDays} Tage; `
        : 'Bisher einmal gekauft; ';
    return (
      `${rhythm}zuletzt ${say.number(r.lastQuantity)} × ${r.item}, ${wasDe[r.lastWas]} ${say.day(r.lastOn)}; ` +
      `${say.isPast(r.runOutOn) ? `sollte um den ${say.day(r.runOutOn)} ausgehen` : `geht voraussichtlich um den ${say.day(r.runOutOn)} aus`} (acht von zehn Fällen: ${say.day(r.runOutFromOn)} bis ${say.day(r.runOutToOn)}); ` +
      `Wahrscheinlichkeit eines Nachkaufs in den Wochen nach dieser Mail: ${say.share(r.probability)}. ${restsDe(r.ownGaps, r.otherCustomers, say)}${r.step > 1 ? ' Zweite und letzte Erinnerung.' : ''}` +
      `${r.firstLeftOut ? ' Die erste Erinnerung ist ausgefallen, deshalb geht diese, wenn drei von vier gewöhnlich nachbestellt haben.' : ''}`
    );
  },
  'warranty-expiry': (r, say) =>
    `Die Garantie von ${counted(String(r.months), 'Monat', 'Monaten')} auf ${r.item}, gekauft am ${say.day(r.boughtOn)}${r.restarted ? ' und durch einen Ersatz neu begonnen' : ''}, endet am ${say.day(r.endsOn)}; die Mail ist für ${r.daysBefore} Tage vorher gedacht.`,
  'thank-you': (r, say) =>
    r.orderNumber === 1
      ? `Erste Bestellung ${r.orderName} am ${say.day(r.orderedOn)}: ein Dank am nächsten Arbeitsmorgen.`
      : `Bestellung Nummer ${r.orderNumber} (${r.orderName}) am ${say.day(r.orderedOn)}: ein Dank für die Treue.`,
  'moved-quiet-hours': (r, say) =>
    `Aus der Ruhezeit verschoben, von ${say.instant(r.fromAt)} auf ${say.instant(r.toAt)}.`,
  'moved-day-off': (r, say) =>
    `Der ${say.day(r.fromOn)} ${dayOffDe[r.because ?? 'any']}, deshalb geht sie am ${say.day(r.toOn)}.`,
  'moved-closed-day': (r, say) =>
    `Von einem Schließtag, ${say.day(r.fromOn)}, auf den ${say.day(r.toOn)} verschoben.`,
  'moved-campaign-day': (r, say) =>
    `Vom ${say.day(r.fromOn)}, einem Tag Ihrer eigenen Kampagnen, auf den ${say.day(r.toOn)} verschoben.`,
  'moved-cap': (r, say) =>
    `Vom ${say.day(r.fromOn)} auf den ${say.day(r.toOn)} verschoben: höchstens ${r.limit} in ${r.days} Tagen.`,
  'moved-class-gap': (r, say) =>
    `Vom ${say.day(r.fromOn)} auf den ${say.day(r.toOn)} verschoben, mit Abstand zu einer anderen Mail (${isKind(r.otherKind) ? kindsDe[r.otherKind] : r.otherKind}).`,
  'moved-warm-up': (r, say) =>
    `Vom ${say.day(r.fromOn)} auf den ${say.day(r.toOn)} verschoben: Ihre Domain ist den Mailanbietern neu und beginnt mit ${say.number(r.limit)} Mails am Tag.`,
  'moved-by-person': (r, say) => `Von ${r.by} auf ${say.instant(r.toAt)} verschoben.`,
  'moved-snooze': (r, say) =>
    `Der Kunde möchte später erinnert werden: vom ${say.day(r.fromOn)} auf den ${say.day(r.toOn)} verschoben.`,
  'moved-for-merge': (r, say) =>
    `Auf ${say.instant(r.toAt)} verschoben: Ein anderer Datensatz wurde mit diesem Kunden zusammengeführt und wird erst übernommen.`,
  'moved-to-wait': (r, say) =>
    `Konnte am ${say.day(r.fromOn)} noch nicht gehen: auf den ${say.day(r.toOn)} verschoben.`,
  'moved-day-over': (r, say) =>
    `Der ${say.day(r.fromOn)} war vorbei, als die App installiert oder diese Art zuletzt eingeschaltet wurde: auf den ${say.day(r.toOn)} verschoben.`,
  merged: (r) =>
    `Geht in einer Mail mit ${r.withCount === 1 ? 'einer anderen Nachricht' : `${r.withCount} anderen Nachrichten`} hinaus.`,
  'held-review': (r) =>
    r.of === null
      ? 'Wartet auf einen Menschen: Sie sehen jede Nachricht dieser Art durch.'
      : `Wartet auf einen Menschen: Die ersten ${r.of} Nachrichten einer Art und ihre ersten 14 Tage werden durchgesehen.`,
  'held-flood': (r) =>
    `Als ein Stapel angehalten: ${r.count} Mails dieser Art fallen auf einen Tag, mehr als die übliche Grenze von ${r.limit}. Auf der Startseite und in der Liste der angehaltenen steht der Knopf, der ihn gehen lässt.`,
  'held-paused': (r) =>
    r.by === BREAKER
      ? stoppedDe.causes[r.scope === 'shop' ? 'hard-bounces' : 'spam-reports'].title
      : r.scope === 'shop'
        ? `Angehalten: alles wurde von ${r.by} pausiert.`
        : `Angehalten: diese Art wurde von ${r.by} pausiert.`,
  'held-country': (r, say) => `Angehalten: Post in dieses Land ist pausiert (${say.country(r.country)}).`,
  'held-complaint': (r, say) => `Angehalten: seit ${say.day(r.openedOn)} ist eine Beschwerde offen.`,
  'held-after-complaint': (r, say) =>
    `Bis ${say.day(r.until)} angehalten: eine Beschwerde wurde erst vor Kurzem geschlossen.`,
  'held-late-order': (r) => `Angehalten: Bestellung ${r.orderName} ist verspätet.`,
  'held-pending-refund': (r) => `Angehalten: eine Erstattung zu Bestellung ${r.orderName} läuft.`,
  'held-dispute': (r) =>
    `Angehalten: die Bank des Kunden bestreitet die Zahlung zu Bestellung ${r.orderName}.`,
  'held-promise': (r, say) => `Angehalten: eine Zusage war fällig am ${say.day(r.dueOn)}.`,
  'held-situation': (r, say) =>
    `Angehalten, weil der Kunde ${situationDe[r.situation]}${r.until ? `, bis ${say.day(r.until)}` : ''}.`,
  'held-reply': (r, say) => `Angehalten: der Kunde hat am ${say.day(r.repliedOn)} geantwortet.`,
  'held-not-reconciled': (r, say) =>
    `Wartet, bis die Bestellungen mit Shopify abgeglichen sind${r.through ? ` (bekannt bis ${say.instant(r.through)})` : ''}.`,
  'held-sender': (r) =>
    refusalOf(r.detail) === 'login-refused'
      ? `${stoppedDe.causes['login-refused'].title} Der Server sagte: „${r.detail}“.`
      : `Wartet: der Mailserver nimmt keine Mail an (${r.detail}).`,
  'held-not-set-up': (r) => `Wartet. ${stoppedDe.gaps[r.missing] ?? r.missing}`,
  'held-restored': () =>
    'Angehalten: Carafes Daten kamen aus einer Sicherung zurück; erst muss jemand ansehen, was fällig ist.',
  'no-consent': (r, say) =>
    `Nicht angeschrieben: der Kunde ${consentDe[r.state] ?? 'hat nicht eingewilligt'}, und ${classDe[r.class] ?? 'solche Mail'} verlangt eine Einwilligung${r.country ? ` (${say.country(r.country)})` : ', da das Land nicht bekannt ist'}.`,
  suppressed: (r, say) =>
    `Nicht angeschrieben: die Adresse ist seit ${say.day(r.since)} gesperrt (${becauseDe[r.because] ?? r.because}).`,
  'no-address': () => 'Nicht angeschrieben: es gibt keine brauchbare E-Mail-Adresse.',
  'preference-off': (r) =>
    r.ofItem
      ? 'Nicht angeschrieben: der Kunde möchte an dieses Produkt nicht mehr erinnert werden.'
      : `Nicht angeschrieben: der Kunde möchte Mails dieser Art nicht (${isKind(r.kind) ? kindsDe[r.kind] : r.kind}).`,
  'never-by-staff': (r) =>
    `Nicht angeschrieben: Ihr Team hat Mails dieser Art für diesen Kunden abgestellt (${isKind(r.kind) ? kindsDe[r.kind] : r.kind}).`,
  snoozed: (r, say) => `Nicht jetzt: der Kunde möchte bis ${say.day(r.until)} warten.`,
  'never-write': (r) => `Nie angeschrieben: ${neverDe[r.because]}${r.detail ? ` (${r.detail})` : ''}.`,
  'kind-off': () => 'Nicht gesendet: diese Art ist ausgeschaltet.',
  'bought-instead': (r, say) => `Nicht nötig: hat am ${say.day(r.on)} stattdessen ${r.item} gekauft.`,
  'bought-again': (r, say) => `Nicht nötig: hat ${r.item} am ${say.day(r.on)} wieder gekauft.`,
  refunded: (r, say) => `Nicht gesendet: erstattet${r.on ? ` am ${say.day(r.on)}` : ''}.`,
  returned: (r, say) => `Nicht gesendet: zurückgegeben${r.on ? ` am ${say.day(r.on)}` : ''}.`,
  'cancelled-order': (r) => `Nicht gesendet: Bestellung ${r.orderName} wurde storniert.`,
  'high-risk-order': (r) => `Nicht gesendet: Bestellung ${r.orderName} gilt als hohes Risiko.`,
  'order-on-hold': (r) => `Nicht gesendet: Bestellung ${r.orderName} ist angehalten.`,
  'on-subscription': () => 'Nicht nötig: kommt im Abonnement.',
  'not-available': (r) => `Nicht gesendet: ${r.item} ist zurzeit nicht lieferbar.`,
  'supply-travelling': (r) => `Noch nicht: Bestellung ${r.orderName} ist noch unterwegs.`,
  unlikely: (r, say) =>
    `Nicht gesendet: kauft mit ${say.share(r.probability)} Wahrscheinlichkeit jetzt nach; gefordert sind ${say.share(r.minimum)}.`,
  'cycle-too-short': (r) =>
    `Keine Erinnerungen: wird ${r.days === 1 ? 'jeden Tag' : `alle ${r.days} Tage`} gekauft, und unter ${r.minimum} braucht niemand eine.`,
  'too-late': (r, say) =>
    r.neverPlanned
      ? `Nie geplant: ihr Tag, ${say.day(r.wasDueOn)}, war schon vorbei.`
      : `Nicht gesendet: sie war am ${say.day(r.wasDueOn)} fällig, vor ${r.days} Tagen.`,
  'price-below': (r, say) =>
    `Nicht gesendet: ${say.money(r.unitPriceMinor, r.currency)} liegt unter dem kleinsten Preis für eine Garantiemail, ${say.money(r.minimumMinor, r.currency)}.`,
  holdout: (r) =>
    `Mit Absicht ausgelassen: ${percentDe(r.percent)} der Kunden bekommen nichts dieser Art, damit sich messen lässt, was sie bringt.`,
  expired: (r, say) => `Zu spät, um zu nützen: sie hätte bis ${say.day(r.usefulUntil)} geholfen.`,
  'no-room': (r, say) =>
    r.days === 0
      ? `Kein offener Tag war mehr frei vor dem ${say.day(r.usefulUntil)}, danach nützt sie nicht mehr.`
      : `Kein Platz innerhalb von ${r.limit} in ${r.days} Tagen vor dem ${say.day(r.usefulUntil)}, danach nützt sie nicht mehr.`,
  'plan-changed': () => 'Gehört nicht mehr zum Plan.',
  'customer-gone': (r) => goneDe[r.because],
  'shop-gone': () => 'Nicht gesendet: die App ist in diesem Shop nicht installiert.',
  'skipped-by-person': (r) => `Ausgelassen von ${r.by}.`,
  'approved-by-person': (r) => `Freigegeben von ${r.by}.`,
  'sent-now-by-person': (r) => `Von ${r.by} vorgezogen, um sofort hinauszugehen.`,
  'undone-by-person': (r) => `Rückgängig gemacht von ${r.by}.`,
  'confirmed-sent-by-person': (r) => `Als angekommen bestätigt von ${r.by}.`,
  'resent-by-person': (r) => `Noch einmal gesendet, gewünscht von ${r.by}.`,
  'hold-ended': () => 'Was sie aufhielt, ist vorbei.',
  'approval-fell': (r) => `Braucht einen neuen Blick: seit der Freigabe ${fellDe[r.because]}.`,
  claimed: () => 'Wird gerade gesendet.',
  'sent-instead': () => 'Ging auf Ihren Wunsch an Sie statt an den Kunden.',
  sent: (r) => `Vom Mailserver angenommen: ${r.reply}`,
  'soft-failure': (r, say) =>
    `Noch nicht angenommen, ${atDe(r.phase)}; nächster Versuch ${say.instant(r.nextTryAt)}. Der Server sagte: „${r.reply}“.`,
  'turned-away': (r, say) =>
    `Der Mailserver lehnt Verbindungen von dem Rechner ab, auf dem Carafe läuft; an dieser Mail oder Ihrer Absenderadresse liegt es nicht. Nächster Versuch ${say.instant(r.nextTryAt)}. Wer Carafe für Sie betreibt, kann beim Anbieter nach dem Grund fragen. Der Server sagte: „${r.reply}“.`,
  'hard-failure': (r) =>
    `Endgültig abgelehnt, ${atDe(r.phase)}; es wird nicht noch einmal versucht. Der Server sagte: „${r.reply}“.`,
  'out-of-tries': (r) =>
    `Nach ${r.tries} ${r.tries === 1 ? 'Versuch' : 'Versuchen'} aufgegeben. Der Server sagte zuletzt: „${r.reply}“.`,
  'lease-ran-out': (r) =>
    r.phase === 'committing'
      ? 'Unbestätigt: die Verbindung endete nach der Übergabe, die Mail kam an oder auch nicht. Sie wird nicht von selbst noch einmal gesendet.'
      : 'Der sendende Prozess endete, bevor die Mail übergeben war; es wird noch einmal versucht.',
  'template-error': (r) => `Die Vorlage hat einen Fehler: ${templateProblemDe(r.detail)}.`,
};

/** Wie weit die Mail war, ohne ein Wort des Protokolls. */
function atDe(phase: string): string {
  if (phase === 'committing') return 'nachdem die ganze Mail gelesen war';
  if (phase === 'body') return 'während die Mail gelesen wurde';
  return phase === 'envelope' ? 'bevor die Mail gelesen wurde' : 'beim Verbinden';
}

const dayOffDe = {
  rest: 'ist der wöchentliche Ruhetag, den Sie freihalten',
  weekend: 'liegt am Wochenende, an dem solche Mails nicht hinausgehen',
  holiday: 'ist ein Feiertag, an dem solche Mails nicht hinausgehen',
  any: 'ist ein freier Tag',
} as const;
const wasDe = {
  delivered: 'zugestellt am',
  expected: 'Ankunft geschätzt auf den',
  ordered: 'bestellt am',
} as const;
const becauseDe: Readonly<Record<string, string>> = {
  unsubscribe: 'abgemeldet',
  hard_bounce: 'Mail endgültig abgelehnt',
  soft_bounces: 'dreimal in einer Woche unzustellbar',
  spam_report: 'als Spam gemeldet',
  manual: 'von einem Menschen gesperrt',
  redacted: 'Daten auf Wunsch gelöscht',
};
const consentDe: Readonly<Record<string, string>> = {
  NOT_SUBSCRIBED: 'hat sich nicht angemeldet',
  UNSUBSCRIBED: 'hat sich abgemeldet',
  PENDING: 'hat die Anmeldung nicht bestätigt',
};
const classDe: Readonly<Record<string, string>> = {
  marketing: 'Werbung',
  relationship: 'ein persönlicher Gruß',
};
const neverDe = {
  tag: 'trägt ein Tag, das Sie unter „Wem nie“ nennen',
  company: 'ist eine Firma',
  relay: 'hat eine Weiterleitungsadresse eines Marktplatzes',
  test: 'ist ein Test',
} as const;
const situationDe = { ill: 'krank ist', in_grief: 'in Trauer ist', died: 'gestorben ist' } as const;
const goneDe = {
  deleted: 'Nicht gesendet: der Kunde wurde in Shopify gelöscht.',
  redacted: 'Nicht gesendet: die Daten des Kunden wurden auf Wunsch gelöscht.',
  merged: 'Nicht gesendet: der Kunde wurde mit einem anderen zusammengeführt.',
  died: 'Nicht gesendet: der Kunde ist verstorben.',
} as const;
const fellDe = {
  reason: 'hat sich der Grund geändert',
  recipient: 'hat sich der Empfänger geändert',
  text: 'hat sich der Text geändert',
  late: 'ist zu viel Zeit vergangen',
} as const;

/** Worauf die Vorhersage beruht; ein Teil, den es nicht gibt, wird nicht gezählt. */
function restsDe(own: number, others: number, say: ReasonFormats): string {
  const customers = others === 1 ? 'einem anderen Kunden' : `${say.number(others)} anderen Kunden`;
  if (own === 0)
    return others === 0
      ? 'Noch niemand hat es wieder gekauft; das beruht darauf, wie lange es reichen soll.'
      : `Selbst noch nicht wieder gekauft; das beruht auf ${customers}.`;
  const reorders = own === 1 ? 'einem eigenen Nachkauf' : `${own} eigenen Nachkäufen`;
  return `Das beruht auf ${reorders}${others === 0 ? '' : ` und ${customers}`}.`;
}

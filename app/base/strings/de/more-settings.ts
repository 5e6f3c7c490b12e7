import type { MoreSettingsStrings } from '~/base/strings/en/more-settings';

const customersDe = (count: string) => (count === '1' ? '1 Kunde' : `${count} Kunden`);

/** Wörter der Einstellungen zu Schließtagen, anderer Post und Daten. */
export const moreSettingsDe: MoreSettingsStrings = {
  contents: 'Zu einem Abschnitt',
  closed: {
    title: 'Schließtage',
    about:
      'An diesen Tagen gehen nur Rückrufe und Nachricht von verspäteten Paketen hinaus; alles andere rückt auf den nächsten offenen Tag.',
    days: 'Tage',
    help: 'Einer je Zeile: 24.12.2026, oder 24.12.2026 bis 2.1.2027. Höchstens 366 Tage, üblich keiner.',
    wrongLines: (count, lines) =>
      `${count === 1 ? `Zeile ${lines} ist weder ein Tag noch eine Spanne` : `Die Zeilen ${lines} sind weder Tage noch Spannen`}. Schreiben Sie einen Tag wie 24.12.2026, eine Spanne wie 24.12.2026 bis 2.1.2027.`,
    moreLines: (count) => (count === '1' ? 'eine weitere' : `${count} weitere`),
    tooMany: (most) => `Das sind mehr als ${most} Tage.`,
    add: (count, country) =>
      count === '1'
        ? `Nächsten Feiertag hinzufügen (${country})`
        : `Die nächsten ${count} Feiertage hinzufügen (${country})`,
  },
  languages: {
    title: 'Sprachen',
    about:
      'Carafe schreibt Deutsch und Englisch: in der Sprache des Kunden, wo es sie kann, sonst in der Ihres Shops, sonst Englisch. Welche die Ihres Shops ist, wird in Shopify unter Einstellungen › Sprachen gesetzt.',
    own: (language, count) => `${language}: ${customersDe(count)}`,
    other: (language, count, writtenIn) => `${language}: ${customersDe(count)}, Post auf ${writtenIn}`,
    unknown: 'Nicht bekannt',
    none: 'Noch hat niemand gekauft.',
    amongNewest: (count) => `Gezählt unter den ${count} Kunden, die zuletzt gekauft haben.`,
    notTheirs:
      'Einigen wird in einer Sprache geschrieben, die nicht ihre ist. Passt das nicht zu Ihrem Shop, geben Sie ihnen in Shopify ein Tag und nennen Sie es unter „Wem nie“.',
  },
  neighbours: {
    title: 'Andere Post an Ihre Kunden',
    about: 'Was Ihre anderen Werkzeuge senden, damit niemand zweimal dasselbe hört.',
  },
  until: 'Bis (einschließlich dieses Tages)',
  untilHelp: 'Leer lassen, um es selbst zu beenden.',
  data: {
    title: 'Daten',
    about:
      'Wie lange Carafe aufhebt, was es zur Arbeit braucht. Wem nicht geschrieben werden darf, bleibt bekannt, ohne die Adresse selbst.',
    inbox: 'Neuigkeiten von Shopify aufheben',
    attempts: 'Sendeversuche aufheben',
    attribution: 'Eine Bestellung zählt als Folge einer Mail binnen',
  },
};

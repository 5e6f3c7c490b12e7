import { counted } from '~/base/strings/counted';
import type { StoppedStrings } from '~/base/strings/en/stopped';

export const stoppedDe: StoppedStrings = {
  resume: 'Weiter senden',
  resumed: 'Es wird wieder gesendet',
  check: 'Vorher ansehen:',
  reports: (reports, mails) =>
    `Hier: ${counted(reports.toLocaleString('de'), 'Meldung', 'Meldungen')} bei ${counted(mails.toLocaleString('de'), 'Mail', 'Mails')}.`,
  since: (when) => `Seit ${when}.`,
  causes: {
    'sender-refused': {
      title: 'Ihr Mailserver lässt Sie unter dieser Adresse nicht senden.',
      about:
        'Ein Server hat eine Mail wegen des Absenders abgelehnt, nicht wegen des Kunden. Weiterzumachen würde dem Ruf Ihrer Domain schaden, deshalb wartet alles.',
      checks: [
        'Darf Ihr Mailserver für die Absenderadresse in den Einstellungen schreiben?',
        'Prüfen Sie die Domain in den Einstellungen: SPF, DKIM und DMARC sollten stimmen.',
        'Vielleicht hat Ihr Anbieter das Konto gesperrt: seine Seite oder eine Mail von ihm sagt es.',
      ],
    },
    'login-refused': {
      title: 'Ihr Mailserver hat Benutzername oder Passwort nicht angenommen.',
      about: 'Jeder weitere Versuch könnte das Konto sperren, deshalb wartet alles.',
      checks: [
        'Wurde das Passwort bei Ihrem Anbieter geändert? Tragen Sie das neue in den Einstellungen unter Mailserver ein und testen Sie die Verbindung.',
        'Manche Anbieter verlangen ein App-Passwort statt des üblichen.',
        'Vielleicht hat Ihr Anbieter das Konto gesperrt: seine Seite oder eine Mail von ihm sagt es.',
      ],
    },
    'hard-bounces': {
      title: 'Es wird nicht gesendet, weil es zu viele Adressen nicht gibt.',
      about:
        'Mindestens fünf Ihrer letzten hundert Mails kamen endgültig zurück. Mailanbieter halten das für gekaufte Adressen und lehnen dann alle Mails eines Absenders ab.',
      checks: [
        'Wurden Kunden aus einer alten oder fremden Liste importiert?',
        'Sehen Sie sich die letzten nicht zugestellten Mails an: immer dieselbe Domain heißt, dass es dort klemmt und nicht an Ihrer Liste.',
        'Die Adressen, die zurückkamen, sind schon gesperrt; ihnen wird nicht mehr geschrieben.',
      ],
    },
    'spam-reports': {
      title: 'Werbung wird nicht gesendet, weil Kunden sie als Spam gemeldet haben.',
      about:
        'Mindestens drei Meldungen in 30 Tagen und mehr als 3 von 1.000 Mails. Mails zu Bestellungen gehen weiter; wer gemeldet hat, bekommt nichts mehr.',
      checks: [
        'Erwarten die Leute diese Mails? Sehen Sie nach, woher ihre Einwilligung kommt.',
        'Kommt die Erinnerung zu früh oder zu etwas, das sich nicht verbraucht? Auf den Seiten der Kunden steht, warum jede gesendet wurde.',
        'Jetzt ist weniger mehr: Setzen Sie vorher in den Einstellungen die Grenzen herab.',
      ],
    },
    restored: {
      title: 'Alles wartet, weil Carafes Daten aus einer Sicherung zurückgeholt wurden.',
      about:
        'Was nach dieser Sicherung gesendet wurde, ist hier nicht bekannt und würde ein zweites Mal gesendet.',
      checks: [
        'Vergleichen Sie, was in der Warteschlange fällig ist, mit der Liste gesendeter Mails Ihres Anbieters; lassen Sie aus, was schon draußen ist.',
      ],
    },
  },
  notYet: 'Noch kann nichts hinausgehen.',
  enterIt: 'Zu diesem Teil der Einstellungen',
  gaps: {
    'sender-name': 'Der Name des Absenders fehlt. Tragen Sie ihn in den Einstellungen unter Absender ein.',
    'postal-address':
      'Die Postanschrift fehlt. Das Gesetz verlangt sie in jeder Mail; tragen Sie sie unter Absender ein.',
    'sender-address':
      'Es gibt keine Adresse, von der Mail kommen darf. Tragen Sie eine Ihrer eigenen Domain ein und prüfen Sie sie, oder bitten Sie den Betreiber dieser Installation um eine Absenderadresse.',
    'mail-server': 'Es gibt keinen Mailserver. Tragen Sie Ihren in den Einstellungen ein.',
    channel: 'Dieser Weg ist nicht eingerichtet. Wählen Sie für diese Art in den Einstellungen die Mail.',
    'send-all-to-is-on':
      'Zurzeit gehen alle Mails an Sie, und Shopify Flow würde den Kunden erreichen. Beenden Sie in den Einstellungen „Alles stattdessen an mich“.',
  },
};

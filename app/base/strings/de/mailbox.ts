import type { MailboxStrings } from '~/base/strings/en/mailbox';

export const mailboxDe: MailboxStrings = {
  title: 'Antworten und Rückläufer',
  about:
    'Carafe liest das Postfach Ihrer Antwortadresse, ohne darin etwas zu ändern: Wer geantwortet hat, wird in Ruhe gelassen, eine Adresse, die nicht ankommt, wird nicht mehr angeschrieben, und nach Spam-Meldungen wird Werbung angehalten.',
  none: 'Noch ist kein Postfach verbunden: Antworten und Rückläufer bleiben unbemerkt.',
  connected: (user, host) => `Verbunden: ${user} auf ${host}`,
  read: (ago) => `Zuletzt gelesen ${ago}.`,
  notYet: 'Es wird in der nächsten Minute zum ersten Mal gelesen.',
  broken:
    'Das Postfach ließ sich zuletzt nicht lesen. Verbinden Sie es neu, wenn sich sein Passwort geändert hat.',
  host: 'IMAP-Server',
  hostHelp: 'Zum Beispiel imap.example.com.',
  port: 'Portnummer',
  secure: 'Von Anfang an verschlüsselt (Port 993)',
  user: 'Benutzername',
  password: 'Passwort',
  passwordHelp: 'Wird verschlüsselt aufbewahrt und nie wieder angezeigt.',
  folder: 'Ordner',
  connect: 'Verbinden',
  change: 'Ein anderes verbinden',
  remove: 'Trennen',
  removeTitle: 'Dieses Postfach nicht mehr lesen?',
  removeAbout: ['Antworten und Rückläufer bleiben dann unbemerkt.', 'Das Passwort wird vergessen.'],
  saved: 'Postfach verbunden',
  removed: 'Postfach getrennt',
  problems: {
    fields: 'Füllen Sie Server, Port, Benutzername und Passwort aus.',
    'no-server': 'Unter diesem Namen und Port gibt es keinen öffentlichen Mailserver.',
    login: 'Der Server weist Benutzername und Passwort zurück.',
    folder: 'Diesen Ordner hat der Server nicht.',
    unreachable: 'Der Server antwortet nicht. Prüfen Sie Name, Port und Verschlüsselung.',
  },
};

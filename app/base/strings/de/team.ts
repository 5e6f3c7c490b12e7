import type { TeamStrings } from '~/base/strings/en/team';

export const teamDe: TeamStrings = {
  title: 'Team',
  about:
    'Wer aus Ihrem Shop Carafe geöffnet hat und was wer darf. Wer neu ist, erscheint hier beim ersten Öffnen.',
  roles: { full: 'Voller Zugriff', desk: 'Kundendienst' },
  rolesAbout:
    'Der Kundendienst sieht Kunden, Produkte, Warteschlange, Aufgaben und Berichte, erledigt Aufgaben, entscheidet über Nachrichten und darf Mails pausieren. Er öffnet keine Einstellungen, Vorlagen und Exporte, ändert keine Produkte und lässt nichts Angehaltenes weiterlaufen.',
  newcomers: 'Wer neu ist, bekommt',
  newcomersHelp:
    'Vollen Zugriff, wenn Sie nichts anderes wählen. Wer unten steht, behält, was sie oder er hat.',
  name: 'Name',
  nameHelp: (number) => `Nummer bei Shopify: ${number}`,
  saveName: 'Speichern',
  saveNameOf: (name) => `Den Namen ${name} speichern`,
  role: 'Rolle',
  seen: (ago) => `Zuletzt hier: ${ago}`,
  you: 'Sie',
  yourRole: 'Was Sie dürfen, kann nur jemand anderes mit vollem Zugriff ändern.',
  alone: 'Bisher haben nur Sie Carafe geöffnet. Wer es aus Ihrem Team noch öffnet, erscheint hier.',
  saved: 'Gespeichert',
  notSaved: {
    self: 'Niemand kann sich selbst einschränken. Nichts wurde geändert.',
    gone: 'Das wurde inzwischen geändert. Laden Sie die Seite neu.',
    invalid: 'Geben Sie einen Namen von höchstens 60 Zeichen ein.',
  },
  colleague: 'jemand aus dem Team',
  byYou: 'Ihnen',
  onlyFull: 'Dafür braucht es vollen Zugriff, den Sie nicht haben.',
  onlyFullNames: (names) => `Dafür braucht es vollen Zugriff. Fragen Sie ${names}.`,
  anyKeeper: 'jemanden mit vollem Zugriff',
  productsLocked: 'Sie können dieses Produkt ansehen. Um es zu ändern, braucht es vollen Zugriff.',
  refused: {
    title: 'Sie haben keinen Zugriff auf diese Seite',
    ask: (names) =>
      `Wenn Sie ihn brauchen, bitten Sie ${names}, Ihnen unter Einstellungen › Team vollen Zugriff zu geben.`,
    pages: {
      settings: {
        name: 'Einstellungen',
        about: 'Hier legt Ihr Shop fest, wer sendet, wann und wie oft, und was mit seinen Daten geschieht.',
      },
      templates: { name: 'Vorlagen', about: 'Hier werden die Worte der Mails Ihres Shops geschrieben.' },
      import: { name: 'Produkte importieren', about: 'Hier ändert eine Datei viele Produkte auf einmal.' },
      setUp: {
        name: 'Carafe einrichten',
        about:
          'Hier wird ein Shop eingerichtet: wer sendet, über welchen Mailserver, und welche Arten von Mails.',
      },
      other: {
        name: 'Nur mit vollem Zugriff',
        about: 'Das ist Kolleginnen und Kollegen mit vollem Zugriff vorbehalten.',
      },
    },
  },
};

import type { ShopDataStrings } from '~/base/strings/en/shop-data';

/** Wörter der Einstellungen dazu, alles mitzunehmen oder alles zu löschen. */
export const shopDataDe: ShopDataStrings = {
  export: {
    title: 'Alles mitnehmen',
    about:
      'Eine Datei mit allem, was Carafe von Ihrem Shop hat, für jedes Programm lesbar: eine Zeile JSON je Eintrag. Passwörter, Zugangsschlüssel und Suchmarken fehlen darin. Sie enthält Namen und Adressen Ihrer Kunden, verwahren Sie sie also gut. Der Abruf wird vermerkt.',
    button: 'Alles exportieren',
    running: (lines, told) => `bisher ${told} ${lines === 1 ? 'Zeile' : 'Zeilen'}`,
    done: (rows, told) => `Exportiert: ${told} ${rows === 1 ? 'Eintrag' : 'Einträge'}`,
  },
  erase: {
    title: 'Alles löschen',
    about: 'Löscht, was Carafe von Ihrem Shop hat. Das lässt sich nicht rückgängig machen.',
    button: 'Alles löschen…',
    question: 'Alles von diesem Shop löschen?',
    means: [
      'Mails hören sofort auf, auch die für heute geplanten.',
      'Kunden, Bestellungen, Vorhersagen, Nachrichten, Notizen, Vorlagen und Einstellungen sind binnen Minuten gelöscht.',
      'Es bleibt ein Zeichen für jede Adresse, an die nicht geschrieben werden darf, ohne die Adresse, und was Ihre Mails gestoppt hat.',
      'In Shopify ändert sich nichts. Um neu zu beginnen, deinstallieren Sie Carafe und installieren Sie es wieder.',
    ],
    exportFirst: 'Wenn Sie eine Kopie behalten möchten, exportieren Sie zuerst alles.',
    type: (domain) => `Geben Sie zur Bestätigung ${domain} ein`,
    wrong: 'Das ist nicht die Domain dieses Shops.',
    confirm: 'Alles löschen',
  },
};

import type { SettingAboutStrings } from '~/base/strings/en/setting-about';

/** Was eine Einstellung tut, was ohne eigene Wahl gilt, wie weit sie reicht, und wie die Mails damit aussehen. */
export const settingAboutDe: SettingAboutStrings = {
  bounds: (from, to, usual) =>
    `Zwischen ${from} und ${to}; üblich ${usual === '1' ? 'ist' : 'sind'} ${usual}.`,
  usually: (value) => `Üblich: ${value}.`,
  usuallyOn: 'Üblich: angekreuzt.',
  longest: (most) => `Höchstens ${most} Zeichen.`,
  longestList: (most, longest) => `Höchstens ${most} Tags mit je höchstens ${longest} Zeichen.`,
  anyTime: 'Geben Sie eine Uhrzeit von 00:00 bis 23:59 ein.',
  zone: (zone) =>
    `Wo die Adresse des Kunden keine Zeitzone verrät, gilt die Ihres Shops: ${zone}. Sie wird in Shopify unter Einstellungen › Allgemein gesetzt.`,
  quietHours: (from, until) =>
    `Dazwischen gehen nur Rückrufe hinaus und was jemand „Jetzt senden“ lässt; alles andere wartet, bis die Ruhezeit endet. Zweimal dieselbe Stunde heißt: keine. Üblich: ${from} bis ${until}.`,
  sundays:
    'Was auf einen Sonntag fällt, oder auf den wöchentlichen Ruhetag im Land des Kunden, geht am nächsten offenen Tag; nur ein verspätetes Paket und ein Rückruf warten nicht.',
  minimumCycleDays: 'Nur für das, was mindestens hält',
  minimumCycleDaysHelp: 'Was schneller aufgebraucht ist, bekommt keine Erinnerung.',
  days: 'Tage',
  companies: 'Kunden, die für eine Firma bestellt haben, die Shopify als solche kennt.',
  tags: 'Tags durch Kommas trennen; Groß und klein ist gleich.',
  holdout: (most) => `Üblich: automatisch; höchstens ${most}.`,
  inbox: 'Was Shopify Carafe mitgeteilt hat, Wort für Wort, damit sich ein Fehler daraus beheben lässt.',
  attempts: 'Wann jede Mail versucht wurde und was der Mailserver geantwortet hat.',
  attribution: 'Berichte zählen eine Bestellung als Folge einer Mail, wenn sie binnen so vieler Tage kam.',
  brand: {
    logoNone: 'Leer gelassen, zeigen die Mails den Namen Ihres Shops.',
    logoMissing: 'Von dort kommt kein Bild. Mails würden ein zerbrochenes zeigen.',
    look: 'So sieht eine Mail aus',
    lookAbout:
      'Eine Erinnerung mit dem, was in diesen Feldern und oben beim Absender steht, bevor Sie speichern.',
    accentLight:
      'Weiße Schrift darauf und Schrift in dieser Farbe auf Weiß wären kaum zu lesen. Die Mails schreiben Links und die Wörter auf Knöpfen stattdessen dunkel.',
    lookFailed: 'Eine Mail lässt sich gerade nicht zeigen.',
  },
};

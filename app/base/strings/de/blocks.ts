import { counted } from '~/base/strings/counted';
import type { BlocksStrings } from '~/base/strings/en/blocks';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('de')} ${count === 1 ? one : more}`;

/** Was die Blöcke auf den Seiten der Verwaltung sagen. */
export const blocksDe: BlocksStrings = {
  unknownCustomer:
    'Carafe kennt diese Person noch nicht. Neue kommen binnen einer Minute, ältere mit der Bestellhistorie.',
  noMarketing: (consent) => `Bekommt keine Werbemails: ${consent}.`,
  unreachable: 'Kann nicht angeschrieben werden: Es gibt keine E-Mail-Adresse.',
  supply: (title, sentence) => `${title}: ${sentence}`,
  alsoUses: (count) =>
    `Und ${many(count, 'weiteres Produkt, das zu Ende geht', 'weitere Produkte, die zu Ende gehen')}.`,

  unknownOrder:
    'Carafe kennt diese Bestellung noch nicht. Neue kommen binnen einer Minute, ältere mit der Bestellhistorie.',
  orderCauses: 'Carafe plant wegen dieser Bestellung nichts.',
  orderCancelled: 'Storniert: Sie löst keine Mail aus.',
  orderOfNobody:
    'Sie hat keine E-Mail-Adresse, also wird niemand angeschrieben. Für ihre Produkte zählt sie trotzdem.',
  orderPurpose: {
    purchase: null,
    replacement: 'Ein Ersatz: Er mehrt den Vorrat und löst weder Dank noch Jubiläum aus.',
    sample: 'Eine Probe: Sie mehrt den Vorrat und löst weder Dank noch Jubiläum aus.',
    gift: 'Ein Geschenk: Es mehrt den Vorrat und löst weder Dank noch Jubiläum aus.',
    test: 'Eine Testbestellung: Sie zählt für nichts.',
  },
  spared: (count) => `Sie machte ${many(count, 'geplante Erinnerung', 'geplante Erinnerungen')} überflüssig.`,
  followed: {
    link: (kind, on) => `Kam über den Link einer Mail: ${kind}, ${on}.`,
    after: (kind, on) => `Kam nach einer Mail: ${kind}, ${on}.`,
  },

  unknownProduct:
    'Carafe kennt dieses Produkt noch nicht. Neue kommen binnen einer Minute, ältere mit der Bestellhistorie.',
  learnt: (days, from, to, customers) =>
    `Wird nach ${counted(days, 'Tag', 'Tagen')} wieder gekauft, zur Hälfte zwischen ${from} und ${to}, gelernt von ${many(customers, 'Person', 'Personen')}.`,
  nothingLearnt: 'Noch niemand hat es zweimal gekauft; wie lange es reicht, ist nicht bekannt.',
  usedUp: 'Gilt als Verbrauchsware: Es wird erinnert, bevor es zu Ende geht.',
  notUsedUp:
    'Gilt nicht als Verbrauchsware: Niemand wird erinnert. Tragen Sie ein, wie lange eines reicht, um das zu ändern.',
  merchantNotUsedUp: 'Sie sagten, es wird nicht verbraucht: Niemand wird erinnert.',
  pooled: (count) =>
    `Der Vorrat gilt gemeinsam mit ${many(count, 'weiteren Produkt', 'weiteren Produkten')}; was Sie eintragen, gilt für alle.`,
  severalNeeds: (count) =>
    `Die Varianten sind ${count} verschiedene Vorräte. Hier stellen Sie den größten ein, die anderen in Carafe.`,
  defaultWarranty: (months) =>
    months > 0
      ? `Ohne eigene Zahl gilt die übliche Garantie des Shops: ${many(months, 'Monat', 'Monate')}.`
      : 'Ohne Zahl wird keine Garantie angenommen.',
  saved: 'Gespeichert. Was davon abhängt, wird neu geplant.',
  changedMeanwhile:
    'Jemand anderes hat das geändert, seit Sie es geöffnet haben. Was Sie jetzt sehen, ist die neue Angabe: Tragen Sie Ihre noch einmal ein.',
  outOfBounds: {
    daysPerUnit: (least, most) => `Tage zwischen ${least} und ${most}, oder leer lassen.`,
    warrantyMonths: (most) => `Ganze Monate von 0 bis ${most}, oder leer lassen.`,
  },
};

import { counted } from '~/base/strings/counted';
import type { ReachStrings } from '~/base/strings/en/reach';

/** Wörter der Einstellungen, wen Carafe erreicht, wo und wie: Länder, Garantien, der Weg hinaus. */
export const reachDe: ReachStrings = {
  country: 'Land',
  chooseCountry: 'Land wählen',
  remove: 'Entfernen',
  removeOf: (country) => `${country} entfernen`,
  softOptIn: {
    title: 'Käufer, die nicht angemeldet sind',
    about:
      'Manche Gesetze erlauben Mails über ähnliche eigene Waren an Menschen, die bei Ihnen gekauft haben und an der Kasse ablehnen konnten.',
    means:
      'Nennen Sie ein Land nur, wenn Ihre Kasse dort sagt, dass solche Mails kommen können, und man sie ablehnen kann. Carafe verlässt sich auf Ihr Wort. Es schreibt dann denen, die seit diesem Tag gekauft haben, und nie jemandem, der sich abgemeldet hat.',
    none: 'Kein Land ist genannt; Erinnerungen gehen nur an Angemeldete, wie üblich.',
    add: 'Land hinzufügen',
    since: 'Die Kasse sagt es seit',
    effect: (count, of) =>
      of === '0'
        ? 'Zurzeit ist dort kein Käufer, der nicht angemeldet ist.'
        : `${count} von ${counted(of, 'Käufer, der nicht angemeldet ist,', 'Käufern, die nicht angemeldet sind,')} ${count === '1' ? 'hat dort seither gekauft und darf' : 'haben dort seither gekauft und dürfen'} angeschrieben werden.`,
    effectOfNewest: (newest, count, of) =>
      of === '0'
        ? `Von Ihren ${newest} neuesten Käufern ist dort zurzeit keiner, der nicht angemeldet ist.`
        : `Von Ihren ${newest} neuesten Käufern ${count === '1' ? 'hat' : 'haben'} ${count} von ${of} dort, ${of === '1' ? 'der nicht angemeldet ist' : 'die nicht angemeldet sind'}, seither gekauft und ${count === '1' ? 'darf' : 'dürfen'} angeschrieben werden.`,
  },
  paused: {
    title: 'Ein Land pausieren',
    about:
      'Hält alle Post an Kunden in einem Land an, auch zu Bestellungen. Nur Rückrufe gehen weiter. Ist das Land nicht bekannt, geht die Post weiter.',
    none: 'Kein Land ist pausiert, wie üblich.',
    add: 'Ein Land pausieren',
    resume: 'Fortsetzen',
    resumeOf: (country) => `${country} fortsetzen`,
    effect: (count) =>
      count === '0'
        ? 'Zurzeit ist dorthin nichts geplant.'
        : `${counted(count, 'geplante Nachricht ist', 'geplante Nachrichten sind')} betroffen.`,
    effectOfFirst: (first, count) =>
      count === '0'
        ? `Von den ${first} Nachrichten, die zuerst fällig sind, geht keine dorthin.`
        : `Von den ${first} Nachrichten, die zuerst fällig sind, ${count === '1' ? 'geht 1 dorthin und ist' : `gehen ${count} dorthin und sind`} betroffen.`,
    banner: (names) => `Post in diese Länder ist pausiert: ${names}`,
    bannerAbout: 'Die Nachrichten behalten ihren Platz und werden neu beurteilt, wenn Sie fortsetzen.',
    bannerAction: 'Einstellungen öffnen',
  },
  warranty: {
    price: 'Nur für Dinge, die mindestens kosten',
    priceHelp: (from, to, usual) =>
      `Zwischen ${from} und ${to}, für ein Stück. Leer lassen für ${usual}, wie üblich.`,
    months: 'Übliche Garantie, in Monaten',
    monthsHelp: (from, to) =>
      `Für Produkte ohne eigene Angabe. Zwischen ${from} und ${to}; leer lassen für keine, wie üblich.`,
    effect: (count, of) =>
      of === '0'
        ? 'Noch hat kein Produkt eine Garantie.'
        : `${count} von ${counted(of, 'Produkt', 'Produkten')} mit Garantie ${count === '1' ? 'kostet' : 'kosten'} so viel.`,
  },
  channel: {
    label: 'Geht hinaus',
    names: { email: 'Als Mail', flow: 'Über Shopify Flow' },
    email: 'Carafe schreibt und sendet die Mail, wie üblich.',
    flow: (trigger) =>
      `Carafe sagt, wann es so weit ist, und Ihr Workflow in Shopify Flow tut das Übrige. Er muss mit „${trigger}“ beginnen; ohne ihn bekommt der Kunde nichts. Üblich ist der Weg als Mail.`,
  },
};

import { sentence } from '~/base/strings/sentence';

/** Words around every mail that are not a template's own: list joining, footer. */
export interface MailStrings {
  /** Names in a row. */
  list(names: readonly string[]): string;
  becauseOfOrder(shop: string): string;
  becauseYouBought(shop: string): string;
  readonly unsubscribe: string;
  readonly preferences: string;
  /** Before the subject, and at the head, of a mail that the merchant gets instead. */
  insteadSubject(address: string): string;
  insteadOf(address: string): string;
  /** Before the subject of a mail that a merchant sends to try its words. */
  readonly testSubject: string;
}

export const mailStrings: Readonly<Record<'en' | 'de', MailStrings>> = {
  en: {
    list: (names) => joined(names, 'and'),
    becauseOfOrder: (shop) => sentence(`You receive this mail because of your order with ${shop}`),
    becauseYouBought: (shop) => sentence(`You receive this mail because you have bought from ${shop}`),
    unsubscribe: 'Unsubscribe',
    preferences: 'Choose what we write about',
    testSubject: '[Test]',
    insteadSubject: (address) => `[for ${address}]`,
    insteadOf: (address) =>
      `This mail was made for ${address}. “Send everything to me instead” is on: you get it, the customer does not. Its links show what they would do and change nothing.`,
  },
  de: {
    list: (names) => joined(names, 'und'),
    becauseOfOrder: (shop) => sentence(`Sie erhalten diese Mail wegen Ihrer Bestellung bei ${shop}`),
    becauseYouBought: (shop) => `Sie erhalten diese Mail, weil Sie bei ${shop} eingekauft haben.`,
    unsubscribe: 'Abmelden',
    preferences: 'Auswählen, worüber wir schreiben',
    testSubject: '[Test]',
    insteadSubject: (address) => `[für ${address}]`,
    insteadOf: (address) =>
      `Diese Mail wurde für ${address} gemacht. „Alles stattdessen an mich“ ist eingeschaltet: Sie bekommen sie, der Kunde nicht. Ihre Links zeigen, was sie täten, und ändern nichts.`,
  },
};

function joined(names: readonly string[], and: string): string {
  const all = [...names];
  const last = all.pop();
  if (last === undefined) return '';
  return all.length === 0 ? last : `${all.join(', ')} ${and} ${last}`;
}

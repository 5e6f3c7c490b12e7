import { percentEn } from '~/base/strings/write-percent';

const since = (on: string | null) => (on ? ` since ${on}` : '');

/** The holdout: some customers, chosen by chance, do not get a kind of mail, so that one sees what it brings. */
export const holdoutEn = {
  title: 'Left out by chance',
  label: (kind: string) => `${kind}: left out by chance`,
  saved: (kind: string) => `${kind}: noted whom it leaves out`,
  automatic: 'Automatic',
  percent: (percent: number) => (percent === 0 ? 'Nobody' : `${percentEn(percent)} of customers`),
  notYet: (count: number, enough: number) =>
    `Nobody is left out yet: ${count === 1 ? '1 message' : `${count} messages`} of this kind went out in the last 12 months. From ${enough.toLocaleString('en')} on, one customer in five is left out by chance, because only then can the comparison tell what the mails bring.`,
  byItself: (percent: number, enough: number, on: string | null) =>
    `${percentEn(percent)} of customers${since(on)}, always the same ones: ${enough.toLocaleString('en')} of these went out within 12 months, so that comparing those who get them with those who do not tells what the mails bring.`,
  byPerson: (percent: number, name: string | null, on: string | null) =>
    `${percent === 0 ? 'Nobody is left out' : `${percentEn(percent)} of customers are left out`}, as chosen${name ? ` by ${name}` : ''}${on ? ` on ${on}` : ''}. Carafe does not change that.`,
};

export type HoldoutStrings = typeof holdoutEn;

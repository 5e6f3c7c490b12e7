import { counted } from '~/base/strings/counted';
import type { OrderPurpose } from '~/base/vocabulary/orders';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What the blocks on the admin's own pages say of a customer, an order, a product and a segment. */
export const blocksEn = {
  unknownCustomer:
    'Carafe does not know this customer yet. New ones arrive within a minute, older ones with the history.',
  noMarketing: (consent: string) => `Gets no marketing mail: ${consent}.`,
  unreachable: 'Cannot be written to: there is no e-mail address.',
  supply: (title: string, sentence: string) => `${title}: ${sentence}`,
  alsoUses: (count: number) =>
    `And ${many(count, 'other product that runs out', 'other products that run out')}.`,

  unknownOrder:
    'Carafe does not know this order yet. New ones arrive within a minute, older ones with the history.',
  orderCauses: 'Carafe plans nothing because of this order.',
  orderCancelled: 'Cancelled: it causes no mail.',
  orderOfNobody: 'It has no e-mail address, so nobody is written to. It still counts for its products.',
  orderPurpose: {
    purchase: null,
    replacement: 'A replacement: it adds to the supply, and causes no thanks and no milestone.',
    sample: 'A sample: it adds to the supply, and causes no thanks and no milestone.',
    gift: 'A gift: it adds to the supply, and causes no thanks and no milestone.',
    test: 'A test order: it counts for nothing.',
  } satisfies Record<OrderPurpose, string | null>,
  spared: (count: number) => `It made ${many(count, 'planned reminder', 'planned reminders')} needless.`,
  followed: {
    link: (kind: string, on: string) => `Came through the link of a mail: ${kind}, ${on}.`,
    after: (kind: string, on: string) => `Came after a mail: ${kind}, ${on}.`,
  },

  unknownProduct:
    'Carafe does not know this product yet. New ones arrive within a minute, older ones with the history.',
  learnt: (days: string, from: string, to: string, customers: number) =>
    `Customers buy it again after ${counted(days, 'day', 'days')}, half of them between ${from} and ${to}. ${many(customers, 'customer stands', 'customers stand')} behind it.`,
  nothingLearnt: 'Nobody has bought it twice yet, so nothing is known of how long it lasts.',
  usedUp: 'Counts as used up: customers are reminded before it runs out.',
  notUsedUp: 'Does not count as used up: nobody is reminded. Enter how long one lasts to change that.',
  merchantNotUsedUp: 'You said that it is not used up: nobody is reminded.',
  pooled: (count: number) =>
    `Its supply is shared with ${many(count, 'other product', 'other products')}; what you enter holds for all of them.`,
  severalNeeds: (count: number) =>
    `Its variants are ${count} different supplies. Here you set the largest; the others in Carafe.`,
  defaultWarranty: (months: number) =>
    months > 0
      ? `Without a number of its own, the shop’s ${many(months, 'month counts', 'months count')}.`
      : 'Without a number, no warranty is assumed.',
  saved: 'Saved. Plans that depend on it are made again.',
  changedMeanwhile:
    'Someone else has changed this since you opened it. What you see now is theirs: enter yours again.',
  outOfBounds: {
    daysPerUnit: (least: number, most: number) =>
      `Enter days between ${least} and ${most}, or leave it empty.`,
    warrantyMonths: (most: number) => `Enter whole months from 0 to ${most}, or leave it empty.`,
  },
};

export type BlocksStrings = typeof blocksEn;

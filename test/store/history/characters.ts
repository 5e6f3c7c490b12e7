/**
 * Three real buyers of the history with a clear pattern, used by the demo, the tests and the README alike.
 * The buyer numbers and the purchases are the data's own; the names are invented.
 */
export type Character = {
  buyer: string;
  /** The numeric id of the customer in the local store. */
  customerId: number;
  firstName: string;
  lastName: string;
  email: string;
  countryCode: string;
  locale: string;
  /** The product that shows the pattern: its number in the data, which is its SKU in the store. */
  sku: string;
  productTitle: string;
};

export const characters = {
  /** Five to twelve brushes, six times, mostly every seven weeks. */
  metronome: {
    buyer: '18077',
    customerId: 7_000_000_018_077,
    firstName: 'Martha',
    lastName: 'Tickell',
    email: 'martha.tickell@example.com',
    countryCode: 'GB',
    locale: 'en',
    sku: '22979',
    productTitle: 'Pantry Washing Up Brush',
  },
  /** Hundreds of packs at a time, eleven times, about every five weeks. */
  bulkBuyer: {
    buyer: '17306',
    customerId: 7_000_000_017_306,
    firstName: 'Bruno',
    lastName: 'Hollmann',
    email: 'bruno.hollmann@example.org',
    countryCode: 'DE',
    locale: 'de',
    sku: '22616',
    productTitle: 'Pack Of 12 London Tissues',
  },
  /** Ten orders, one about every eleven days, and then silence for more than three months. */
  lapsedRegular: {
    buyer: '18073',
    customerId: 7_000_000_018_073,
    firstName: 'Louisa',
    lastName: 'Farrow',
    email: 'louisa.farrow@example.net',
    countryCode: 'GB',
    locale: 'en',
    sku: '84946',
    productTitle: 'Antique Silver T-Light Glass',
  },
} as const satisfies Record<string, Character>;

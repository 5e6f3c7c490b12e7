import type { Shop } from './entities';

/** The shop that sells the history's things. Its owner is invented. */
export function demoShop(domain: string): Shop {
  return {
    kind: 'Shop',
    id: 68_875_616_470,
    name: 'Retrospot & Co.',
    domain,
    email: 'hello@retrospot.example.com',
    ownerName: 'Nora Penhallow',
    currency: 'GBP',
    zone: 'Europe/London',
    locale: 'en',
    createdAt: 0,
    address: {
      id: 1,
      company: 'Retrospot & Co. Ltd',
      address1: '14 Chandlers Yard',
      address2: null,
      city: 'Bristol',
      province: 'England',
      provinceCode: 'ENG',
      country: 'United Kingdom',
      countryCode: 'GB',
      zip: 'BS1 6XN',
      phone: '+447700900142',
    },
  };
}

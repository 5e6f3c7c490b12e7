import type { Shop } from './entities';
import { hashOf } from './random';

export const demoDomain = 'retrospot-and-co.myshopify.com';

/** The shop that sells the history's things. Its owner is invented. Another domain is another shop, with an id of its own. */
export function demoShop(domain: string, name?: string): Shop {
  return {
    kind: 'Shop',
    id: domain === demoDomain ? 68_875_616_470 : 60_000_000_000 + hashOf(domain),
    name: name ?? 'Retrospot & Co.',
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

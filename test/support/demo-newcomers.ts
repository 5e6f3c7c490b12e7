import { characters } from '../store/history/characters';
import type { RunningStore } from '../store/start-store';
import { createCustomer } from '../store/world/actions/change-customer';

/** Two people who buy for the first time on the demo's morning, one in each language: a thank-you is due the next. */
const newcomers = [
  {
    firstName: 'Imogen',
    lastName: 'Ashdown',
    email: 'imogen.ashdown@example.com',
    locale: 'en',
    place: {
      address1: '4 Chapel Row',
      city: 'Bath',
      zip: 'BA1 2HN',
      country: 'United Kingdom',
      countryCode: 'GB',
    },
    basket: [{ sku: characters.metronome.sku, quantity: 2 }],
  },
  {
    firstName: 'Jannik',
    lastName: 'Vossler',
    email: 'jannik.vossler@example.org',
    locale: 'de',
    place: {
      address1: 'Lindenweg 9',
      city: 'Köln',
      zip: '50674',
      country: 'Germany',
      countryCode: 'DE',
    },
    basket: [{ sku: characters.bulkBuyer.sku, quantity: 3 }],
  },
];

export function buyForTheFirstTime(store: RunningStore): void {
  const { world } = store.control;
  for (const { firstName, lastName, email, locale, place, basket } of newcomers) {
    const customer = createCustomer(world, {
      firstName,
      lastName,
      email,
      locale,
      consent: { state: 'SUBSCRIBED', optInLevel: 'CONFIRMED_OPT_IN', updatedAt: world.clock.now() },
      addresses: [
        {
          kind: 'MailingAddress',
          id: world.nextId('MailingAddress'),
          firstName,
          lastName,
          company: null,
          address2: null,
          province: null,
          provinceCode: null,
          phone: null,
          ...place,
        },
      ],
    });
    store.control.buy({ customerId: customer.id, lines: basket });
  }
}

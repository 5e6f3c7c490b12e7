import type { Address, Consent, MarketingState, OptInLevel } from '../../world/entities';
import { chanceOf, hashOf, pickOf, weightedPickOf } from '../../world/random';
import { characters } from '../characters';
import { namesByLocale } from './names';
import { type CountryCode, countries, countryWeights } from './places';

export type InventedBuyer = {
  customerId: number;
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  locale: string;
  tags: string[];
  consent: Omit<Consent, 'updatedAt'>;
  address: Omit<Address, 'id'>;
  /** Checks out without an account: the orders carry the e-mail address but no customer. */
  isGuest: boolean;
};

/** Invents the person behind a buyer number; the same number is always the same person. */
export function inventBuyer(buyer: string, orderCount: number): InventedBuyer {
  const character = Object.values(characters).find((one) => one.buyer === buyer);
  const countryCode = (character?.countryCode ??
    weightedPickOf(countryWeights, `country ${buyer}`)) as CountryCode;
  const country = countries[countryCode];
  const place = pickOf(country.places, `place ${buyer}`);
  const locale = character?.locale ?? localeOf(countryCode, place.provinceCode, buyer);
  const names = namesByLocale[locale] ?? namesByLocale.en;
  if (names === undefined) throw new Error(`No names for ${locale}`);
  const firstName = character?.firstName ?? pickOf(names.first, `first ${buyer}`);
  const lastName = character?.lastName ?? pickOf(names.last, `last ${buyer}`);
  const phone = chanceOf(`phone ${buyer}`) < 0.15 ? inventPhone(countryCode, buyer) : null;
  const street = pickOf(country.streets, `street ${buyer}`).replace(
    '{n}',
    String(1 + (hashOf(`no ${buyer}`) % 900)),
  );
  return {
    customerId: 7_000_000_000_000 + Number(buyer),
    firstName,
    lastName,
    email: character?.email ?? inventEmail(firstName, lastName, buyer),
    phone,
    locale,
    tags: character ? [] : tagsOf(buyer),
    consent: character ? subscribed : inventConsent(buyer, countryCode),
    address: {
      kind: 'MailingAddress',
      firstName,
      lastName,
      company: null,
      address1: street,
      address2: null,
      city: place.city,
      province: place.province ?? null,
      provinceCode: place.provinceCode ?? null,
      country: country.name,
      countryCode,
      zip: place.zip,
      phone,
    },
    isGuest: character === undefined && orderCount <= 2 && chanceOf(`guest ${buyer}`) < 0.12,
  };
}

const subscribed = { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' } as const;
const stateWeights = { SUBSCRIBED: 55, NOT_SUBSCRIBED: 35, UNSUBSCRIBED: 7, PENDING: 3 } satisfies Partial<
  Record<MarketingState, number>
>;

function inventConsent(buyer: string, country: CountryCode): Omit<Consent, 'updatedAt'> {
  const state = weightedPickOf(stateWeights, `consent ${buyer}`);
  // Double opt-in is the custom in German-speaking countries.
  const level: OptInLevel = country === 'DE' || country === 'AT' ? 'CONFIRMED_OPT_IN' : 'SINGLE_OPT_IN';
  return { state, optInLevel: state === 'SUBSCRIBED' || state === 'PENDING' ? level : 'SINGLE_OPT_IN' };
}

function localeOf(country: CountryCode, provinceCode: string | undefined, buyer: string): string {
  if (country === 'CA' && provinceCode === 'QC') return 'fr';
  // A few live abroad: their language is not their country's.
  return chanceOf(`abroad ${buyer}`) < 0.03 ? 'en' : countries[country].locale;
}

function tagsOf(buyer: string): string[] {
  const chance = chanceOf(`tags ${buyer}`);
  if (chance < 0.012) return ['wholesale'];
  if (chance < 0.018) return ['staff'];
  if (chance < 0.06) return ['vip'];
  return chance < 0.1 ? ['newsletter', 'market-stall'] : [];
}

function inventEmail(firstName: string, lastName: string, buyer: string): string {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('ß', 'ss')
      .replaceAll('ı', 'i')
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const domain = pickOf(['example.com', 'example.org', 'example.net'], `domain ${buyer}`);
  return `${plain(firstName)}.${plain(lastName)}.${Number(buyer) % 1000}@${domain}`;
}

function inventPhone(country: CountryCode, buyer: string): string {
  // Ranges that regulators keep free for fiction, where there are such ranges.
  const digits = String(Number(buyer) % 1000).padStart(3, '0');
  if (country === 'GB') return `+447700900${digits}`;
  if (country === 'US' || country === 'CA') return `+120255501${digits.slice(1)}`;
  const prefixes: Partial<Record<CountryCode, string>> = {
    DE: '+4930230000',
    FR: '+3319900',
    NL: '+3120000',
    IE: '+35320910',
    AT: '+4366300',
  };
  return `${prefixes[country] ?? '+4477009'}${digits}`;
}

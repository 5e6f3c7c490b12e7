import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ReasonOf } from '~/base/vocabulary/reasons';

/** Domains of marketplaces that hand out relay addresses: their buyers are not ours to write to. */
const relayDomains = [
  'marketplace.amazon.com',
  'marketplace.amazon.co.uk',
  'marketplace.amazon.de',
  'marketplace.amazon.fr',
  'marketplace.amazon.it',
  'marketplace.amazon.es',
  'marketplace.amazon.ca',
  'marketplace.amazon.co.jp',
  'members.ebay.com',
  'members.ebay.co.uk',
  'members.ebay.de',
  'relay.walmart.com',
  'etsy.com',
  'orders.target.com',
  'scs.tiktokw.us',
  'scs2.tiktok.com',
];

/**
 * The relay domain of an address, else null. `user@x.marketplace.amazon.de` counts as its parent.
 * A private relay of the customer's own (Apple's, Firefox's) is their address and no marketplace's.
 */
export function relayDomainOf(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return relayDomains.find((relay) => domain === relay || domain.endsWith(`.${relay}`)) ?? null;
}

export interface EligibilityQuestion {
  readonly tags: readonly string[];
  readonly company: boolean;
  readonly relayDomain: string | null;
  readonly settings: Pick<ShopSettings, 'neverTags' | 'neverCompanies'>;
}

/** Is this somebody that the merchant never wants us to write to? Tags compare without regard to case. */
export function neverWrite(question: EligibilityQuestion): ReasonOf<'never-write'> | null {
  const never = new Set(question.settings.neverTags.map((tag) => tag.trim().toLowerCase()));
  const tag = question.tags.find((candidate) => never.has(candidate.trim().toLowerCase()));
  if (tag !== undefined) return { code: 'never-write', because: 'tag', detail: tag };
  if (question.company && question.settings.neverCompanies) {
    return { code: 'never-write', because: 'company', detail: '' };
  }
  if (question.relayDomain) return { code: 'never-write', because: 'relay', detail: question.relayDomain };
  return null;
}

import { emailHash, lookupHash } from '~/base/lib/sealed.server';

/**
 * Keyed hashes by which inbox rows of one person are found again. A webhook names its shop by domain only, so these are
 * bound to the domain and not, like all others, to the shop's id.
 */
const NO_SHOP = 0n;

export function inboxCustomerHash(shopDomain: string, shopifyCustomerId: string | null): Buffer | null {
  return shopifyCustomerId === null
    ? null
    : lookupHash(NO_SHOP, 'customer', `${shopDomain}|${shopifyCustomerId}`);
}

/** Null when the address is not one plain address. */
export function inboxEmailHash(shopDomain: string, email: string | null): Buffer | null {
  const hash = emailHash(NO_SHOP, email);
  return hash && lookupHash(NO_SHOP, 'email', `${shopDomain}|${hash.toString('base64')}`);
}

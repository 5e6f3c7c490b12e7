import { emailHash, lookupHash } from '~/base/lib/sealed.server';
import type { Subject } from '~/intake/webhooks/subject-of';

/**
 * Keyed hashes by which inbox rows of one person are found again. A webhook names its shop by domain only, so these are
 * bound to the domain and not, like all others, to the shop's id.
 */
const NO_SHOP = 0n;

/** Of a customer's or an order's gid: one never is the other. */
export function inboxCustomerHash(shopDomain: string, gid: string | null): Buffer | null {
  return gid === null ? null : lookupHash(NO_SHOP, 'customer', `${shopDomain}|${gid}`);
}

/** Where a webhook names no customer, its order leads to the person. */
export function inboxSubjectHash(
  shopDomain: string,
  subject: Pick<Subject, 'shopifyCustomerId' | 'shopifyOrderId'>,
): Buffer | null {
  return inboxCustomerHash(shopDomain, subject.shopifyCustomerId ?? subject.shopifyOrderId);
}

/** Null when the address is not one plain address. */
export function inboxEmailHash(shopDomain: string, email: string | null): Buffer | null {
  const hash = emailHash(NO_SHOP, email);
  return hash && lookupHash(NO_SHOP, 'email', `${shopDomain}|${hash.toString('base64')}`);
}

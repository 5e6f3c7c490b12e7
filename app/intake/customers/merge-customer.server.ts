import { emailHash, lookupHash, normaliseEmail, sealText } from '~/base/lib/sealed.server';
import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { nameTokens } from '~/intake/customers/name-tokens.server';
import { type CustomerRow, emptyCustomer } from '~/intake/customers/rows';
import { storedVersion, versionColumns } from '~/intake/shopify/stored-version';
import { groupVersion, isNewer, type Version, withGroup } from '~/intake/shopify/version';

/**
 * The row after a snapshot: each group of fields takes the newest word on it. A deleted or redacted customer stays as it
 * is, whatever comes later. Returns the same object when nothing changed.
 */
export function mergeCustomer(shopId: bigint, known: CustomerRow, given: CustomerSnapshot): CustomerRow {
  if (known.deletedAt || known.redactedAt) return known;
  let row = known;
  if (given.identity && isNewer(given.identity.version, storedVersion(known)))
    row = { ...row, ...identityColumns(shopId, given.identity), ...versionColumns(given.identity.version) };
  if (isNews(known, 'address', given.address)) {
    const { countryCode, provinceCode, line, version } = given.address;
    const addressHash = line === null ? null : lookupHash(shopId, 'address', line);
    row = {
      ...withVersion(row, 'address', version),
      defaultCountryCode: countryCode,
      defaultProvinceCode: provinceCode,
      addressHash,
    };
  }
  if (isNews(known, 'tags', given.tags))
    row = { ...withVersion(row, 'tags', given.tags.version), tags: given.tags.tags };
  if (isNews(known, 'locale', given.locale))
    row = { ...withVersion(row, 'locale', given.locale.version), ownLocale: given.locale.locale };
  if (isNews(known, 'numbers', given.numbers)) {
    const { numberOfOrders, amountSpentMinor, version } = given.numbers;
    row = { ...withVersion(row, 'numbers', version), numberOfOrders, amountSpentMinor };
  }
  return row;
}

/** A tombstone: the id stays, so that a late webhook brings nothing back; all else goes. */
export function deletedCustomer(known: CustomerRow, atMs: number): CustomerRow {
  const at = new Date(Math.min(atMs, known.deletedAt?.getTime() ?? atMs));
  return {
    ...emptyCustomer,
    shopifyCustomerId: known.shopifyCustomerId,
    redactedAt: known.redactedAt,
    deletedAt: at,
  };
}

function isNews<Group extends { readonly version: Version }>(
  known: CustomerRow,
  name: string,
  group: Group | undefined,
): group is Group {
  return group !== undefined && isNewer(group.version, groupVersion(known.versions, name));
}

function withVersion(row: CustomerRow, group: string, version: Version): CustomerRow {
  return { ...row, versions: withGroup(row.versions, group, version) };
}

function identityColumns(
  shopId: bigint,
  identity: NonNullable<CustomerSnapshot['identity']>,
): Partial<CustomerRow> {
  const email = normaliseEmail(identity.email);
  const phone = normalisePhone(identity.phone);
  const sealed = (column: string, text: string | null) =>
    sealText(text, { shopId, column: `customer.${column}` });
  return {
    emailHash: emailHash(shopId, email),
    emailSealed: sealed('email_sealed', email),
    firstNameSealed: sealed('first_name_sealed', identity.firstName),
    lastNameSealed: sealed('last_name_sealed', identity.lastName),
    phoneHash: phone === null ? null : lookupHash(shopId, 'phone', phone),
    phoneSealed: sealed('phone_sealed', identity.phone),
    nameTokens: nameTokens(shopId, identity.firstName, identity.lastName, email?.split('@')[0]),
  };
}

/** Digits only, enough of them to mean one phone. */
function normalisePhone(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length >= 7 ? digits : null;
}

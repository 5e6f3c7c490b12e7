import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { readConsent } from '~/intake/customers/read-consent';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  countryCode,
  currencyCode,
  instantMs,
  type Json,
  line,
  provinceCode,
  record,
  tagList,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { type Source, versionOf } from '~/intake/shopify/version';

/**
 * A customer as customers/* webhooks and orders carry it. `source` is 'embedded' inside an order. Null when the payload
 * names no customer.
 */
export function readCustomerPayload(
  payload: Json,
  source: Source,
  toldAtMs: number | null,
): CustomerSnapshot | null {
  const gid = gidOf('Customer', payload.admin_graphql_api_id, payload.id);
  if (gid === null) return null;
  const atMs = instantMs(payload.updated_at) ?? instantMs(payload.created_at) ?? toldAtMs;
  const versioned = <Group extends object>(group: Group) => ({
    ...group,
    version: versionOf(atMs, source, group, toldAtMs),
  });
  return {
    gid,
    guestEmail: null,
    ...('email' in payload || 'first_name' in payload ? { identity: versioned(identityOf(payload)) } : {}),
    ...('default_address' in payload || 'addresses' in payload
      ? { address: versioned(readAddress(record(payload.default_address))) }
      : {}),
    ...('tags' in payload ? { tags: versioned({ tags: tagList(payload.tags) }) } : {}),
    ...numbersOf(payload, versioned),
    consent: readConsent(payload, source === 'embedded' ? 'order' : 'customer'),
  };
}

function identityOf(payload: Json) {
  return {
    email: line(payload.email, 320),
    firstName: line(payload.first_name, 100),
    lastName: line(payload.last_name, 100),
    phone: line(payload.phone, 40) ?? line(record(payload.default_address).phone, 40),
  };
}

/** Country, province and one line of a postal address in a payload. */
export function readAddress(address: Json): {
  countryCode: string | null;
  provinceCode: string | null;
  line: string | null;
} {
  const parts = [address.address1, address.address2, address.zip, address.city].flatMap(
    (part) => line(part, 120) ?? [],
  );
  return {
    countryCode: countryCode(address.country_code),
    provinceCode: provinceCode(address.province_code),
    line: parts.length < 2 ? null : parts.join(' ').toLowerCase(),
  };
}

/** Webhooks say 0 because Shopify counts later: only more than that is news. */
function numbersOf(
  payload: Json,
  versioned: <Group extends object>(group: Group) => Group & { version: ReturnType<typeof versionOf> },
) {
  const numberOfOrders = count(payload.orders_count) ?? 0;
  if (numberOfOrders === 0) return {};
  const amountSpentMinor = amount(payload.total_spent, currencyCode(payload.currency) ?? 'USD') ?? 0n;
  return { numbers: versioned({ numberOfOrders, amountSpentMinor }) };
}

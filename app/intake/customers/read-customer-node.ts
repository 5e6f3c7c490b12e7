import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { consentState } from '~/intake/customers/read-consent';
import { readAddress } from '~/intake/customers/read-customer-payload';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  currencyCode,
  instantMs,
  type Json,
  line,
  localeTag,
  record,
  tagList,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/** A customer as the Admin API's GraphQL tells it (customerFields). Null when the node is none. */
export function readCustomerNode(node: Json): CustomerSnapshot | null {
  const gid = gidOf('Customer', node.id);
  if (gid === null) return null;
  const atMs = instantMs(node.updatedAt) ?? instantMs(node.createdAt);
  const versioned = <Group extends object>(group: Group) => ({
    ...group,
    version: versionOf(atMs, 'graphql', group),
  });
  const mail = record(node.defaultEmailAddress);
  const address = record(node.defaultAddress);
  const spent = record(node.amountSpent);
  const locale = localeTag(node.locale);
  return {
    gid,
    guestEmail: null,
    identity: versioned({
      email: line(mail.emailAddress, 320),
      firstName: line(node.firstName, 100),
      lastName: line(node.lastName, 100),
      phone: line(record(node.defaultPhoneNumber).phoneNumber, 40) ?? line(address.phone, 40),
    }),
    address: versioned(readAddress(addressOfNode(address))),
    tags: versioned({ tags: tagList(node.tags) }),
    numbers: versioned({
      numberOfOrders: count(node.numberOfOrders) ?? 0,
      amountSpentMinor: amount(spent.amount, currencyCode(spent.currencyCode) ?? 'USD') ?? 0n,
    }),
    ...(locale ? { locale: versioned({ locale }) } : {}),
    consent: consentOf(node, mail),
  };
}

/** GraphQL's MailingAddress in the words of a webhook. */
export function addressOfNode(address: Json): Json {
  return { ...address, country_code: address.countryCodeV2, province_code: address.provinceCode };
}

function consentOf(node: Json, mail: Json): CustomerSnapshot['consent'] {
  const state = consentState(mail.marketingState);
  if (!state) return undefined;
  const changedAtMs = instantMs(mail.marketingUpdatedAt) ?? instantMs(node.createdAt) ?? 0;
  return { state, optInLevel: word(mail.marketingOptInLevel), source: 'customer', changedAtMs };
}

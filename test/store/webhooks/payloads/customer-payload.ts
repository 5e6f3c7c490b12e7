import type { Customer } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';
import { zonedIso } from '../../world/zone-time';
import { customerAddressPayload } from './address-payload';

/** customers/create and customers/update. */
export function customerPayload(world: World, customer: Customer) {
  const addresses = customer.addresses.map((address, at) =>
    customerAddressPayload(address, customer.id, at === 0),
  );
  return {
    ...core(world, customer),
    // The counters of a webhook are zero at Shopify: they are worked out later.
    orders_count: 0,
    total_spent: '0.00',
    last_order_id: null,
    last_order_name: null,
    addresses,
    ...(addresses[0] ? { default_address: addresses[0] } : {}),
  };
}

/** The customer inside an order. */
export function orderCustomerPayload(world: World, customer: Customer) {
  const [address] = customer.addresses;
  return {
    ...core(world, customer),
    ...(address ? { default_address: customerAddressPayload(address, customer.id, true) } : {}),
  };
}

/** customers_email_marketing_consent/update. Made from the documentation: no capture of it was at hand. */
export function consentPayload(world: World, customer: Customer) {
  return {
    customer_id: customer.id,
    email_address: customer.email,
    email_marketing_consent: consentOf(world, customer),
  };
}

function core(world: World, customer: Customer) {
  const { zone } = world.shop;
  return {
    id: customer.id,
    email: customer.email,
    created_at: zonedIso(customer.createdAt, zone),
    updated_at: zonedIso(customer.updatedAt, zone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: 'disabled',
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    phone: customer.phone,
    tags: customer.tags.join(', '),
    currency: world.shop.currency,
    tax_exemptions: [],
    email_marketing_consent: customer.email === null ? null : consentOf(world, customer),
    sms_marketing_consent: null,
    admin_graphql_api_id: gid('Customer', customer.id),
  };
}

function consentOf(world: World, { consent }: Customer) {
  return {
    state: consent.state.toLowerCase(),
    opt_in_level: consent.optInLevel?.toLowerCase() ?? null,
    consent_updated_at: consent.updatedAt === null ? null : zonedIso(consent.updatedAt, world.shop.zone),
  };
}

import { consentPayload, customerPayload } from '../../webhooks/payloads/customer-payload';
import type { Consent, Customer } from '../entities';
import { gid } from '../gid';
import type { World } from '../world';

export type NewCustomer = Pick<Customer, 'email' | 'firstName' | 'lastName' | 'locale'> &
  Partial<Pick<Customer, 'phone' | 'consent' | 'tags' | 'addresses'>>;

/** customers/create */
export function createCustomer(world: World, input: NewCustomer): Customer {
  const at = world.clock.now();
  const customer: Customer = {
    kind: 'Customer',
    id: world.nextId('Customer'),
    email: input.email,
    phone: input.phone ?? null,
    firstName: input.firstName,
    lastName: input.lastName,
    locale: input.locale,
    tags: input.tags ?? [],
    note: null,
    consent: input.consent ?? { state: 'NOT_SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: null },
    addresses: input.addresses ?? [],
    orderIds: [],
    createdAt: at,
    updatedAt: at,
    metafields: [],
  };
  world.customers.set(customer.id, customer);
  if (customer.email !== null) world.customerIdByEmail.set(customer.email, customer.id);
  world.beginAction()('customers/create', () => customerPayload(world, customer));
  return customer;
}

/** customers/update */
export function updateCustomer(
  world: World,
  customer: Customer,
  change: Partial<
    Pick<Customer, 'email' | 'phone' | 'firstName' | 'lastName' | 'locale' | 'tags' | 'note' | 'addresses'>
  >,
): void {
  if (customer.email !== null) world.customerIdByEmail.delete(customer.email);
  Object.assign(customer, change);
  customer.updatedAt = world.clock.now();
  if (customer.email !== null) world.customerIdByEmail.set(customer.email, customer.id);
  world.beginAction()('customers/update', () => customerPayload(world, customer));
}

/** customers_email_marketing_consent/update and customers/update */
export function changeConsent(world: World, customer: Customer, consent: Partial<Consent>): void {
  const at = world.clock.now();
  customer.consent = { ...customer.consent, updatedAt: at, ...consent };
  customer.updatedAt = at;
  const tell = world.beginAction();
  tell('customers_email_marketing_consent/update', () => consentPayload(world, customer));
  tell('customers/update', () => customerPayload(world, customer));
}

/** customers/delete: Shopify tells the id and little else. Orders stay, without their customer. */
export function deleteCustomer(world: World, customer: Customer): void {
  world.customers.delete(customer.id);
  if (customer.email !== null) world.customerIdByEmail.delete(customer.email);
  for (const id of customer.orderIds) {
    const order = world.orders.get(id);
    if (order) order.customerId = null;
  }
  world.beginAction()('customers/delete', () => ({
    id: customer.id,
    phone: customer.phone,
    addresses: [],
    tax_exemptions: [],
    email_marketing_consent: null,
    sms_marketing_consent: null,
    admin_graphql_api_id: gid('Customer', customer.id),
  }));
}

/** Two accounts of one person become one: customers/merge, customers/update and customers/delete. */
export function mergeCustomers(world: World, { kept, removed }: { kept: Customer; removed: Customer }): void {
  for (const id of removed.orderIds) {
    const order = world.orders.get(id);
    if (order) order.customerId = kept.id;
  }
  kept.orderIds = [...kept.orderIds, ...removed.orderIds].sort((a, b) => a - b);
  kept.tags = [...new Set([...kept.tags, ...removed.tags])];
  kept.updatedAt = world.clock.now();
  world.customers.delete(removed.id);
  if (removed.email !== null) world.customerIdByEmail.delete(removed.email);
  const tell = world.beginAction();
  tell('customers/merge', () => ({
    admin_graphql_api_customer_kept_id: gid('Customer', kept.id),
    admin_graphql_api_customer_deleted_id: gid('Customer', removed.id),
    admin_graphql_api_job_id: null,
    status: 'completed',
    errors: [],
  }));
  tell('customers/update', () => customerPayload(world, kept));
  tell('customers/delete', () => ({ id: removed.id, admin_graphql_api_id: gid('Customer', removed.id) }));
}

import type { Customer, Order } from '../../world/entities';
import { totalsOf } from '../../world/totals';
import type { World } from '../../world/world';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { money } from '../money';
import { matcher } from '../search';
import { orderFields, orderSort } from '../search-fields';
import { metafieldResolvers } from './shared';

export const customerResolvers: FieldResolvers<Customer> = {
  ...metafieldResolvers,
  addresses: (customer, args) =>
    customer.addresses.slice(0, typeof args.first === 'number' ? args.first : 250),
  addressesV2: (customer, args, context) => connection(customer.addresses, args, context),
  amountSpent: (customer, _args, context) => money(spentBy(customer, context.world), context),
  canDelete: (customer) => customer.orderIds.length === 0,
  companyContactProfiles: () => [],
  dataSaleOptOut: () => false,
  defaultAddress: (customer) => customer.addresses[0] ?? null,
  defaultEmailAddress: (customer, _args, { storeUrl }) =>
    customer.email === null
      ? null
      : {
          emailAddress: customer.email,
          marketingState: customer.consent.state === 'REDACTED' ? 'INVALID' : customer.consent.state,
          marketingOptInLevel: customer.consent.optInLevel,
          marketingUpdatedAt: customer.consent.updatedAt,
          marketingUnsubscribeUrl: unsubscribeUrl(customer, storeUrl),
          openTrackingLevel: 'UNKNOWN',
          openTrackingUrl: `${storeUrl}/open-tracking/${customer.id}`,
          sourceLocation: null,
          validFormat: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(customer.email),
        },
  defaultPhoneNumber: (customer) =>
    customer.phone === null
      ? null
      : {
          phoneNumber: customer.phone,
          marketingState: 'NOT_SUBSCRIBED',
          marketingOptInLevel: 'UNKNOWN',
          marketingUpdatedAt: null,
        },
  displayName: (customer) => `${customer.firstName} ${customer.lastName}`.trim(),
  emailMarketingConsent: (customer) => ({
    marketingState: customer.consent.state,
    marketingOptInLevel: customer.consent.optInLevel,
    consentUpdatedAt: customer.consent.updatedAt,
    sourceLocation: null,
  }),
  hasTimelineComment: () => false,
  lastOrder: (customer, _args, { world }) => ordersOf(customer, world).at(-1) ?? null,
  lifetimeDuration: () => 'about 1 year',
  mergeable: () => ({ isMergeable: true, reason: null, errorFields: [], mergeInProgress: null }),
  multipassIdentifier: () => null,
  numberOfOrders: (customer) => customer.orderIds.length,
  orders: (customer, args, context) =>
    connection(
      ordersOf(customer, context.world).filter(matcher(args.query, orderFields(context))),
      args,
      context,
      orderSort(String(args.sortKey ?? 'ID')),
    ),
  productSubscriberStatus: () => 'NEVER_SUBSCRIBED',
  state: () => 'DISABLED',
  statistics: (customer, _args, { world }) => ({
    predictedSpendTier: spentBy(customer, world) > 100_000 ? 'HIGH' : 'MEDIUM',
    rfmGroup: customer.orderIds.length > 8 ? 'CHAMPIONS' : customer.orderIds.length > 2 ? 'ACTIVE' : 'NEW',
  }),
  taxExempt: () => false,
  taxExemptions: () => [],
  unsubscribeUrl: (customer, _args, { storeUrl }) => unsubscribeUrl(customer, storeUrl),
  validEmailAddress: (customer) => customer.email !== null,
  verifiedEmail: () => true,
};

function unsubscribeUrl(customer: Customer, storeUrl: string): string {
  return `${storeUrl}/unsubscribe/${customer.id}`;
}

function ordersOf(customer: Customer, world: World): Order[] {
  return customer.orderIds.flatMap((id) => world.orders.get(id) ?? []);
}

function spentBy(customer: Customer, world: World): number {
  return ordersOf(customer, world).reduce(
    (sum, order) => sum + totalsOf(order).total - totalsOf(order).refunded,
    0,
  );
}

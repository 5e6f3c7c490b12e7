import type { Order } from '../../world/entities';
import { totalsOf } from '../../world/totals';
import type { World } from '../../world/world';
import type { AdminContext, FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { moneyBag } from '../money';
import { emptyConnection, metafieldResolvers } from './shared';

export const orderResolvers: FieldResolvers<Order> = {
  ...metafieldResolvers,
  name: (order) => `#${order.number}`,
  app: () => null,
  additionalFees: () => [],
  alerts: () => [],
  billingAddress: (order) => order.shippingAddress,
  displayAddress: (order) => order.shippingAddress,
  billingAddressMatchesShippingAddress: () => true,
  cancellation: () => null,
  cartToken: (order) => (order.sourceName === 'web' ? order.token : null),
  checkoutToken: (order) => (order.sourceName === 'web' ? order.token : null),
  clientIp: (order) => (order.sourceName === 'web' ? '203.0.113.7' : null),
  closed: (order) => order.closedAt !== null,
  confirmed: () => true,
  confirmationNumber: (order) => order.id.toString(36).toUpperCase(),
  currencyCode: (_order, _args, { world }) => world.shop.currency,
  presentmentCurrencyCode: (_order, _args, { world }) => world.shop.currency,
  currentSubtotalLineItemsQuantity: (order) => sumOf(order, (line) => line.currentQuantity),
  subtotalLineItemsQuantity: (order) => sumOf(order, (line) => line.quantity),
  currentTaxLines: () => [],
  taxLines: () => [],
  taxExempt: () => false,
  taxesIncluded: () => true,
  totalWeight: () => 0,
  currentTotalWeight: () => 0,
  customAttributes: (order) => order.attributes.map(({ name, value }) => ({ key: name, value })),
  customer: (order, _args, { world }) => customerOf(order, world),
  customerAcceptsMarketing: (order, _args, { world }) =>
    customerOf(order, world)?.consent.state === 'SUBSCRIBED',
  customerLocale: (order) => order.locale,
  customerJourneySummary: journey,
  discountApplications: () => emptyConnection,
  discountCode: (order) => order.discountCodes[0]?.code ?? null,
  discountCodes: (order) => order.discountCodes.map((discount) => discount.code),
  displayFinancialStatus: (order) => order.financialStatus,
  displayFulfillmentStatus: (order) => fulfillmentStatus(order),
  dutiesIncluded: () => false,
  estimatedTaxes: () => false,
  fulfillable: (order) => fulfillmentStatus(order) !== 'FULFILLED',
  fulfillments: (order, args) => order.fulfillments.slice(0, limit(args.first)),
  fulfillmentsCount: (order) => ({ count: order.fulfillments.length, precision: 'EXACT' }),
  fullyPaid: (order) => order.financialStatus !== 'PENDING',
  unpaid: (order) => order.financialStatus === 'PENDING',
  hasTimelineComment: () => false,
  landingPageUrl: (order) => order.landingSite,
  referralCode: (order) => order.ref,
  referrerUrl: () => null,
  lineItems: (order, args, context) => connection(order.lines, args, context),
  merchantEditable: (order) => order.closedAt === null,
  paymentGatewayNames: (order) => (order.financialStatus === 'PENDING' ? ['manual'] : ['bogus']),
  paymentTerms: () => null,
  poNumber: () => null,
  productNetwork: () => false,
  publication: () => null,
  purchasingEntity: (order, _args, { world }) => customerOf(order, world),
  refundable: (order) => order.lines.some((line) => line.currentQuantity > 0),
  refunds: (order, args) => order.refunds.slice(0, limit(args.first)),
  registeredSourceUrl: () => null,
  requiresShipping: (order) => order.lines.some((line) => line.requiresShipping),
  restockable: () => true,
  retailLocation: () => null,
  returnStatus: (order) => returnStatus(order),
  returns: (order, args, context) => connection(order.returns, args, context),
  disputes: (order) =>
    order.disputes.map((one) => ({ ...one, id: `gid://shopify/ShopifyPaymentsDispute/${one.id}` })),
  risk: () => ({ assessments: [], recommendation: 'ACCEPT' }),
  riskLevel: () => 'LOW',
  shippingLine: (order, _args, context) =>
    order.shippingTitle === null
      ? null
      : {
          id: `gid://shopify/ShippingLine/${4_390_000_000_000 + order.number}`,
          title: order.shippingTitle,
          code: order.shippingTitle,
          source: 'shopify',
          custom: false,
          isRemoved: false,
          carrierIdentifier: null,
          deliveryCategory: null,
          phone: null,
          originalPriceSet: moneyBag(order.shippingPrice, context),
          discountedPriceSet: moneyBag(order.shippingPrice, context),
          currentDiscountedPriceSet: moneyBag(order.shippingPrice, context),
        },
  sourceIdentifier: () => null,
  staffMember: () => null,
  statusPageUrl: (order, _args, { world }) =>
    `https://${world.shop.domain}/${world.shop.id}/orders/${order.token}`,
  transactions: () => [],
  transactionsCount: () => ({ count: 1, precision: 'EXACT' }),
  currentSubtotalPriceSet: (order, _args, context) => moneyBag(totalsOf(order).currentSubtotal, context),
  currentTotalPriceSet: (order, _args, context) => moneyBag(totalsOf(order).currentTotal, context),
  currentTotalDiscountsSet: (order, _args, context) => moneyBag(totalsOf(order).discounts, context),
  currentTotalTaxSet: (order, _args, context) => moneyBag(totalsOf(order).currentTax, context),
  currentShippingPriceSet: (order, _args, context) => moneyBag(order.shippingPrice, context),
  netPaymentSet: (order, _args, context) =>
    moneyBag(totalsOf(order).total - totalsOf(order).refunded, context),
  originalTotalPriceSet: (order, _args, context) => moneyBag(totalsOf(order).total, context),
  subtotalPriceSet: (order, _args, context) => moneyBag(totalsOf(order).subtotal, context),
  totalPriceSet: (order, _args, context) => moneyBag(totalsOf(order).total, context),
  totalDiscountsSet: (order, _args, context) => moneyBag(totalsOf(order).discounts, context),
  totalOutstandingSet: (order, _args, context) =>
    moneyBag(order.financialStatus === 'PENDING' ? totalsOf(order).total : 0, context),
  totalReceivedSet: (order, _args, context) =>
    moneyBag(order.financialStatus === 'PENDING' ? 0 : totalsOf(order).total, context),
  totalRefundedSet: (order, _args, context) => moneyBag(totalsOf(order).refunded, context),
  totalShippingPriceSet: (order, _args, context) => moneyBag(order.shippingPrice, context),
  totalTaxSet: (order, _args, context) => moneyBag(totalsOf(order).tax, context),
  totalTipReceivedSet: (_order, _args, context) => moneyBag(0, context),
};

function customerOf(order: Order, world: World) {
  return order.customerId === null ? null : (world.customers.get(order.customerId) ?? null);
}

function sumOf(order: Order, quantityOf: (line: Order['lines'][number]) => number): number {
  return order.lines.reduce((sum, line) => sum + quantityOf(line), 0);
}

function limit(first: unknown): number {
  return typeof first === 'number' ? first : 250;
}

function fulfillmentStatus(order: Order): string {
  if (order.lines.every((line) => line.fulfilledQuantity === 0)) return 'UNFULFILLED';
  return order.lines.every((line) => line.fulfilledQuantity >= line.currentQuantity)
    ? 'FULFILLED'
    : 'PARTIALLY_FULFILLED';
}

function returnStatus(order: Order): string {
  const last = order.returns.at(-1);
  if (!last) return 'NO_RETURN';
  if (last.status === 'REQUESTED') return 'RETURN_REQUESTED';
  return last.status === 'OPEN' ? 'IN_PROGRESS' : last.status === 'CLOSED' ? 'RETURNED' : 'NO_RETURN';
}

/** Shopify needs a moment before it knows the journey: not ready in the order's first ten seconds. */
function journey(order: Order, _args: Record<string, unknown>, { world, storeUrl }: AdminContext) {
  if (order.sourceName !== 'web') return null;
  const customer = customerOf(order, world);
  const isReady = world.clock.now() - order.createdAt > 10_000;
  const page = new URL(order.landingSite ?? '/', storeUrl);
  const utm = (name: string) => page.searchParams.get(`utm_${name}`);
  const visit = {
    kind: 'CustomerVisit',
    id: order.id,
    landingPage: page.href,
    occurredAt: order.createdAt - 240_000,
    referralCode: order.ref,
    referrerUrl: null,
    source: utm('source') ?? 'direct',
    sourceDescription: null,
    sourceType: null,
    marketingEvent: null,
    utmParameters: utm('source')
      ? {
          source: utm('source'),
          medium: utm('medium'),
          campaign: utm('campaign'),
          content: utm('content'),
          term: utm('term'),
        }
      : null,
  };
  return {
    ready: isReady,
    customerOrderIndex: isReady && customer ? customer.orderIds.indexOf(order.id) : null,
    daysToConversion: isReady ? 0 : null,
    firstVisit: isReady ? visit : null,
    lastVisit: isReady ? visit : null,
    momentsCount: { count: isReady ? 1 : 0, precision: 'EXACT' },
  };
}

import type { Order } from '../../world/entities';
import { gid } from '../../world/gid';
import { hashOf } from '../../world/random';
import { totalsOf } from '../../world/totals';
import type { World } from '../../world/world';
import { zonedIso } from '../../world/zone-time';
import { addressPayload } from './address-payload';
import { orderCustomerPayload } from './customer-payload';
import { fulfillmentPayload } from './fulfillment-payload';
import { lineItemPayload } from './line-item-payload';
import { decimal, moneySet } from './money-set';
import { refundPayload } from './refund-payload';

/** orders/*: the field names, their order and their types are those of real captures. */
export function orderPayload(world: World, order: Order) {
  const { zone, currency } = world.shop;
  const totals = totalsOf(order);
  const set = (minor: number) => moneySet(world, minor);
  const time = (at: number | null) => (at === null ? null : zonedIso(at, zone));
  const customer = order.customerId === null ? undefined : world.customers.get(order.customerId);
  const address = order.shippingAddress && addressPayload(order.shippingAddress);
  const isOnline = order.sourceName === 'web';
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: isOnline ? 580_111 : 129_785,
    browser_ip: isOnline ? '203.0.113.7' : null,
    buyer_accepts_marketing: customer?.consent.state === 'SUBSCRIBED',
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(order.cancelledAt),
    cart_token: isOnline ? order.token : null,
    checkout_id: isOnline ? 34_300_000_000_000 + order.number : null,
    checkout_token: isOnline ? order.token : null,
    client_details: isOnline
      ? {
          accept_language: order.locale,
          browser_height: null,
          browser_ip: '203.0.113.7',
          browser_width: null,
          session_hash: null,
          user_agent: 'Mozilla/5.0 (test)',
        }
      : null,
    closed_at: time(order.closedAt),
    company: null,
    confirmation_number: hashOf(`confirmation ${order.id}`)
      .toString(36)
      .toUpperCase()
      .padStart(9, 'K')
      .slice(0, 9),
    confirmed: true,
    contact_email: order.email,
    created_at: time(order.createdAt),
    currency,
    current_subtotal_price: decimal(totals.currentSubtotal),
    current_subtotal_price_set: set(totals.currentSubtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: decimal(totals.discounts),
    current_total_discounts_set: set(totals.discounts),
    current_total_duties_set: null,
    current_total_price: decimal(totals.currentTotal),
    current_total_price_set: set(totals.currentTotal),
    current_total_tax: decimal(totals.currentTax),
    current_total_tax_set: set(totals.currentTax),
    customer_locale: order.locale,
    device_id: null,
    discount_codes: order.discountCodes.map(({ code, amount }) => ({
      code,
      amount: decimal(amount),
      type: 'percentage',
    })),
    email: order.email ?? '',
    estimated_taxes: false,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentStatusOf(order),
    landing_site: order.landingSite,
    landing_site_ref: order.ref,
    location_id: isOnline ? null : 73_971_466_454,
    merchant_of_record_app_id: null,
    name: `#${order.number}`,
    note: order.note,
    note_attributes: order.attributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${world.shop.domain}/${world.shop.id}/orders/${order.token}/authenticate?key=${order.token}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: order.financialStatus === 'PENDING' ? ['manual'] : ['bogus'],
    phone: order.phone,
    po_number: null,
    presentment_currency: currency,
    processed_at: time(order.processedAt),
    reference: order.ref,
    referring_site: isOnline ? '' : null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    subtotal_price: decimal(totals.subtotal),
    subtotal_price_set: set(totals.subtotal),
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: order.test,
    token: order.token,
    total_discounts: decimal(totals.discounts),
    total_discounts_set: set(totals.discounts),
    total_line_items_price: decimal(totals.lineItems),
    total_line_items_price_set: set(totals.lineItems),
    total_outstanding: decimal(order.financialStatus === 'PENDING' ? totals.total : 0),
    total_price: decimal(totals.total),
    total_price_set: set(totals.total),
    total_shipping_price_set: set(order.shippingPrice),
    total_tax: decimal(totals.tax),
    total_tax_set: set(totals.tax),
    total_tip_received: '0.00',
    total_weight: 0,
    updated_at: time(order.updatedAt),
    user_id: null,
    billing_address: address,
    customer: customer ? orderCustomerPayload(world, customer) : null,
    discount_applications: order.discountCodes.map(({ code }) => ({
      target_type: 'line_item',
      type: 'discount_code',
      value: '10.0',
      value_type: 'percentage',
      allocation_method: 'across',
      target_selection: 'all',
      code,
    })),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(world, fulfillment)),
    line_items: order.lines.map((line) => lineItemPayload(world, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(world, refund)),
    shipping_address: address,
    shipping_lines:
      order.shippingTitle === null
        ? []
        : [
            {
              id: 4_390_000_000_000 + order.number,
              carrier_identifier: null,
              code: order.shippingTitle,
              discounted_price: decimal(order.shippingPrice),
              discounted_price_set: set(order.shippingPrice),
              phone: null,
              price: decimal(order.shippingPrice),
              price_set: set(order.shippingPrice),
              requested_fulfillment_service_id: null,
              source: 'shopify',
              title: order.shippingTitle,
              tax_lines: [],
              discount_allocations: [],
            },
          ],
  };
}

function fulfillmentStatusOf(order: Order): 'fulfilled' | 'partial' | null {
  if (order.lines.every((line) => line.fulfilledQuantity === 0)) return null;
  return order.lines.every((line) => line.fulfilledQuantity >= line.currentQuantity)
    ? 'fulfilled'
    : 'partial';
}

import { describe, expect, it } from 'vitest';
import { orderPayload } from '../../store/webhooks/payloads/order-payload';
import { signBody } from '../../store/webhooks/sign';
import { createCustomer } from '../../store/world/actions/change-customer';
import { createProduct } from '../../store/world/actions/create-product';
import { placeOrder } from '../../store/world/actions/place-order';
import { refundOrder } from '../../store/world/actions/refund-order';
import { createClock } from '../../store/world/clock';
import { demoShop } from '../../store/world/demo-shop';
import { createWorld } from '../../store/world/world';

/** The field names of a real orders/create of a development store, January 2024. */
const capturedFields =
  `id admin_graphql_api_id app_id browser_ip buyer_accepts_marketing cancel_reason cancelled_at
  cart_token checkout_id checkout_token client_details closed_at company confirmation_number confirmed contact_email
  created_at currency current_subtotal_price current_subtotal_price_set current_total_additional_fees_set
  current_total_discounts current_total_discounts_set current_total_duties_set current_total_price
  current_total_price_set current_total_tax current_total_tax_set customer_locale device_id discount_codes email
  estimated_taxes financial_status fulfillment_status landing_site landing_site_ref location_id
  merchant_of_record_app_id name note note_attributes number order_number order_status_url
  original_total_additional_fees_set original_total_duties_set payment_gateway_names phone po_number
  presentment_currency processed_at reference referring_site source_identifier source_name source_url subtotal_price
  subtotal_price_set tags tax_exempt tax_lines taxes_included test token total_discounts total_discounts_set
  total_line_items_price total_line_items_price_set total_outstanding total_price total_price_set
  total_shipping_price_set total_tax total_tax_set total_tip_received total_weight updated_at user_id billing_address
  customer discount_applications fulfillments line_items payment_terms refunds shipping_address shipping_lines`.split(
    /\s+/,
  );

function shopWithOrder(at: string) {
  const clock = createClock({ startAt: Date.parse(at) });
  const world = createWorld({ shop: demoShop('a-shop.myshopify.com'), clock });
  const product = createProduct(world, {
    title: 'Tea',
    productType: 'Tea',
    sku: 'T',
    price: 450,
    inventoryQuantity: 9,
  });
  const customer = createCustomer(world, {
    email: 'a@example.com',
    firstName: 'A',
    lastName: 'B',
    locale: 'en',
  });
  const order = placeOrder(world, {
    customer,
    email: customer.email,
    locale: 'en',
    sourceName: 'web',
    lines: [{ variantId: product.variantIds[0] ?? null, quantity: 3 }],
    shippingAddress: null,
    plansParcel: false,
  });
  return { world, order };
}

describe('webhook payloads', () => {
  it('of an order have exactly the fields of a real capture', () => {
    const { world, order } = shopWithOrder('2026-01-10T10:00:00Z');
    expect(Object.keys(orderPayload(world, order)).sort()).toEqual(capturedFields.sort());
  });

  it('write amounts as texts and instants in the zone of the shop', () => {
    const { world, order } = shopWithOrder('2026-07-10T10:00:00Z');
    const payload = orderPayload(world, order);
    expect(payload.total_price).toBe('17.45');
    expect(payload.created_at).toBe('2026-07-10T11:00:00+01:00');
    expect(payload.line_items[0]).toMatchObject({ price: '4.50', quantity: 3, current_quantity: 3 });
  });

  it('show a refund in current_quantity while quantity stays', () => {
    const { world, order } = shopWithOrder('2026-01-10T10:00:00Z');
    refundOrder(world, order, { lines: [{ lineItemId: order.lines[0]?.id ?? 0, quantity: 2 }] });
    const payload = orderPayload(world, order);
    expect(payload.line_items[0]).toMatchObject({ quantity: 3, current_quantity: 1 });
    expect(payload.refunds[0]?.refund_line_items[0]?.quantity).toBe(2);
    expect(payload.financial_status).toBe('partially_refunded');
  });

  it('are signed as HMAC-SHA256 in base64 (RFC 4231, test case 2)', () => {
    expect(Buffer.from(signBody('what do ya want for nothing?', 'Jefe'), 'base64').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});

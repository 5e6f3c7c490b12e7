import { emailHash, sealText } from '~/base/lib/sealed.server';
import type { ShopSettings } from '~/base/settings/shop-settings';
import { acrossShops, type ShopSql } from '~/db.server';

/** Rows as intake leaves them, written straight to the tables: for tests of what stands above intake. */
export interface ShopSeed {
  readonly id: bigint;
  readonly timeZone?: string;
  readonly countryCode?: string;
  readonly settings?: object;
}

/** Whom a shop's mail is from, once it is set up. */
export const sender: ShopSettings['sender'] = {
  name: 'Ada’s Coffee',
  email: 'ada@coffee.example',
  replyTo: '',
  postalAddress: 'Hafenstraße 12, Hamburg',
  signature: 'Ada',
  domainVerified: true,
};

export async function makeShop({
  id,
  timeZone = 'Europe/Berlin',
  countryCode = 'DE',
  settings = {},
}: ShopSeed) {
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, name, installed_at, time_zone, country_code, currency, storefront_url, settings, reconciled_through)
       VALUES ($1, $2, 'Ada’s Coffee', '2025-01-01', $3, $4, 'EUR', $5, $6, now())`,
      id,
      `shop-${id}.myshopify.com`,
      timeZone,
      countryCode,
      `https://coffee-${id}.example`,
      JSON.stringify(settings),
    ),
  );
  return id;
}

let serial = 1000;
const next = () => ++serial;

export async function makeCustomer(
  sql: ShopSql,
  {
    email = `buyer${next()}@example.com`,
    countryCode = 'DE',
    timeZone = 'Europe/Berlin' as string | null,
    numberOfOrders = 1,
    mergedIntoId = null as bigint | null,
    firstName = 'Mia',
    locale = 'en',
    shopifyCustomerId = undefined as string | undefined,
  } = {},
): Promise<bigint> {
  const { shopId } = sql;
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO customer (shop_id, shopify_customer_id, email_hash, email_sealed, first_name_sealed, country_code, time_zone,
       number_of_orders, merged_into_id, locale, name_tokens, tags)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '{}', '{}') RETURNING id`,
    shopifyCustomerId ?? `gid://shopify/Customer/${next()}`,
    emailHash(shopId, email),
    sealText(email, { shopId, column: 'customer.email_sealed' }),
    sealText(firstName, { shopId, column: 'customer.first_name_sealed' }),
    countryCode,
    timeZone,
    numberOfOrders,
    mergedIntoId,
    locale,
  );
  return (row as { id: bigint }).id;
}

/** A product with one variant that serves a need. */
export async function makeNeed(
  sql: ShopSql,
  {
    title = 'Coffee beans',
    units = 1,
    usage = 'unknown',
    daysPerUnit = null as number | null,
    shopifyProductId = undefined as string | undefined,
  } = {},
): Promise<{ needId: bigint; variant: string; product: string }> {
  const product = shopifyProductId ?? `gid://shopify/Product/${next()}`;
  const variant = `gid://shopify/ProductVariant/${next()}`;
  await sql.run(
    `INSERT INTO product (shop_id, shopify_product_id, title, tags) VALUES ($1, $2, $3, '{}')`,
    product,
    title,
  );
  await sql.run(
    `INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title, price_minor) VALUES ($1, $2, $3, 'Default', 1250)`,
    variant,
    product,
  );
  const [need] = await sql.rows<{ id: bigint }>(
    `INSERT INTO need (shop_id, title, usage, days_per_unit, shopify_product_id) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    title,
    usage,
    daysPerUnit,
    shopifyProductId ?? null,
  );
  const needId = (need as { id: bigint }).id;
  await sql.run(
    `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, units_per_item) VALUES ($1, $2, $3, $4)`,
    needId,
    variant,
    units,
  );
  return { needId, variant, product };
}

export interface OrderSeed {
  readonly customerId: bigint;
  readonly on: string;
  readonly variant: string;
  readonly quantity?: number;
  readonly currentQuantity?: number;
  readonly purpose?: string;
  readonly onSubscription?: boolean;
  readonly isGiftCard?: boolean;
  readonly cancelled?: boolean;
  readonly deliveredOn?: string | null;
  readonly fulfilledOn?: string | null;
  readonly token?: string | null;
  readonly priceMinor?: number;
}

export interface MadeOrder {
  readonly id: bigint;
  readonly gid: string;
  readonly line: string;
  readonly name: string;
}

/** One order of one line at noon, delivered two days later unless it says otherwise. */
export async function makeOrder(sql: ShopSql, seed: OrderSeed): Promise<MadeOrder> {
  const number = next();
  const gid = `gid://shopify/Order/${number}`;
  const line = `gid://shopify/LineItem/${number}`;
  const quantity = seed.quantity ?? 1;
  const at = `${seed.on}T12:00:00Z`;
  const [order] = await sql.rows<{ id: bigint }>(
    `INSERT INTO orders (shop_id, shopify_order_id, customer_id, name, purpose, processed_at, paid_at, financial_status, cancelled_at, currency,
       total_minor, attribution_token)
     VALUES ($1, $2, $3, $4, $5, $6, $6, 'PAID', $7, 'EUR', $8, $9) RETURNING id`,
    gid,
    seed.customerId,
    `#${number}`,
    seed.purpose ?? 'purchase',
    at,
    seed.cancelled ? at : null,
    (seed.priceMinor ?? 1250) * quantity,
    seed.token ?? null,
  );
  await sql.run(
    `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, shopify_variant_id, title, quantity,
       current_quantity, unit_price_minor, on_subscription, is_gift_card)
     VALUES ($1, $2, $3, $4, 'Coffee beans', $5, $6, $7, $8, $9)`,
    gid,
    line,
    seed.variant,
    quantity,
    seed.currentQuantity ?? quantity,
    seed.priceMinor ?? 1250,
    seed.onSubscription ?? false,
    seed.isGiftCard ?? false,
  );
  const fulfilledOn = seed.fulfilledOn === undefined ? seed.on : seed.fulfilledOn;
  if (fulfilledOn !== null) {
    const deliveredOn = seed.deliveredOn === undefined ? addDay(fulfilledOn, 2) : seed.deliveredOn;
    await sql.run(
      `INSERT INTO fulfillment (shop_id, shopify_fulfillment_id, shopify_order_id, status, fulfilled_at, delivered_at, line_quantities)
       VALUES ($1, $2, $3, 'SUCCESS', $4, $5, $6)`,
      `gid://shopify/Fulfillment/${number}`,
      gid,
      `${fulfilledOn}T15:00:00Z`,
      deliveredOn === null ? null : `${deliveredOn}T10:00:00Z`,
      JSON.stringify({ [line]: quantity }),
    );
  }
  return { id: (order as { id: bigint }).id, gid, line, name: `#${number}` };
}

export function addDay(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

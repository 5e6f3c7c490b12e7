import type { Reason } from '~/base/vocabulary/reasons';
import { makePanelShop } from '../factories/panel-shop';
import type { RunningStore } from '../store/start-store';
import { onServer } from '../support/postgres-server';

/** The id of the first of the many customers; the next ones follow without a gap. */
export const FIRST_BUYER = 1_000_000;

/** The rows of a shop that has been at it for years, written by the server itself: some minutes for 100,000 customers. */
export async function fillBigShop(options: {
  readonly store: RunningStore;
  readonly url: string;
  readonly customers: number;
}): Promise<void> {
  const { store, url, customers } = options;
  const shop = BigInt(store.world.shop.id);
  await makePanelShop({
    shopId: shop,
    domain: store.shopDomain,
    at: new Date(store.clock.now()),
    crowd: 64,
  });
  await onServer(url, async (client) => {
    for (const statement of rows(shop, customers)) await client.query(statement);
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  });
}

const MESSAGES_EACH = 20;
/** Far behind those of the shop that is there already. */
const FIRST_MAIL = 1_000_000;

/**
 * Rows as years leave them: most messages are past, a twentieth is open, a few wait for a person. What is due on one day is
 * spread over the minutes after its hour, as plans spread it.
 */
function rows(shop: bigint, customers: number): string[] {
  const first = FIRST_BUYER;
  const last = first + customers - 1;
  const each = (count: number) => `generate_series(0, ${customers * count - 1}) n`;
  const buyer = `${first} + n % ${customers}`;
  const ago = (count: number) => `now() - (n::float8 / ${customers * count}) * interval '730 days'`;
  // A sealed name opens wherever it stands within its shop and column: those of the crowd serve everybody.
  const named = `(SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS many, first_name_sealed,
      last_name_sealed, email_sealed FROM customer WHERE shop_id = ${shop} AND id < ${first})`;
  const aNeed = `(SELECT id AS need FROM need WHERE shop_id = ${shop} ORDER BY id LIMIT 1)`;
  const products = 'generate_series(0, 1999) n';
  const message = `${each(MESSAGES_EACH)}, LATERAL (SELECT CASE WHEN n % 20 > 0 THEN (ARRAY['sent','skipped','sent','expired'])[1 + n % 4]
         WHEN n % 500 = 0 THEN 'awaiting_approval' WHEN n % 140 = 0 THEN 'held' ELSE 'planned' END AS state) s,
       LATERAL (SELECT CASE WHEN n % 20 > 0 THEN ${ago(MESSAGES_EACH)} ELSE now() + (n % 365) * interval '1 day' + (n / 365 % 45) * interval '1 minute' END AS at,
         (n / 20 + n) % 4 AS nth) d,
       LATERAL (SELECT (ARRAY['running-low','running-low','thank-you','warranty-expiry'])[1 + nth] AS kind) k`;
  return [
    'SET synchronous_commit = off',
    `INSERT INTO customer (id, shop_id, shopify_customer_id, name_tokens, tags, status, number_of_orders, amount_spent_minor,
       first_order_at, last_order_at, first_name_sealed, last_name_sealed, email_sealed, email_hash, time_zone)
     SELECT n, ${shop}, 'gid://shopify/Customer/b' || n, ARRAY[n % 997, n % 4999]::bigint[], '{}',
       (ARRAY['learning','on_time','due','late','lapsed'])[1 + n % 5], 4, 1000 + n % 90000,
       now() - interval '730 days', now() - (n % 500000) * interval '2 minutes', p.first_name_sealed, p.last_name_sealed, p.email_sealed, sha256(int8send(n)),
       (ARRAY['Europe/Berlin','America/New_York','Europe/Lisbon','Asia/Tokyo'])[1 + n % 4]
     FROM generate_series(${first}::int8, ${last}) n JOIN ${named} p ON p.nth = n % p.many`,
    `INSERT INTO product (shop_id, shopify_product_id, title, tags, warranty_months)
     SELECT ${shop}, 'gid://shopify/Product/9' || n, 'Soap no. ' || n, '{}', CASE WHEN n % 5 = 0 THEN 24 END FROM ${products}`,
    `INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title, option_values)
     SELECT ${shop}, 'gid://shopify/ProductVariant/b' || n, 'gid://shopify/Product/9' || n, 'Default', '{}' FROM ${products}`,
    `INSERT INTO need (shop_id, shopify_product_id, title, usage, buyers)
     SELECT ${shop}, 'gid://shopify/Product/9' || n, 'Soap no. ' || n, 'unknown', n * 13 % 900 FROM ${products} WHERE n % 4 > 0`,
    `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id)
     SELECT ${shop}, coalesce((SELECT id FROM need WHERE shop_id = ${shop} AND shopify_product_id = 'gid://shopify/Product/9' || n),
       (SELECT need FROM ${aNeed} e)), 'gid://shopify/ProductVariant/b' || n FROM ${products}`,
    `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
     SELECT ${shop}, n, 'email', 'SUBSCRIBED', 'bench', now() - interval '1 year' FROM generate_series(${first}, ${last}) n`,
    `INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
       never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, computed_at)
     SELECT ${shop}, c, need, d, d, 1, 2, 50, .5, .1, d + 20, d + 25, d + 30, d + 35, d + 42, d + 26, now()
     FROM generate_series(${first}, ${last}) c, ${aNeed} n,
       LATERAL (SELECT current_date - (c % 60)::int AS d) days`,
    `INSERT INTO orders (shop_id, shopify_order_id, customer_id, processed_at, currency)
     SELECT ${shop}, 'gid://shopify/Order/b' || n, ${buyer}, at, 'EUR' FROM ${each(4)}, LATERAL (SELECT now() - ((n::bigint * 7919 % ${customers * 4})::float8 / ${customers * 4}) * interval '730 days' AS at) d`,
    `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, shopify_variant_id, title, quantity, current_quantity)
     SELECT ${shop}, 'gid://shopify/Order/b' || n % ${customers * 4}, 'gid://shopify/LineItem/9' || n,
       'gid://shopify/ProductVariant/b' || n % 2000, 'Soap', 1, 1 FROM ${each(10)}`,
    // As each plan's messages are written: with the mail that took them, for those that are sent.
    `INSERT INTO mail (id, shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
     SELECT ${FIRST_MAIL} + n, ${shop}, ${buyer}, 'marketing', 'sent', at, at, kind, at FROM ${message} WHERE state = 'sent'`,
    `SELECT setval(pg_get_serial_sequence('mail', 'id'), ${FIRST_MAIL + customers * MESSAGES_EACH})`,
    `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, why, planned_at, changed_at,
       sent_at, mail_id)
     SELECT ${shop}, 'bench-' || n, kind, 'marketing', ${buyer}, CASE WHEN nth < 2 THEN need END, state, at, at + interval '30 days',
       CASE WHEN nth < 2 THEN '${json(runningLow)}'::jsonb ELSE '${json(thankYou)}'::jsonb END,
       CASE WHEN n % 3 = 0 THEN '${json([movedByCap])}'::jsonb ELSE '[]'::jsonb END, at, at,
       CASE WHEN state = 'sent' THEN at END, CASE WHEN state = 'sent' THEN ${FIRST_MAIL} + n END
     FROM ${message}, ${aNeed} e`,
    'VACUUM ANALYZE',
  ];
}

const json = (reason: Reason | readonly Reason[]) => JSON.stringify(reason);

const runningLow: Reason = {
  code: 'running-low',
  item: 'Sumatra Mandheling, whole bean, 1 kg',
  ownGaps: 4,
  otherCustomers: 83,
  gapFromDays: 29,
  gapToDays: 33,
  lastOn: '2026-10-20',
  lastQuantity: 2,
  lastWas: 'delivered',
  runOutOn: '2026-11-29',
  runOutFromOn: '2026-11-25',
  runOutToOn: '2026-12-06',
  probability: 0.71,
  step: 1,
};
const thankYou: Reason = { code: 'thank-you', orderName: '#1911', orderNumber: 1, orderedOn: '2026-06-01' };
const movedByCap: Reason = {
  code: 'moved-cap',
  limit: 2,
  days: 7,
  fromOn: '2026-11-20',
  toOn: '2026-11-27',
};

import type { ShopSql } from '~/db.server';
import type { HistoryRows } from '~/insight/learning/history/history-rows';
import { substituteNeed } from '~/intake/products/substitute-need';

/**
 * A customer's whole history in one round trip, with that of customers and guests that were merged into them.
 *
 * One prepared statement that answers in JSON: some fifteen tables would else be fifteen round trips, and they are
 * what limits how many customers a second can be planned. Ids are looked up through arrays, so that the planner uses
 * the indexes even before the tables were ever analysed. Null when there is no such customer.
 */
export async function loadHistory(sql: ShopSql, customerId: bigint): Promise<HistoryRows | null> {
  const [row] = await sql.prepared<{ history: HistoryRows | null }>('load-history', HISTORY, customerId);
  return row?.history?.customer ? row.history : null;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const rows = (select: string) => `coalesce((SELECT json_agg(t) FROM (${select}) t), '[]'::json)`;

const HISTORY = `
WITH RECURSIVE family (id) AS (
  SELECT $2::bigint
  UNION
  SELECT c.id FROM family f JOIN customer c ON c.merged_into_id = f.id AND c.shop_id = $1
), o AS MATERIALIZED (
  SELECT * FROM orders
  WHERE shop_id = $1 AND customer_id = ANY (ARRAY(SELECT id FROM family)) AND deleted_at IS NULL
), l AS MATERIALIZED (
  SELECT * FROM order_line
  WHERE shop_id = $1 AND shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM o))
), f AS MATERIALIZED (
  SELECT * FROM fulfillment
  WHERE shop_id = $1 AND shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM o))
), nv AS MATERIALIZED (
  SELECT * FROM need_variant
  WHERE shop_id = $1 AND shopify_variant_id = ANY (ARRAY(SELECT DISTINCT shopify_variant_id FROM l))
)
SELECT json_build_object(
  'customer', (SELECT row_to_json(t) FROM (
    SELECT id, shopify_customer_id AS "shopifyCustomerId", encode(email_hash, 'hex') AS "emailHash",
      email_sealed IS NOT NULL AS "hasAddress", locale, country_code AS "countryCode",
      province_code AS "provinceCode", time_zone AS "timeZone", company, tags,
      number_of_orders AS "numberOfOrders", ${ms('first_order_at')} AS "firstOrderAt",
      ${ms('last_order_at')} AS "lastOrderAt", deleted_at IS NOT NULL AS deleted,
      redacted_at IS NOT NULL AS redacted, status
    FROM customer WHERE shop_id = $1 AND id = $2) t),
  'shop', (SELECT row_to_json(t) FROM (
    SELECT s.time_zone AS "timeZone", s.currency, s.country_code AS "countryCode",
      ${ms('s.installed_at')} AS "installedAt", ${ms('p.built_at')} AS "poolBuiltAt"
    FROM shop s LEFT JOIN shop_pool p ON p.shop_id = s.id WHERE s.id = $1) t),
  'orders', ${rows(`
    SELECT id, shopify_order_id AS gid, name, purpose, source_name AS "sourceName", ${ms('processed_at')} AS at,
      ${ms('cancelled_at')} AS "cancelledAt", ${ms('paid_at')} AS "paidAt",
      financial_status AS "financialStatus", fulfillment_status AS "fulfillmentStatus",
      total_minor AS "totalMinor", is_test AS "isTest", for_someone_else AS "forSomeoneElse", is_pos AS "isPos", is_digital AS "isDigital",
      on_hold AS "onHold", high_risk AS "highRisk",
      customer_orders_at_the_time AS ordinal, country_code AS "countryCode"
    FROM o ORDER BY processed_at, length(shopify_order_id), shopify_order_id`)},
  'lines', ${rows(`
    SELECT id, shopify_line_item_id AS gid, coalesce(imported_as, shopify_line_item_id) AS anchor, shopify_order_id AS order, shopify_variant_id AS variant,
      shopify_product_id AS product, title, quantity, current_quantity AS "currentQuantity",
      unit_price_minor AS "unitPriceMinor", is_gift_card AS "isGiftCard",
      requires_shipping AS "requiresShipping", on_subscription AS "onSubscription"
    FROM l ORDER BY length(shopify_line_item_id), shopify_line_item_id`)},
  'parcels', ${rows(`
    SELECT shopify_fulfillment_id AS gid, shopify_order_id AS order, status,
      shipment_status AS "shipmentStatus", ${ms('fulfilled_at')} AS "fulfilledAt",
      ${ms('delivered_at')} AS "deliveredAt", ${ms('estimated_delivery_at')} AS "estimatedDeliveryAt",
      line_quantities AS lines
    FROM f ORDER BY length(shopify_fulfillment_id), shopify_fulfillment_id`)},
  'parcelEvents', ${rows(`
    SELECT shopify_fulfillment_id AS parcel, status, ${ms('happened_at')} AS at
    FROM fulfillment_event
    WHERE shop_id = $1 AND shopify_fulfillment_id = ANY (ARRAY(SELECT shopify_fulfillment_id FROM f))
    ORDER BY happened_at, shopify_fulfillment_event_id`)},
  'refunds', ${rows(`
    SELECT shopify_order_id AS order, ${ms('refunded_at')} AS at, line_quantities AS lines
    FROM refund WHERE shop_id = $1 AND shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM o))`)},
  'returns', ${rows(`
    SELECT shopify_order_id AS order, ${ms('source_updated_at')} AS at, line_quantities AS lines
    FROM order_return WHERE shop_id = $1 AND upper(status) IN ('OPEN', 'CLOSED')
      AND shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM o))`)},
  'needVariants', ${rows(`
    SELECT need_id AS need, shopify_variant_id AS variant, units_per_item AS units,
      ${ms('valid_from')} AS from, ${ms('valid_until')} AS until
    FROM nv ORDER BY id`)},
  'needs', ${rows(`
    SELECT id, title, usage, usage_source AS "usageSource", days_per_unit AS "daysPerUnit", ${substituteNeed('need')} AS substitute
    FROM need WHERE shop_id = $1 AND id = ANY (ARRAY(SELECT DISTINCT need_id FROM nv)) ORDER BY id`)},
  'variants', ${rows(`
    SELECT v.shopify_variant_id AS gid,
      v.available_for_sale AND v.deleted_at IS NULL AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AS available
    FROM variant v JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
    WHERE v.shop_id = $1 AND v.shopify_variant_id = ANY (ARRAY(SELECT DISTINCT shopify_variant_id FROM l))`)},
  'stockOuts', ${rows(`
    SELECT shopify_variant_id AS variant, ${ms('from_at')} AS from, ${ms('until_at')} AS until
    FROM stock_out WHERE shop_id = $1 AND shopify_variant_id = ANY (ARRAY(SELECT DISTINCT shopify_variant_id FROM l))
    ORDER BY from_at, id`)},
  'products', ${rows(`
    SELECT shopify_product_id AS gid, warranty_months AS "warrantyMonths", needs_set_up AS "needsSetUp"
    FROM product WHERE shop_id = $1 AND (warranty_months IS NOT NULL OR needs_set_up)
      AND shopify_product_id = ANY (ARRAY(SELECT DISTINCT shopify_product_id FROM l))`)},
  'answers', ${rows(`
    SELECT need_id AS need, answer, snooze_days AS "snoozeDays", ${ms('at')} AS at
    FROM answer WHERE shop_id = $1 AND customer_id = ANY (ARRAY(SELECT id FROM family)) ORDER BY at, id`)},
  'snoozes', ${rows(`
    SELECT need_id AS need, kind, ${ms('until')} AS until
    FROM preference WHERE shop_id = $1 AND customer_id = ANY (ARRAY(SELECT id FROM family))
      AND choice = 'snoozed' AND until IS NOT NULL`)}
) AS history`;

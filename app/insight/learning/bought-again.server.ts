import { isoDay } from '~/base/lib/days';
import type { ShopSql } from '~/db.server';
import { dayOf, knownTimeZone } from '~/insight/learning/own-day';

/** A later purchase of the same need, or of what stands in for it. */
export interface BoughtAgain {
  readonly on: string;
  readonly orderName: string;
  readonly title: string;
}

/**
 * Has this customer bought the need again after `sinceDay` (the day of the last purchase that was planned with)? Read
 * from our own rows in one light query: the last look asks it just before a mail goes out. A guest's order under the
 * same e-mail hash counts too, even before the guest is absorbed.
 *
 * @param sinceDay day number in the customer's zone; a purchase on that day is not "again"
 */
export async function boughtAgainSince(
  sql: ShopSql,
  customerId: bigint,
  needId: bigint,
  sinceDay: number,
): Promise<BoughtAgain | null> {
  const since = new Date((sinceDay - 1) * 86_400_000);
  const rows = await sql.prepared<{
    at: Date;
    orderName: string;
    title: string;
    customerZone: string | null;
    shopZone: string;
  }>('bought-again-since', BOUGHT_AGAIN, customerId, needId, since);
  for (const { at, orderName, title, customerZone, shopZone } of rows) {
    const day = dayOf(at.getTime(), knownTimeZone(customerZone, shopZone));
    if (day > sinceDay) return { on: isoDay(day), orderName, title };
  }
  return null;
}

const BOUGHT_AGAIN = `
WITH me AS (
  SELECT c.id, c.email_hash, c.time_zone, s.time_zone AS shop_zone
  FROM customer c JOIN shop s ON s.id = $1 WHERE c.shop_id = $1 AND c.id = $2
), ids AS (
  SELECT id FROM me
  UNION SELECT c.id FROM customer c JOIN me ON c.merged_into_id = me.id WHERE c.shop_id = $1
  UNION SELECT c.id FROM customer c JOIN me ON c.email_hash = me.email_hash WHERE c.shop_id = $1
), variants AS (
  SELECT nv.shopify_variant_id FROM need_variant nv
  WHERE nv.shop_id = $1 AND nv.valid_until IS NULL
    AND nv.need_id IN ($3::bigint, (SELECT substitute_need_id FROM need WHERE shop_id = $1 AND id = $3::bigint))
)
SELECT o.processed_at AS at, o.name AS "orderName", l.title, me.time_zone AS "customerZone", me.shop_zone AS "shopZone"
FROM orders o
JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
CROSS JOIN me
WHERE o.shop_id = $1 AND o.customer_id = ANY (ARRAY(SELECT id FROM ids)) AND o.processed_at >= $4
  AND o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test
  AND l.current_quantity > 0 AND l.shopify_variant_id = ANY (ARRAY(SELECT shopify_variant_id FROM variants))
ORDER BY o.processed_at LIMIT 20`;

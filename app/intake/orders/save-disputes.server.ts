import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';

/**
 * Which orders' payments are being disputed (chargebacks and inquiries of the buyer's bank), from the whole list as
 * Shopify has it now: what is not on it is settled. Returns the customers for whom that changed; their plan should be
 * looked at again.
 */
export async function saveDisputes(sql: ShopSql, orderGids: readonly string[]): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint | null }>(
    `WITH listed AS (
       UPDATE orders SET disputed_at = $3 WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND disputed_at IS NULL
       RETURNING customer_id AS id
     ), settled AS (
       UPDATE orders SET disputed_at = NULL WHERE shop_id = $1 AND disputed_at IS NOT NULL AND NOT shopify_order_id = ANY($2::text[])
       RETURNING customer_id AS id
     ), concerned AS (
       SELECT id FROM listed UNION SELECT id FROM settled
     )
     UPDATE customer c SET replan_due_at = $3 FROM concerned WHERE c.shop_id = $1 AND c.id = concerned.id RETURNING c.id`,
    orderGids,
    now(),
  );
  return rows.flatMap(({ id }) => id ?? []);
}

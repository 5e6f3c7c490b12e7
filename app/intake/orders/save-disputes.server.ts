import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';
import { lockCustomers, lockProjection } from '~/intake/customers/lock-customer.server';

/**
 * Which orders' payments are being disputed (chargebacks and inquiries of the buyer's bank), from the whole list as
 * Shopify has it now: what is not on it is settled. Returns the customers for whom that changed; their plan should be
 * looked at again.
 */
export async function saveDisputes(sql: ShopSql, orderGids: readonly string[]): Promise<bigint[]> {
  await lockProjection(sql);
  const changed = await sql.rows<{ id: bigint }>(
    `WITH listed AS (
       UPDATE orders SET disputed_at = $3 WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND disputed_at IS NULL
       RETURNING customer_id AS id
     ), settled AS (
       UPDATE orders SET disputed_at = NULL WHERE shop_id = $1 AND disputed_at IS NOT NULL AND NOT shopify_order_id = ANY($2::text[])
       RETURNING customer_id AS id
     )
     SELECT id FROM listed WHERE id IS NOT NULL UNION SELECT id FROM settled WHERE id IS NOT NULL`,
    orderGids,
    now(),
  );
  const customerIds = changed.map(({ id }) => id);
  await lockCustomers(sql, customerIds);
  await sql.run(
    'UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = ANY($2::int8[])',
    customerIds,
    now(),
  );
  return customerIds;
}

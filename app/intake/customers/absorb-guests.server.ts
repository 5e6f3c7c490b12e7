import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';

/**
 * Points guests at the customer who has, or once had, their address: the one who has it now, else the oldest. Looks at
 * the guests of `emailHashes` and of every address of `customerIds`. Returns the ids on both ends of what changed.
 *
 * Each guest owes a plan from here on, also while history is loaded: it hands over what they told us.
 */
export async function absorbGuests(
  sql: ShopSql,
  customerIds: readonly bigint[],
  emailHashes: readonly Buffer[],
): Promise<bigint[]> {
  const rows = await sql.rows<{ guest: bigint; before: bigint | null; after: bigint | null }>(
    `WITH concerned AS (
       SELECT DISTINCT g.id, g.email_hash, g.merged_into_id FROM customer g
       WHERE g.shop_id = $1 AND g.shopify_customer_id IS NULL AND g.email_hash IS NOT NULL AND g.redacted_at IS NULL
         AND (g.email_hash = ANY($2::bytea[])
           OR g.email_hash IN (SELECT email_hash FROM customer_email WHERE shop_id = $1 AND customer_id = ANY($3::int8[])))
     ), picked AS (
       SELECT c.id, c.merged_into_id AS before, (
         SELECT k.id FROM customer_email e JOIN customer k ON k.shop_id = $1 AND k.id = e.customer_id
         WHERE e.shop_id = $1 AND e.email_hash = c.email_hash AND k.redacted_at IS NULL
           AND (k.deleted_at IS NULL OR k.merged_into_id IS NOT NULL)
         ORDER BY (k.email_hash IS NOT DISTINCT FROM c.email_hash) DESC, length(k.shopify_customer_id), k.shopify_customer_id
         LIMIT 1) AS after
       FROM concerned c
     )
     UPDATE customer g SET merged_into_id = p.after, replan_due_at = $4 FROM picked p
     WHERE g.shop_id = $1 AND g.id = p.id AND p.before IS DISTINCT FROM p.after
     RETURNING g.id AS guest, p.before, p.after`,
    emailHashes,
    customerIds,
    now(),
  );
  return rows.flatMap(({ guest, before, after }) => [guest, before, after]).filter((id) => id !== null);
}

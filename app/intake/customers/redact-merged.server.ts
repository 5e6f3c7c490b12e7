import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';

/**
 * Of these customers, who has become somebody that was redacted is the same person, and was so before: Shopify merges
 * nobody who is about to be redacted, so it is the word on the merge that came late. What is held under their own name
 * has to go like the rest; the look at all shops finds what is asked for here.
 */
export async function redactMerged(sql: ShopSql, goneIds: readonly bigint[]): Promise<void> {
  await sql.run(
    `WITH RECURSIVE chain (id) AS (
       SELECT merged_into_id FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[]) AND redacted_at IS NULL
       UNION
       SELECT c.merged_into_id FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.id
     )
     INSERT INTO privacy_request (shop_id, kind, shopify_customer_id, requested_at)
     SELECT $1::bigint, 'customers/redact', c.shopify_customer_id, $3 FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.id
     WHERE c.redacted_at IS NOT NULL AND c.shopify_customer_id IS NOT NULL`,
    goneIds,
    now(),
  );
}

import type { ShopSql } from '~/db.server';

export interface PrivacyRequest {
  readonly id: bigint;
  readonly kind: string;
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly inboxCustomerHash: Buffer | null;
  readonly inboxEmailHash: Buffer | null;
  /** Orders that were named one by one. */
  readonly shopifyOrderIds: readonly string[];
  readonly requestedAt: Date;
}

/**
 * All rows that are one person: the customer, guests of their address, guests of another one behind nothing but orders that
 * were named as theirs, and whoever was merged into them.
 */
export async function findPerson(
  sql: ShopSql,
  { shopifyCustomerId, emailHash, shopifyOrderIds }: PrivacyRequest,
): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE person AS (
       SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2
       UNION SELECT id FROM customer WHERE shop_id = $1 AND email_hash = $3
       UNION SELECT id FROM customer c WHERE shop_id = $1 AND shopify_customer_id IS NULL AND merged_into_id IS NULL
         AND id = ANY(ARRAY(SELECT customer_id FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($4::text[])))
         AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.customer_id = c.id AND o.shopify_order_id <> ALL($4::text[]))
       UNION SELECT c.id FROM customer c JOIN person p ON c.merged_into_id = p.id WHERE c.shop_id = $1
     ) SELECT DISTINCT id FROM person`,
    shopifyCustomerId,
    emailHash,
    shopifyOrderIds,
  );
  return rows.map(({ id }) => id);
}

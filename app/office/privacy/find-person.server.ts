import type { ShopSql } from '~/db.server';

export interface PrivacyRequest {
  readonly id: bigint;
  readonly kind: string;
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly inboxCustomerHash: Buffer | null;
  readonly inboxEmailHash: Buffer | null;
  readonly requestedAt: Date;
}

/** All rows that are one person: the customer, guests of their address, and whoever was merged into them. */
export async function findPerson(
  sql: ShopSql,
  { shopifyCustomerId, emailHash }: PrivacyRequest,
): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE person AS (
       SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2
       UNION SELECT id FROM customer WHERE shop_id = $1 AND email_hash = $3
       UNION SELECT c.id FROM customer c JOIN person p ON c.merged_into_id = p.id WHERE c.shop_id = $1
     ) SELECT DISTINCT id FROM person`,
    shopifyCustomerId,
    emailHash,
  );
  return rows.map(({ id }) => id);
}

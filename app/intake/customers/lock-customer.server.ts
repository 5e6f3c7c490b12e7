import type { ShopSql } from '~/db.server';

/** A customer under our lock: nobody else decides about their messages until the transaction ends. */
export interface LockedCustomer {
  readonly id: bigint;
  readonly shopifyCustomerId: string | null;
  readonly replanDueAt: Date | null;
  readonly planVersion: bigint;
  readonly deletedAt: Date | null;
  readonly redactedAt: Date | null;
}

const LONGEST_CHAIN = 16;

const planLock = `hashtextextended('plans-' || ($1::bigint)::text, 0)`;

/**
 * Before a change to the whole shop that lets waiting messages go, and before any other lock of the transaction: waits
 * for the decisions that are being made about its customers, and lets new ones wait for the change. Without it a plan
 * that was made by the old rules could be stored after the change had looked for what it concerns.
 */
export async function lockPlans(sql: ShopSql): Promise<void> {
  await sql.rows(`SELECT pg_advisory_xact_lock(${planLock})`);
}

/** The customer that this one has become: follows the pointers of merges and of guests that were absorbed. */
export async function resolveCustomer(sql: ShopSql, customerId: bigint): Promise<bigint> {
  const [last] = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE chain (id, next, steps) AS (
       SELECT id, merged_into_id, 0 FROM customer WHERE shop_id = $1 AND id = $2
       UNION ALL
       SELECT c.id, c.merged_into_id, steps + 1 FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.next
       WHERE steps < ${LONGEST_CHAIN}
     )
     SELECT id FROM chain ORDER BY steps DESC LIMIT 1`,
    customerId,
  );
  return last?.id ?? customerId;
}

/**
 * Takes the lock under which all decisions about one customer's messages are made, on the customer that `customerId`
 * has become. Null when there is no such customer in this shop. A merge that commits while we wait for the lock makes
 * us follow it.
 */
export async function lockCustomer(sql: ShopSql, customerId: bigint): Promise<LockedCustomer | null> {
  let id = customerId;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const [row] = await sql.prepared<LockedCustomer & { mergedIntoId: bigint | null }>(
      'lock-customer',
      `WITH door AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${planLock}))
       SELECT c.id, c.shopify_customer_id AS "shopifyCustomerId", c.merged_into_id AS "mergedIntoId",
         c.replan_due_at AS "replanDueAt", c.plan_version AS "planVersion", c.deleted_at AS "deletedAt",
         c.redacted_at AS "redactedAt"
       FROM door CROSS JOIN customer c WHERE c.shop_id = $1 AND c.id = $2 FOR UPDATE OF c`,
      id,
    );
    if (!row) return null;
    if (row.mergedIntoId === null) {
      const { mergedIntoId: _, ...locked } = row;
      return locked;
    }
    id = row.mergedIntoId;
  }
  return null;
}

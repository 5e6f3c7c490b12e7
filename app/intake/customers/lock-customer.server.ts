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

const PROJECTION_LOCK = 0x0ca4;

/**
 * One projection of a shop at a time; whoever looks at rows before projecting takes it first. So does whoever changes
 * several customers, before any other lock: two who each had some and asked for the other's would wait in a ring.
 */
export async function lockProjection(sql: ShopSql): Promise<void> {
  await sql.rows(`SELECT pg_advisory_xact_lock(${PROJECTION_LOCK}, hashint8($1::int8))`);
}

const planLock = `hashtextextended('plans-' || ($1::bigint)::text, 0)`;

/**
 * Before a change to the whole shop that lets waiting messages go, and before any other lock of the transaction: waits
 * for the decisions that are being made about its customers, and lets new ones wait for the change. Without it a plan
 * that was made by the old rules could be stored after the change had looked for what it concerns. Customers may be
 * changed under it in any order: neither a plan nor a projection is under way.
 */
export async function lockPlans(sql: ShopSql): Promise<void> {
  // First, so that plans go on being made while a projection is waited for.
  await lockProjection(sql);
  await sql.rows(`SELECT pg_advisory_xact_lock(${planLock})`);
}

/** The customer that this one has become: follows the pointers of merges and of guests that were absorbed. */
export async function resolveCustomer(sql: ShopSql, customerId: bigint): Promise<bigint> {
  const rows = await sql.rows<Pointer>(
    `WITH RECURSIVE chain (id, next, "deletedAt") AS (
       SELECT id, merged_into_id, deleted_at FROM customer WHERE shop_id = $1 AND id = $2
       UNION
       SELECT c.id, c.merged_into_id, c.deleted_at FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.next
     )
     SELECT id, next AS "mergedIntoId", "deletedAt" FROM chain`,
    customerId,
  );
  return endOf(customerId, new Map(rows.map((row) => [row.id, row])))?.id ?? customerId;
}

/**
 * Takes the lock under which all decisions about one customer's messages are made, on the customer that `customerId`
 * has become. Null when there is no such customer in this shop. A merge that commits while we wait for the lock makes
 * us follow it.
 */
export async function lockCustomer(sql: ShopSql, customerId: bigint): Promise<LockedCustomer | null> {
  const passed = new Map<bigint, LockedCustomer & Pointer>();
  let next: bigint | null = customerId;
  while (next !== null && !passed.has(next)) {
    const [row]: (LockedCustomer & Pointer)[] = await sql.prepared<LockedCustomer & Pointer>(
      'lock-customer',
      `WITH door AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${planLock}))
       SELECT c.id, c.shopify_customer_id AS "shopifyCustomerId", c.merged_into_id AS "mergedIntoId",
         c.replan_due_at AS "replanDueAt", c.plan_version AS "planVersion", c.deleted_at AS "deletedAt",
         c.redacted_at AS "redactedAt"
       FROM door CROSS JOIN customer c WHERE c.shop_id = $1 AND c.id = $2 FOR UPDATE OF c`,
      next,
    );
    if (!row) return null;
    passed.set(row.id, row);
    next = row.mergedIntoId;
  }
  const end = endOf(customerId, passed);
  if (!end) return null;
  const { mergedIntoId: _, ...locked } = end;
  return locked;
}

/**
 * Takes the locks of several customers, under that of projections, in the order in which `lockCustomer` comes to them:
 * who was merged away before whom they have become. In another order, whoever changes both would wait in a ring with a
 * plan that has the first and asks for the second.
 */
export async function lockCustomers(sql: ShopSql, customerIds: readonly bigint[]): Promise<void> {
  if (customerIds.length === 0) return;
  await sql.rows(
    `WITH RECURSIVE chain (id, steps) AS (
       SELECT unnest($2::int8[]), 0
       UNION
       SELECT c.merged_into_id, steps + 1 FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.id
       WHERE c.merged_into_id IS NOT NULL AND steps < 16
     ), placed AS (SELECT id, max(steps) AS place FROM chain GROUP BY id)
     SELECT c.id FROM placed p JOIN customer c ON c.id = p.id
     WHERE c.shop_id = $1 AND c.id = ANY($2::int8[]) ORDER BY p.place, c.id FOR UPDATE OF c`,
    customerIds,
  );
}

interface Pointer {
  readonly id: bigint;
  readonly mergedIntoId: bigint | null;
  readonly deletedAt: Date | null;
}

/**
 * Where a chain of pointers ends. Merges are written so that none closes a ring; should there be one, all who are in it
 * are the one of them who is still there, else the oldest row: somebody must be there to say no.
 */
function endOf<Row extends Pointer>(start: bigint, rows: ReadonlyMap<bigint, Row>): Row | undefined {
  const passed: Row[] = [];
  let row = rows.get(start);
  while (row?.mergedIntoId != null && !passed.includes(row)) {
    passed.push(row);
    row = rows.get(row.mergedIntoId);
  }
  if (!row || row.mergedIntoId === null) return row;
  const ring = passed.slice(passed.indexOf(row)).sort((one, other) => (one.id < other.id ? -1 : 1));
  return ring.find(({ deletedAt }) => deletedAt === null) ?? ring[0];
}

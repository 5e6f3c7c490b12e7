import { now } from '~/base/lib/clock.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import type { ComplaintCause, Remedy } from '~/base/vocabulary/complaints';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface ClosedComplaint {
  readonly id: bigint;
  readonly remedy: Remedy;
  readonly cause: ComplaintCause;
  /** Who says that it is settled. */
  readonly by: string;
}

/**
 * A person has settled a complaint, and says by what and where it came from. Marketing waits another seven days; what
 * was held is judged again. False: there is no such complaint, or it is closed already.
 */
export async function closeComplaint(
  shopId: bigint,
  { id, remedy, cause, by }: ClosedComplaint,
): Promise<boolean> {
  return changed(shopId, id, (sql) =>
    sql.run(
      `UPDATE complaint SET state = 'closed', closed_at = $3, remedy = $4, cause = $5, owner = coalesce(owner, $6)
       WHERE shop_id = $1 AND id = $2 AND state = 'open'`,
      id,
      now(),
      remedy,
      cause,
      by,
    ),
  );
}

/** It was not settled after all: everything that sells waits again. */
export async function reopenComplaint(shopId: bigint, id: bigint): Promise<boolean> {
  return changed(shopId, id, (sql) =>
    sql.run(
      `UPDATE complaint c SET state = 'open', closed_at = NULL, remedy = NULL, cause = NULL, answered_well_at = NULL
       WHERE shop_id = $1 AND id = $2 AND state = 'closed' AND NOT EXISTS (
         SELECT 1 FROM complaint o WHERE o.shop_id = $1 AND o.customer_id = c.customer_id AND o.state = 'open')`,
      id,
    ),
  );
}

async function changed(
  shopId: bigint,
  id: bigint,
  change: (sql: ShopSql) => Promise<number>,
): Promise<boolean> {
  const customerId = await sqlInShop(shopId, async (sql) => {
    const [complaint] = await sql.rows<{ customerId: bigint }>(
      `SELECT customer_id AS "customerId" FROM complaint WHERE shop_id = $1 AND id = $2`,
      id,
    );
    const customer = complaint && (await lockCustomer(sql, complaint.customerId));
    if (!customer || (await change(sql)) === 0) return null;
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (customerId === null) return false;
  await wakePlanner(shopId, customerId);
  return true;
}

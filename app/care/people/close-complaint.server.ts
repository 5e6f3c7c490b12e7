import { now } from '~/base/lib/clock.server';
import type { ComplaintCause, Remedy } from '~/base/vocabulary/complaints';
import { changeOfCustomer } from '~/care/people/change-of-customer.server';

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
  return changeOfCustomer(shopId, { table: 'complaint', id }, (sql) =>
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
  return changeOfCustomer(shopId, { table: 'complaint', id }, (sql) =>
    sql.run(
      `UPDATE complaint c SET state = 'open', closed_at = NULL, remedy = NULL, cause = NULL, answered_well_at = NULL
       WHERE shop_id = $1 AND id = $2 AND state = 'closed' AND NOT EXISTS (
         SELECT 1 FROM complaint o WHERE o.shop_id = $1 AND o.customer_id = c.customer_id AND o.state = 'open')`,
      id,
    ),
  );
}

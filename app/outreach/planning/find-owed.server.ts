import { now } from '~/base/lib/clock.server';
import { acrossShops } from '~/db.server';

/** Work that the rows owe and that no job may be carrying any more. */
export interface OwedWork {
  /** Shops with webhooks that were stored and not projected. */
  readonly inboxes: readonly { readonly shopId: bigint; readonly isLate: boolean }[];
  /** Customers whose plan is owed, whose next look has come, or of whom something waits past its day. */
  readonly customers: readonly {
    readonly shopId: bigint;
    readonly customerId: bigint;
    readonly isLate: boolean;
  }[];
}

const MOST_CUSTOMERS = 5_000;
/** Real time, not the app's: how long a job may be on its way before the sweep takes over. */
const LATE_SECONDS = 40;

/** Reads three partial indexes; what is owed for longer than 40 s is late: its job must have been lost. */
export async function findOwed(): Promise<OwedWork> {
  const at = now();
  return acrossShops('sweep', async (sql) => ({
    inboxes: await sql.rows(
      `SELECT shop_id AS "shopId", min(received_at) < now() - make_interval(secs => $1) AS "isLate" FROM inbox_webhook
       WHERE state = 'received' AND shop_id IS NOT NULL AND received_at < now() - interval '5 seconds'
         AND (next_try_at IS NULL OR next_try_at <= now())
       GROUP BY shop_id`,
      LATE_SECONDS,
    ),
    customers: await sql.rows(
      `SELECT shop_id AS "shopId", id AS "customerId", bool_or(due < $1::timestamptz - make_interval(secs => $2)) AS "isLate" FROM (
         (SELECT shop_id, id, replan_due_at AS due FROM customer WHERE replan_due_at <= $1 ORDER BY replan_due_at LIMIT $3)
         UNION ALL
         (SELECT shop_id, id, next_look_at FROM customer WHERE next_look_at <= $1 ORDER BY next_look_at LIMIT $3)
         UNION ALL
         (SELECT shop_id, customer_id, due_at FROM message WHERE state IN ('awaiting_approval', 'held') AND due_at <= $1 ORDER BY due_at LIMIT $3)
       ) owed GROUP BY shop_id, id ORDER BY min(due) LIMIT $3`,
      at,
      LATE_SECONDS,
      MOST_CUSTOMERS,
    ),
  }));
}

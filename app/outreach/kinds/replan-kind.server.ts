import { now } from '~/base/lib/clock.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';

/** Whoever has an open message of the kind is owed a new plan. After `lockPlans`: they are many, in no order. */
export async function replanKind(sql: ShopSql, kind: ActiveKind): Promise<void> {
  await sql.run(
    `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id IN (SELECT customer_id FROM message
       WHERE shop_id = $1 AND kind = $2 AND state IN ('planned', 'awaiting_approval', 'held'))`,
    kind,
    now(),
  );
}

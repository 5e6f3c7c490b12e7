import { now } from '~/base/lib/clock.server';
import {
  outcomesOfThemselves,
  type TaskOutcome,
  taskKinds,
  taskOutcomes,
  WORK_UNDO_MINUTES,
} from '~/base/vocabulary/work';
import { changeOfCustomer } from '~/care/people/change-of-customer.server';
import { sqlInShop } from '~/db.server';

/** Somebody does it, so that nobody else begins; null gives it back to all. */
export async function takeTask(
  shopId: bigint,
  { id, owner }: { id: bigint; owner: string | null },
): Promise<boolean> {
  const taken = await sqlInShop(shopId, (sql) =>
    sql.run(`UPDATE task SET owner = $3 WHERE shop_id = $1 AND id = $2 AND state = 'open'`, id, owner),
  );
  return taken > 0;
}

/** It is done, and by whom; what it held is judged again. False: it was done already, or is not done in this way. */
export async function finishTask(
  shopId: bigint,
  { id, outcome, by }: { id: bigint; outcome: TaskOutcome; by: string },
): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'task', id }, (sql) =>
    sql.run(
      `UPDATE task SET state = 'done', done_at = $3, outcome = $4, owner = $5
       WHERE shop_id = $1 AND id = $2 AND state = 'open' AND kind = ANY ($6::text[])`,
      id,
      now(),
      outcome,
      by,
      taskKinds.filter((kind) => taskOutcomes[kind].some((known) => known === outcome)),
    ),
  );
}

/** It was not done after all. Where the same has come up anew meanwhile, the newer task stays the only one. */
export async function reopenTask(shopId: bigint, id: bigint): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'task', id }, (sql) =>
    sql.run(
      `UPDATE task t SET state = 'open', done_at = NULL, outcome = NULL
       WHERE shop_id = $1 AND id = $2 AND state = 'done' AND NOT outcome = ANY ($4::text[])
         AND done_at > $3::timestamptz - interval '${WORK_UNDO_MINUTES} minutes' AND done_at <= $3
         AND NOT EXISTS (SELECT 1 FROM task o WHERE o.shop_id = $1 AND o.state = 'open' AND o.kind = t.kind
           AND o.customer_id IS NOT DISTINCT FROM t.customer_id)`,
      id,
      now(),
      [...outcomesOfThemselves],
    ),
  );
}

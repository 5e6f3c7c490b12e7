import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomers, lockProjection } from '~/intake/customers/lock-customer.server';
import { dropLeftOfImports } from '~/intake/orders/adopt-imported.server';
import { linkOrders } from '~/intake/orders/link-orders.server';

const CUSTOMERS_AT_ONCE = 2_000;

/**
 * One subject is loaded. With the last of them the shop's history is whole: orders find their customers, everybody is
 * marked for a plan, the model's pools are built, and what changed while we loaded is read. The last subject is called
 * done only after that, so that a crash on the way means that it is done again.
 */
export async function finishBackfill(shopId: ShopId, backfillId: bigint): Promise<void> {
  const isLast = await sqlInShop(shopId, (sql) => areOthersDone(sql, backfillId));
  if (isLast) await settleCustomers(shopId);
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET state = 'done', finished_at = $3, result_url_sealed = NULL, error = NULL, attempts = 0 WHERE shop_id = $1 AND id = $2 AND state = 'loading'`,
      backfillId,
      now(),
    ),
  );
  // Two subjects that end at one moment may each have thought the other unfinished.
  if (!isLast && !(await sqlInShop(shopId, (sql) => areOthersDone(sql, backfillId)))) return;
  if (!isLast) await settleCustomers(shopId);
  log.info('History loaded', { shopId });
  await enqueue('daily-sweep', { shopId: String(shopId) });
  await enqueue('reconcile-shop', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
}

async function areOthersDone(sql: ShopSql, backfillId: bigint): Promise<boolean> {
  const [row] = await sql.rows<{ areDone: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM backfill b WHERE b.shop_id = $1 AND b.install_epoch = s.install_epoch AND b.id <> $2 AND b.state <> 'done') AS "areDone"
     FROM shop s WHERE s.id = $1`,
    backfillId,
  );
  return row?.areDone ?? false;
}

/** Links all orders and marks all customers for a plan, some thousands in a transaction; the sweep of stages wakes the planner. */
async function settleCustomers(shopId: ShopId): Promise<void> {
  let after = 0n;
  for (;;) {
    const last = await sqlInShop(shopId, async (sql) => {
      await lockProjection(sql);
      const rows = await sql.rows<{ id: bigint }>(
        `SELECT id FROM customer WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT ${CUSTOMERS_AT_ONCE}`,
        after,
      );
      if (rows.length === 0) return null;
      const ids = rows.map(({ id }) => id);
      await lockCustomers(sql, ids);
      await linkOrders(sql, { orderGids: [], customerIds: ids });
      await dropLeftOfImports(sql, ids);
      await sql.run(
        `UPDATE customer SET replan_due_at = coalesce(replan_due_at, $3) WHERE shop_id = $1 AND id = ANY($2::int8[]) AND merged_into_id IS NULL`,
        ids,
        now(),
      );
      return rows.at(-1)?.id ?? null;
    });
    if (last === null) return;
    after = last;
  }
}

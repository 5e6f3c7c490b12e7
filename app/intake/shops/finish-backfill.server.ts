import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, sqlInShop } from '~/db.server';

const MARKED_AT_ONCE = 5_000;

/**
 * One subject is loaded. With the last of them the shop's history is whole: the model's pools are built, everybody is
 * planned for, and what changed while we loaded is read.
 */
export async function finishBackfill(shopId: ShopId, backfillId: bigint): Promise<void> {
  const [shop] = await sqlInShop(shopId, async (sql) => {
    await sql.run(
      `UPDATE backfill SET state = 'done', finished_at = $3, result_url_sealed = NULL, error = NULL WHERE shop_id = $1 AND id = $2 AND state = 'loading'`,
      backfillId,
      now(),
    );
    return sql.rows<{ isWhole: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM backfill b WHERE b.shop_id = $1 AND b.install_epoch = s.install_epoch AND b.state <> 'done') AS "isWhole"
       FROM shop s WHERE s.id = $1`,
    );
  });
  if (!shop?.isWhole) return;
  log.info('History loaded', { shopId });
  await planEverybody(shopId);
  await enqueue('daily-sweep', { shopId: String(shopId) });
  await enqueue('reconcile-shop', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
}

/** Marks all customers for a plan, a few thousand in a transaction; the sweep of stages wakes the planner for them. */
async function planEverybody(shopId: ShopId): Promise<void> {
  let after = 0n;
  for (;;) {
    const ids = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        `UPDATE customer SET replan_due_at = coalesce(replan_due_at, $3) WHERE shop_id = $1 AND id IN (
           SELECT id FROM customer WHERE shop_id = $1 AND id > $2 AND merged_into_id IS NULL ORDER BY id LIMIT ${MARKED_AT_ONCE})
         RETURNING id`,
        after,
        now(),
      ),
    );
    if (ids.length === 0) return;
    for (const { id } of ids) if (id > after) after = id;
  }
}

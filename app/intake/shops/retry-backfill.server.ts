import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, sqlInShop } from '~/db.server';

/** A person asks for what failed to load once more: from the first line, with all its tries. What was loaded stays. */
export async function retryBackfill(shopId: ShopId): Promise<void> {
  const waiting = await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill b SET state = 'waiting', attempts = 0, next_try_at = NULL, error = NULL, processed_lines = 0, object_count = 0, heartbeat_at = NULL
       FROM shop s WHERE b.shop_id = $1 AND s.id = $1 AND b.install_epoch = s.install_epoch AND b.state = 'failed'`,
    ),
  );
  if (waiting > 0) await enqueue('start-backfill', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
}

import { type ShopId, sqlInShop } from '~/db.server';
import { wakeProjection } from '~/intake/webhooks/wake-projection.server';

/**
 * Gives webhooks that were given up on eight new tries, at a person's word. They are projected among all others: a row that
 * fails again stands in nobody's way. Returns how many there were; a second press finds none.
 */
export async function replayStuck(shopId: ShopId): Promise<{ replayed: number }> {
  const replayed = await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE inbox_webhook SET state = 'received', attempts = 0, next_try_at = NULL WHERE shop_id = $1 AND state = 'stuck'`,
    ),
  );
  if (replayed > 0) wakeProjection(shopId);
  return { replayed };
}

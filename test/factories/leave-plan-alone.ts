import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';

/**
 * Messages that a test has made stand on no orders: a real worker's daily sweep would plan anew and cancel them, and its
 * flood breaker would hold thousands of one kind. Tests of sending ask about neither.
 */
export async function leavePlanAlone(shopId: bigint): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await sql.run('UPDATE shop_kind SET flood_minimum = 1000000, flood_limit = 1000000 WHERE shop_id = $1');
    await sql.run('UPDATE shop SET swept_on = $2 WHERE id = $1', isoDay(localDay(now(), 'UTC')));
  });
}

import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { emptyShop } from '~/office/privacy/empty-shop.server';

/** What the merchant typed is not the name of the store: nothing was done. */
export type EraseAnswer = { readonly status: 'begun' | 'wrong-name' };

/**
 * The merchant has everything of the store deleted. From this commit on the shop counts as gone: the last look lets no
 * mail pass, nothing is read from Shopify, and its webhooks are dropped. The rows go in a job, which the look at all
 * shops brings back until nothing is left.
 */
export async function beginErasure(
  shopId: ShopId,
  { typed, staff }: { typed: string; staff: string },
): Promise<EraseAnswer> {
  const requestId = await sqlInShop(shopId, async (sql) => {
    const [shop] = await sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1 FOR UPDATE');
    if (!shop || shop.domain !== typed.trim().toLowerCase()) return null;
    const at = now();
    await sql.run(`UPDATE shop SET state = 'erased', uninstalled_at = $2 WHERE id = $1`, at);
    await sql.run(
      `INSERT INTO access_log (shop_id, staff, what, at) VALUES ($1, $2, 'shop-erase', $3)`,
      staff,
      at,
    );
    const [request] = await sql.rows<{ id: bigint }>(
      `INSERT INTO privacy_request (shop_id, kind, requested_at) VALUES ($1, 'shop/erase', $2) RETURNING id`,
      at,
    );
    return request?.id ?? null;
  });
  if (requestId === null) return { status: 'wrong-name' };
  log.info('A shop has everything deleted', { shopId });
  await enqueue('carry-out-privacy-request', { shopId: String(shopId), requestId: String(requestId) });
  return { status: 'begun' };
}

/** Who must not be written to stays, as keyed hashes, and who asked for this. */
const keeps = { suppression: true, access_log: "what = 'shop-erase'" } as const;

/**
 * Deletes the rows, all but the keyed hashes of addresses that must not be written to. On the shop's row stay its number,
 * its domain, and what stopped its mail (bounces, spam reports, a restore): deleting is no way around a stop. What was
 * under way when it began may still have written a row behind it, so only a turn that finds nothing more ends it.
 */
export async function eraseShop(shopId: ShopId): Promise<'erased' | 'not-yet' | 'installed-again'> {
  const emptied = await emptyShop(shopId, { keeps });
  if (emptied.status === 'installed-again') return 'installed-again';
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop SET name = '', settings = '{}', smtp_sealed = NULL, smtp_proof = NULL, inbound_sealed = NULL, storefront_url = NULL, country_code = NULL,
         paused_at = NULL, paused_by = NULL, pause_reason = NULL, handling_days = NULL, swept_on = NULL, reconciled_through = NULL, changes_read_through = NULL, reconcile_error = NULL
       WHERE id = $1 AND state <> 'installed'`,
    ),
  );
  if (emptied.status === 'emptied' && emptied.rows > 0) return 'not-yet';
  await sqlInShop(shopId, (sql) => sql.run('DELETE FROM privacy_request WHERE shop_id = $1'));
  log.info('Shop erased', { shopId });
  return 'erased';
}

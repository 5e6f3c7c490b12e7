import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { acrossShops, type ShopId } from '~/db.server';
import { emptyShop, lockedState } from '~/office/privacy/empty-shop.server';

/**
 * shop/redact, 48 hours after an uninstall: all rows of the shop go, table by table, so that a crash only means that the
 * rest goes at the next try. The shop's row stays, empty, to know a goodbye from a newcomer. A shop that has come back in
 * the meantime keeps everything, and one that comes back in the middle keeps what is left: each step holds the shop's
 * row, as an install does, and looks whether it is still gone.
 */
export async function redactShop(shopId: ShopId, requestedAt: Date): Promise<'redacted' | 'installed-again'> {
  const emptied = await emptyShop(shopId, { keeps: {} });
  if (emptied.status === 'unknown') return 'redacted';
  if (emptied.status === 'installed-again') return 'installed-again';
  const outcome = await acrossShops('housekeeping', async (sql) => {
    const [shop] = await sql.rows<{ state: string }>(lockedState, shopId);
    if (shop?.state === 'installed') return 'installed-again';
    await sql.run(
      `UPDATE shop SET state = 'redacted', redacted_at = $2, name = '', settings = '{}', smtp_sealed = NULL, smtp_proof = NULL, inbound_sealed = NULL,
         storefront_url = NULL, country_code = NULL, paused_at = NULL, paused_by = NULL, pause_reason = NULL, marketing_stopped_at = NULL, marketing_stop = NULL, bounces_stopped_at = NULL, restored_at = NULL, handling_days = NULL, swept_on = NULL, reconciled_through = NULL, changes_read_through = NULL, reconcile_error = NULL
       WHERE id = $1`,
      shopId,
      now(),
    );
    await sql.run('DELETE FROM privacy_request WHERE shop_id = $1', shopId);
    return 'redacted';
  });
  if (outcome === 'redacted')
    log.info('Shop redacted', { shopId, durationMs: now().getTime() - requestedAt.getTime() });
  return outcome;
}

import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { acrossShops, type ShopId, sqlInShop } from '~/db.server';

/**
 * shop/redact, 48 hours after an uninstall: all rows of the shop go, table by table, so that a crash only means that the
 * rest goes at the next try. The shop's row stays, empty, to know a goodbye from a newcomer. A shop that has come back in
 * the meantime keeps everything, and one that comes back in the middle keeps what is left: each step holds the shop's
 * row, as an install does, and looks whether it is still gone.
 */
export async function redactShop(shopId: ShopId, requestedAt: Date): Promise<'redacted' | 'installed-again'> {
  const [shop] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1'),
  );
  if (!shop) return 'redacted';
  for (const table of await tablesOfShops()) {
    if (table === 'privacy_request') continue;
    const isGone = await sqlInShop(shopId, async (sql) => {
      if (isBack(await sql.rows<{ state: string }>(lockedState))) return false;
      await sql.run(`DELETE FROM "${table}" WHERE shop_id = $1`);
      return true;
    });
    if (!isGone) return 'installed-again';
  }
  const outcome = await acrossShops('housekeeping', async (sql) => {
    if (isBack(await sql.rows<{ state: string }>(lockedState, shopId))) return 'installed-again';
    await sql.run('DELETE FROM session WHERE shop = $1', shop.domain);
    await sql.run('DELETE FROM webhook_seen WHERE shop_domain = $1', shop.domain);
    await sql.run('DELETE FROM inbox_webhook WHERE shop_domain = $1', shop.domain);
    await sql.run(
      `UPDATE shop SET state = 'redacted', redacted_at = $2, name = '', settings = '{}', smtp_sealed = NULL, inbound_sealed = NULL,
         storefront_url = NULL, country_code = NULL, paused_at = NULL, paused_by = NULL, pause_reason = NULL, marketing_stopped_at = NULL, marketing_stop = NULL, bounces_stopped_at = NULL, restored_at = NULL, handling_days = NULL, swept_on = NULL, reconciled_through = NULL
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

const lockedState = 'SELECT state FROM shop WHERE id = $1 FOR UPDATE';

function isBack([shop]: readonly { state: string }[]): boolean {
  return shop?.state === 'installed';
}

/** Every table that has rows of shops, whoever adds one. */
async function tablesOfShops(): Promise<string[]> {
  const rows = await acrossShops('housekeeping', (sql) =>
    sql.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    ),
  );
  return rows.map(({ name }) => name);
}

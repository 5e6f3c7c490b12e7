import { log } from '~/base/lib/logger.server';
import type { ShopSql } from '~/db.server';

/**
 * The merchant took the app away: nothing more is read or sent. Settings, keys and suppressions stay for a reinstall,
 * until shop/redact. A goodbye from before the present installation changes nothing, nor does one from before Shopify last
 * took our token for an installation: the merchant came back before we read it.
 */
export async function uninstallShop(sql: ShopSql, at: Date): Promise<'uninstalled' | 'too-late'> {
  const gone = await sql.run(
    `UPDATE shop SET state = 'uninstalled', uninstalled_at = $2 WHERE id = $1 AND state IN ('installed', 'erased')
       AND greatest(installed_at, authorized_at) <= $2`,
    at,
  );
  if (gone === 0) return 'too-late';
  await sql.run('DELETE FROM session WHERE shop = (SELECT domain FROM shop WHERE id = $1)');
  await sql.run(
    `UPDATE backfill SET state = 'cancelled', result_url_sealed = NULL WHERE shop_id = $1 AND state IN ('waiting', 'running', 'loading')`,
  );
  log.info('Shop uninstalled', { shopId: sql.shopId });
  return 'uninstalled';
}

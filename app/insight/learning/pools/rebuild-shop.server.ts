import { now } from '~/base/lib/clock.server';
import { localDay } from '~/base/lib/days';
import { acrossShops, type ShopId, sqlInShop } from '~/db.server';
import { markForReplan } from '~/insight/learning/customers/mark-for-replan.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { everybodyAgain } from '~/insight/learning/pools/save-pools.server';
import { type SweepResult, sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { POOL_VERSION } from '~/insight/model/pools';
import { loadShop } from '~/intake/shops/load-shop.server';

export interface ShopToRebuild {
  readonly id: ShopId;
  readonly domain: string;
  readonly customers: number;
}

/**
 * The installed shops, the one whose model is oldest first: a run that broke off goes on where it stopped.
 *
 * @param domain one shop alone; null for all
 */
export async function shopsToRebuild(domain: string | null): Promise<ShopToRebuild[]> {
  return acrossShops('schedule', (sql) =>
    sql.rows<ShopToRebuild>(
      `SELECT s.id, s.domain, (SELECT count(*)::int FROM customer c WHERE c.shop_id = s.id) AS customers
       FROM shop s LEFT JOIN shop_pool p ON p.shop_id = s.id
       WHERE s.state = 'installed' AND ($1::text IS NULL OR s.domain = $1)
       ORDER BY p.built_at NULLS FIRST, s.id`,
      domain,
    ),
  );
}

/**
 * Builds what the model knows of a shop from its purchases alone, and asks for new forecasts of all its customers, which
 * the workers make. Until the last page is read the shop keeps what it had; whom it marked stays marked when it breaks off.
 *
 * @param tell hears how many customers were read so far
 */
export async function rebuildShop(shopId: ShopId, tell: (customers: number) => void): Promise<SweepResult> {
  const shop = await sqlInShop(shopId, (sql) => loadShop(sql));
  const today = localDay(now(), knownTimeZone(shop.timeZone));
  const swept = await sweepShop(shopId, today, tell);
  return { ...swept, toReplan: await markForReplan(shopId, { today, ...everybodyAgain }) };
}

/** Pools that another version of the model built are not read: their shops are due for a sweep now, not tomorrow. */
export async function sweepAgainAfterUpgrade(): Promise<void> {
  await acrossShops('schedule', (sql) =>
    sql.run(
      `UPDATE shop SET swept_on = NULL FROM shop_pool p
       WHERE p.shop_id = shop.id AND p.version <> $1 AND shop.swept_on IS NOT NULL`,
      POOL_VERSION,
    ),
  );
}

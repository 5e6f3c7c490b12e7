import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { log } from '~/base/lib/logger.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { markForReplan } from '~/insight/learning/customers/mark-for-replan.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { buildPools, readSweepFacts } from '~/insight/learning/pools/build-pools.server';
import { endSweep, savePools } from '~/insight/learning/pools/save-pools.server';
import { loadShop } from '~/intake/shops/load-shop.server';

export interface SweepResult {
  readonly customers: number;
  readonly purchases: number;
  readonly needs: number;
  readonly toReplan: number;
}

/**
 * Builds the shop's pools from all purchases before `today` and asks for new plans where that may change one.
 *
 * A pure function of the rows: whatever order they came in, the same rows give the same pools, so this is also the
 * rebuild. Doubled by the queue it does its work twice and changes nothing more. A sweep that breaks off leaves the day
 * unswept and what it owes on the shop's pool, so that the next one marks whom it did not.
 *
 * @param today day number in the shop's zone
 * @param tell hears how many customers were read so far
 */
export async function sweepShop(
  shopId: ShopId,
  today: number,
  tell: (customers: number) => void = () => {},
): Promise<SweepResult> {
  const startedAt = performance.now();
  const facts = await readSweepFacts(shopId);
  let read = 0;
  const built = await buildPools(shopId, { ...facts, day: today }, (customers) => {
    read += customers.length;
    tell(read);
    return true;
  });
  if (!built) throw new Error('A sweep that nobody broke off built no pools.');
  const { builtAt, owed } = await sqlInShop(shopId, async (sql) => {
    const transit = await learnTransit(sql, today);
    return savePools(sql, { shop: built.shop, pools: built.needs, needs: facts.needs, transit, today });
  });
  const toReplan = await markForReplan(shopId, { today, ...owed });
  await sqlInShop(shopId, (sql) => endSweep(sql, builtAt));
  log.info('swept', {
    shopId,
    count: built.purchases,
    durationMs: Math.round(performance.now() - startedAt),
  });
  const { customers, purchases } = built;
  return { customers, purchases, needs: built.needs.size, toReplan };
}

const TRANSIT_WINDOW_DAYS = 180;

/** The sweep of the shop's own calendar day. */
export async function sweepShopToday(shopId: ShopId): Promise<SweepResult> {
  const shop = await sqlInShop(shopId, (sql) => loadShop(sql));
  return sweepShop(shopId, localDay(now(), knownTimeZone(shop.timeZone)));
}

/** Days from hand-over to door, by country of the order, as the parcels of the last half year showed. */
export async function learnTransit(sql: ShopSql, today: number): Promise<TransitByCountry> {
  const rows = await sql.rows<{ country: string; medianDays: number; parcels: number }>(
    `SELECT o.country_code AS country, count(*)::int AS parcels, percentile_cont(0.5) WITHIN GROUP
         (ORDER BY extract(epoch FROM d.delivered - f.fulfilled_at)::float8 / 86400) AS "medianDays"
     FROM fulfillment f
     JOIN orders o ON o.shop_id = $1 AND o.shopify_order_id = f.shopify_order_id
     CROSS JOIN LATERAL (SELECT coalesce(f.delivered_at, (SELECT min(e.happened_at) FROM fulfillment_event e
         WHERE e.shop_id = $1 AND e.shopify_fulfillment_id = f.shopify_fulfillment_id AND lower(e.status) = 'delivered'))
       AS delivered) d
     WHERE f.shop_id = $1 AND o.country_code IS NOT NULL AND d.delivered >= f.fulfilled_at
       AND f.fulfilled_at >= $2::date - ${TRANSIT_WINDOW_DAYS} AND f.fulfilled_at < $2::date
     GROUP BY o.country_code`,
    isoDay(today),
  );
  return Object.fromEntries(
    rows.map(({ country, medianDays, parcels }) => [
      country,
      { medianDays: Math.round(medianDays * 2) / 2, parcels },
    ]),
  );
}

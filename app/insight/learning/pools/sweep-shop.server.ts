import { setImmediate } from 'node:timers/promises';
import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { log } from '~/base/lib/logger.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { markForReplan } from '~/insight/learning/customers/mark-for-replan.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import {
  buildPools,
  type PoolsAsOf,
  readSweepFacts,
  type SweepFacts,
} from '~/insight/learning/pools/build-pools.server';
import { hasNeedMoved, hasRhythmMoved } from '~/insight/learning/pools/moved-pools';
import {
  endSweep,
  type PoolsBefore,
  readPoolsBefore,
  type SavedPools,
  savePools,
} from '~/insight/learning/pools/save-pools.server';
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
 * Of two sweeps at once, whoever finds that the other has saved meanwhile reads once more.
 *
 * @param today day number in the shop's zone
 * @param tell hears how many customers were read so far
 */
export async function sweepShop(shopId: ShopId, today: number, tell: Tell = () => {}): Promise<SweepResult> {
  const startedAt = performance.now();
  let swept: Swept | null = null;
  while (!swept) swept = await buildAndSave(shopId, today, tell);
  const { built, saved } = swept;
  const toReplan = await markForReplan(shopId, { today, ...saved.owed });
  await sqlInShop(shopId, (sql) => endSweep(sql, saved.builtAt));
  log.info('swept', {
    shopId,
    count: built.purchases,
    durationMs: Math.round(performance.now() - startedAt),
  });
  const { customers, purchases } = built;
  return { customers, purchases, needs: built.needs.size, toReplan };
}

type Tell = (customers: number) => void | Promise<void>;

interface Swept {
  readonly built: PoolsAsOf;
  readonly saved: SavedPools;
}

/** @returns null when another sweep has saved pools meanwhile */
async function buildAndSave(shopId: ShopId, today: number, tell: Tell): Promise<Swept | null> {
  // Before anything else is read: what is saved after this may know more.
  const before = await sqlInShop(shopId, readPoolsBefore);
  const facts = await readSweepFacts(shopId);
  let read = 0;
  const built = await buildPools(shopId, { ...facts, day: today }, async (customers) => {
    read += customers.length;
    await tell(read);
    return true;
  });
  if (!built) throw new Error('A sweep that nobody broke off built no pools.');
  const moved = await whatMoved(before, built, { needs: facts.needs, today });
  const saved = await sqlInShop(shopId, async (sql) => {
    const transit = await learnTransit(sql, today);
    return savePools(sql, {
      shop: built.shop,
      pools: built.needs,
      needs: facts.needs,
      transit,
      today,
      before,
      moved,
    });
  });
  return saved && { built, saved };
}

const NEEDS_AT_ONCE = 100;

async function whatMoved(
  before: PoolsBefore,
  built: PoolsAsOf,
  { needs, today }: Pick<SweepFacts, 'needs'> & { readonly today: number },
): Promise<{ readonly everybody: boolean; readonly needs: readonly bigint[] }> {
  // Of another version, or none: everybody is planned anew in any case.
  if (!before.shop || hasRhythmMoved(before.shop, built.shop, today)) return { everybody: true, needs: [] };
  const moved: bigint[] = [];
  for (const [at, { id, daysPerUnit, pool }] of needs.entries()) {
    // Half a millisecond each: who has thousands of products must not keep the worker from its other jobs.
    if (at % NEEDS_AT_ONCE === 0) await setImmediate();
    const then = { shop: before.shop, need: pool };
    const since = { shop: built.shop, need: built.needs.get(id) ?? null };
    if (hasNeedMoved(then, since, { daysPerUnit, today })) moved.push(id);
  }
  return { everybody: false, needs: moved };
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

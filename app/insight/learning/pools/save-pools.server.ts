import { isoDay } from '~/base/lib/days';
import type { NeedUsage } from '~/base/vocabulary/orders';
import type { ShopSql } from '~/db.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import type { NeedPool, ShopPool } from '~/insight/model/reorder';

/** A need with the pool that stood before a sweep. */
export interface NeedFacts {
  readonly id: bigint;
  /** The same whatever order a shop's products came in, which our own ids are not. */
  readonly key: string;
  readonly usage: NeedUsage;
  readonly daysPerUnit: number | null;
  readonly pool: NeedPool | null;
}

/** What new pools change about who must be planned again. */
export interface PoolChange {
  /** There were no pools of this version before: every plan was made without them. */
  readonly everybody: boolean;
  /** Needs that now count as used up and did not before, or the other way round. */
  readonly turnedNeeds: readonly bigint[];
}

/** Pools that were saved, known by the time of their build, and what they owe: `endSweep` says that it is paid. */
export interface SavedPools {
  readonly builtAt: Date;
  readonly owed: PoolChange;
}

/** As it stands on the shop's pool; ids are text. */
type StoredChange = { readonly everybody: boolean; readonly turnedNeeds: readonly string[] };

export function readNeedFacts(sql: ShopSql): Promise<NeedFacts[]> {
  return sql.rows<NeedFacts>(
    `SELECT n.id, n.usage, n.days_per_unit AS "daysPerUnit", p.pool,
       coalesce('p' || n.shopify_product_id,
         'm' || row_number() OVER (PARTITION BY n.shopify_product_id, n.title ORDER BY n.id) || ' ' || n.title) AS key
     FROM need n LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1 WHERE n.shop_id = $1 ORDER BY n.id`,
  );
}

/**
 * Replaces the shop's pools in one transaction; rows that say the same as before are left alone. Who must be planned again
 * for it is stored with them, together with what an earlier sweep still owed.
 */
export async function savePools(
  sql: ShopSql,
  built: {
    readonly shop: ShopPool;
    readonly pools: ReadonlyMap<bigint, NeedPool>;
    readonly needs: readonly NeedFacts[];
    readonly transit: TransitByCountry;
    readonly today: number;
  },
): Promise<SavedPools> {
  const [before] = await sql.rows<{ version: number; owed: StoredChange | null }>(
    `SELECT version, plans_owed AS owed FROM shop_pool WHERE shop_id = $1 FOR UPDATE`,
  );
  const rows = built.needs.flatMap(({ id }) => {
    const pool = built.pools.get(id);
    return pool ? [{ id: String(id), pool }] : [];
  });
  const sweptOn = isoDay(built.today);
  await sql.run(
    `DELETE FROM need_pool WHERE shop_id = $1 AND need_id <> ALL ($2::bigint[])`,
    rows.map(({ id }) => id),
  );
  await sql.run(
    `INSERT INTO need_pool (need_id, shop_id, version, pool, customers, rebuy_share, median_days, p25_days, p75_days, swept_on)
     SELECT id, $1, (pool->>'version')::int, pool, (pool->>'customers')::int, (pool->>'buyAgainShare')::float8,
       (pool->>'medianDays')::float8, (pool->>'p25Days')::float8, (pool->>'p75Days')::float8, $3
     FROM unnest($2::bigint[], $4::jsonb[]) AS t (id, pool)
     ON CONFLICT (need_id) DO UPDATE SET version = excluded.version, pool = excluded.pool, customers = excluded.customers,
       rebuy_share = excluded.rebuy_share, median_days = excluded.median_days, p25_days = excluded.p25_days,
       p75_days = excluded.p75_days, swept_on = excluded.swept_on
     WHERE need_pool.pool IS DISTINCT FROM excluded.pool`,
    rows.map(({ id }) => id),
    sweptOn,
    rows.map(({ pool }) => JSON.stringify(pool)),
  );
  await sql.run(
    `UPDATE need n SET buyers = coalesce(p.customers, 0) FROM need k LEFT JOIN need_pool p ON p.need_id = k.id AND p.shop_id = $1
     WHERE n.shop_id = $1 AND k.shop_id = $1 AND k.id = n.id AND n.buyers <> coalesce(p.customers, 0)`,
  );
  const turned = built.needs.filter((need) => {
    const after = built.pools.get(need.id) ?? null;
    return usageVerdict(need, need.pool).usedUp !== usageVerdict(need, after).usedUp;
  });
  const owed: StoredChange = {
    everybody: before?.version !== built.shop.version || before.owed?.everybody === true,
    turnedNeeds: [...new Set([...(before?.owed?.turnedNeeds ?? []), ...turned.map(({ id }) => String(id))])],
  };
  // clock_timestamp, not now(): two builds in quick succession must differ, or a cache would miss the second.
  const [saved] = await sql.rows<{ builtAt: Date }>(
    `INSERT INTO shop_pool (shop_id, version, pool, transit, swept_on, plans_owed, built_at)
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())
     ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, pool = excluded.pool, transit = excluded.transit,
       swept_on = excluded.swept_on, plans_owed = excluded.plans_owed,
       built_at = greatest(excluded.built_at, shop_pool.built_at + interval '1 ms')
     RETURNING built_at AS "builtAt"`,
    built.shop.version,
    JSON.stringify(built.shop),
    JSON.stringify(built.transit),
    sweptOn,
    JSON.stringify(owed),
  );
  if (!saved) throw new Error('The pools were not saved.');
  return {
    builtAt: saved.builtAt,
    owed: { everybody: owed.everybody, turnedNeeds: owed.turnedNeeds.map(BigInt) },
  };
}

/**
 * All whom these pools concern are marked: the shop is swept for the day. Changes nothing when another sweep has built
 * pools meanwhile, for that one owes now.
 */
export async function endSweep(sql: ShopSql, builtAt: Date): Promise<void> {
  await sql.run(
    `WITH paid AS (UPDATE shop_pool SET plans_owed = NULL WHERE shop_id = $1 AND built_at = $2 RETURNING swept_on)
     UPDATE shop SET swept_on = paid.swept_on FROM paid WHERE shop.id = $1`,
    builtAt,
  );
}

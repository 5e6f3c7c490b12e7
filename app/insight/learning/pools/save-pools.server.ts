import { isoDay } from '~/base/lib/days';
import type { NeedUsage } from '~/base/vocabulary/orders';
import type { ShopSql } from '~/db.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import type { NeedPool, ShopPool } from '~/insight/model/reorder';

/** A need with the pool that stood before a sweep. */
export interface NeedFacts {
  readonly id: bigint;
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

export function readNeedFacts(sql: ShopSql): Promise<NeedFacts[]> {
  return sql.rows<NeedFacts>(
    `SELECT n.id, n.usage, n.days_per_unit AS "daysPerUnit", p.pool
     FROM need n LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1 WHERE n.shop_id = $1 ORDER BY n.id`,
  );
}

/** Replaces the shop's pools in one transaction; rows that say the same as before are left alone. */
export async function savePools(
  sql: ShopSql,
  built: {
    readonly shop: ShopPool;
    readonly pools: ReadonlyMap<string, NeedPool>;
    readonly needs: readonly NeedFacts[];
    readonly transit: TransitByCountry;
    readonly today: number;
  },
): Promise<PoolChange> {
  const [before] = await sql.rows<{ version: number }>(
    `SELECT version FROM shop_pool WHERE shop_id = $1 FOR UPDATE`,
  );
  const rows = built.needs.flatMap(({ id }) => {
    const pool = built.pools.get(String(id));
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
  // clock_timestamp, not now(): two builds in quick succession must differ, or a cache would miss the second.
  await sql.run(
    `INSERT INTO shop_pool (shop_id, version, pool, transit, swept_on, built_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())
     ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, pool = excluded.pool, transit = excluded.transit,
       swept_on = excluded.swept_on, built_at = greatest(excluded.built_at, shop_pool.built_at + interval '1 ms')`,
    built.shop.version,
    JSON.stringify(built.shop),
    JSON.stringify(built.transit),
    sweptOn,
  );
  await sql.run(`UPDATE shop SET swept_on = $2 WHERE id = $1`, sweptOn);
  return {
    everybody: before?.version !== built.shop.version,
    turnedNeeds: built.needs
      .filter((need) => {
        const after = built.pools.get(String(need.id)) ?? null;
        return usageVerdict(need, need.pool).usedUp !== usageVerdict(need, after).usedUp;
      })
      .map(({ id }) => id),
  };
}

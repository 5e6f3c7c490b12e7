import { dayNumber, isoDay } from '~/base/lib/days';
import type { NeedUsage } from '~/base/vocabulary/orders';
import type { ShopSql } from '~/db.server';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { POOL_VERSION } from '~/insight/model/pools';
import type { NeedPool, ShopPool } from '~/insight/model/reorder';

/** A need with the pool that stood before a sweep. */
export interface NeedFacts {
  readonly id: bigint;
  /** The same whatever order a shop's products came in, which our own ids are not. */
  readonly key: string;
  readonly usage: NeedUsage;
  readonly usageSource: string;
  readonly daysPerUnit: number | null;
  /** null: none, or another version of the model built it. */
  readonly pool: NeedPool | null;
}

/** What new pools change about who must be planned again. */
export interface PoolChange {
  /** There were no pools of this version before: every plan was made without them. */
  readonly everybody: boolean;
  /** Needs that now count as used up and did not before, or the other way round. */
  readonly turnedNeeds: readonly bigint[];
  /** Needs whose customers are told something else now. */
  readonly movedNeeds: readonly bigint[];
  /** Nights whose slices of everybody are due: the turns of those whom no change above concerns. */
  readonly nights: number;
}

export const everybodyAgain: PoolChange = { everybody: true, turnedNeeds: [], movedNeeds: [], nights: 0 };

/** What stood when a sweep began to read. */
export interface PoolsBefore {
  readonly builtAt: Date | null;
  /** null: none, or another version of the model built it. */
  readonly shop: ShopPool | null;
}

/** Pools that were saved, known by the time of their build, and what they owe: `endSweep` says that it is paid. */
export interface SavedPools {
  readonly builtAt: Date;
  readonly owed: PoolChange;
}

/** As it stands on the shop's pool; ids are text. */
interface StoredChange {
  readonly everybody: boolean;
  readonly turnedNeeds: readonly string[];
  readonly movedNeeds?: readonly string[];
  readonly nights?: number;
}

export async function readPoolsBefore(sql: ShopSql): Promise<PoolsBefore> {
  const [row] = await sql.rows<{ builtAt: Date; version: number; pool: ShopPool }>(
    `SELECT built_at AS "builtAt", version, pool FROM shop_pool WHERE shop_id = $1`,
  );
  return { builtAt: row?.builtAt ?? null, shop: row?.version === POOL_VERSION ? row.pool : null };
}

export function readNeedFacts(sql: ShopSql): Promise<NeedFacts[]> {
  return sql.rows<NeedFacts>(
    `SELECT n.id, n.usage, n.usage_source AS "usageSource", n.days_per_unit AS "daysPerUnit", p.pool,
       coalesce('p' || n.shopify_product_id,
         'm' || row_number() OVER (PARTITION BY n.shopify_product_id, n.title ORDER BY n.id) || ' ' || n.title) AS key
     FROM need n LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1 AND p.version = $2
     WHERE n.shop_id = $1 ORDER BY n.id`,
    POOL_VERSION,
  );
}

/**
 * Replaces the shop's pools in one transaction; rows that say the same as before are left alone. Who must be planned again
 * for it is stored with them, together with what an earlier sweep still owed.
 *
 * @returns null when another sweep has saved pools since this one began to read: it may have read later
 */
export async function savePools(
  sql: ShopSql,
  built: {
    readonly shop: ShopPool;
    readonly pools: ReadonlyMap<bigint, NeedPool>;
    readonly needs: readonly NeedFacts[];
    readonly transit: TransitByCountry;
    readonly today: number;
    readonly before: PoolsBefore;
    /** What `moved-pools` says of both, everybody for the shop's rhythm. */
    readonly moved: { readonly everybody: boolean; readonly needs: readonly bigint[] };
  },
): Promise<SavedPools | null> {
  // There may be no row yet that could be locked.
  await sql.rows(`SELECT pg_advisory_xact_lock(hashtextextended('pools-' || ($1::bigint)::text, 0))`);
  const [before] = await sql.rows<{
    builtAt: Date;
    version: number;
    sweptOn: string;
    owed: StoredChange | null;
  }>(
    `SELECT built_at AS "builtAt", version, swept_on::text AS "sweptOn", plans_owed AS owed FROM shop_pool WHERE shop_id = $1 FOR UPDATE`,
  );
  if (before?.builtAt.getTime() !== built.before.builtAt?.getTime()) return null;
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
  const together = (owed: readonly string[] = [], ids: readonly bigint[]) => [
    ...new Set([...owed, ...ids.map(String)]),
  ];
  const nights = before ? Math.max(0, built.today - dayNumber(before.sweptOn)) : 0;
  const owed = {
    everybody:
      before?.version !== built.shop.version || built.moved.everybody || before.owed?.everybody === true,
    turnedNeeds: together(
      before?.owed?.turnedNeeds,
      turned.map(({ id }) => id),
    ),
    movedNeeds: together(before?.owed?.movedNeeds, built.moved.needs),
    nights: (before?.owed?.nights ?? 0) + nights,
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
    owed: {
      ...owed,
      turnedNeeds: owed.turnedNeeds.map(BigInt),
      movedNeeds: owed.movedNeeds.map(BigInt),
    },
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

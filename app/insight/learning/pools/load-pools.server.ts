import { dayNumber } from '~/base/lib/days';
import type { ShopId, ShopSql } from '~/db.server';
import type { Pools } from '~/insight/learning/customers/learn-from';
import type { TransitByCountry } from '~/insight/learning/history/arrival';
import { POOL_VERSION } from '~/insight/model/pools';
import { emptyShopPool, type NeedPool, type ShopPool } from '~/insight/model/reorder';

/**
 * Pools change once a day and every plan needs them: a process keeps those it has read. `builtAt`, which the caller
 * read in its own transaction, tells a newer build, so a sweep in another process is noticed at once.
 */
interface Kept {
  readonly builtAt: number;
  readonly sweptDay: number;
  readonly shop: ShopPool;
  readonly transit: TransitByCountry;
  /** null: asked for, and there is none. */
  needs: Map<bigint, NeedPool | null>;
}

const kept = new Map<ShopId, Kept>();
const SHOPS_KEPT = 200;
const NEEDS_KEPT = 20_000;
const none: Pools = { shop: emptyShopPool, sweptDay: null, transit: {}, need: () => null };

/**
 * The shop's pools, and those of these needs. A shop that was never swept gets empty ones, and so does one whose pools
 * another version of the model built: their fields mean something else. The next sweep rebuilds them and plans anew.
 */
export async function loadPools(
  sql: ShopSql,
  builtAt: number | null,
  needIds: readonly bigint[],
): Promise<Pools> {
  if (builtAt === null) return none;
  let mine = kept.get(sql.shopId);
  if (!mine || mine.builtAt !== builtAt) {
    const [row] = await sql.rows<{
      pool: ShopPool;
      transit: TransitByCountry;
      builtAt: Date;
      sweptOn: string;
    }>(
      `SELECT pool, transit, built_at AS "builtAt", swept_on AS "sweptOn" FROM shop_pool WHERE shop_id = $1 AND version = $2`,
      POOL_VERSION,
    );
    if (!row) return none;
    // The stamp of what was read, not of what was asked for: a sweep may have committed in between.
    mine = {
      builtAt: row.builtAt.getTime(),
      sweptDay: dayNumber(row.sweptOn),
      shop: row.pool,
      transit: row.transit,
      needs: new Map(),
    };
    if (kept.size >= SHOPS_KEPT) kept.delete(kept.keys().next().value ?? sql.shopId);
    kept.delete(sql.shopId);
    kept.set(sql.shopId, mine);
  }
  const { shop, sweptDay, transit } = mine;
  // The map of now, whatever another plan puts in its place meanwhile.
  let { needs } = mine;
  const missing = needIds.filter((id) => !needs.has(id));
  if (missing.length > 0) {
    const rows = await sql.rows<{ id: bigint; pool: NeedPool }>(
      `SELECT need_id AS id, pool FROM need_pool WHERE shop_id = $1 AND need_id = ANY ($2::bigint[]) AND version = $3`,
      missing,
      POOL_VERSION,
    );
    const found = new Map(rows.map(({ id, pool }) => [id, pool]));
    if (needs.size > NEEDS_KEPT) {
      const known = needs;
      needs = new Map(needIds.map((id) => [id, known.get(id) ?? null]));
      mine.needs = needs;
    }
    for (const id of missing) needs.set(id, found.get(id) ?? null);
  }
  return { shop, sweptDay, transit, need: (id) => needs.get(id) ?? null };
}

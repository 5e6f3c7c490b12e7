import { createHash } from 'node:crypto';
import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { countFound, type Found } from '~/office/first-run/found.server';

/** What was found; `isCounting`: a worker counts, what stands here is from before, and asking again tells more. */
export interface FoundAnswer {
  readonly found: Found | null;
  /** When that was counted. */
  readonly foundAt: Date | null;
  readonly isCounting: boolean;
  /** Nobody can be told to count: a worker finds it in its next sweep. */
  readonly isQueueAway: boolean;
}

/** So many customers are counted for each look; more by a worker, at most once a minute. */
const MOST_AT_ONCE = 3_000;
const FRESH_MS = 60_000;
/** Nobody waits for longer: what cannot be counted is not tried for ever. */
export const WAITED_FOR_MS = 10 * 60_000;

export async function loadFound(shopId: ShopId, at: Date): Promise<FoundAnswer> {
  const { found, foundAt, isFresh } = await sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    if (!(await isBig(sql))) return { found: await countFound(sql, shop, at), foundAt: at, isFresh: true };
    const read = await readFound(sql, shop, at);
    if (!read.isFresh) await noteAsked(sql, at);
    return read;
  });
  const key = String(shopId);
  const told = isFresh ? 'taken' : await enqueue('count-found', { shopId: key }, { dedupeKey: key });
  return { found, foundAt, isCounting: !isFresh, isQueueAway: told === 'dropped' };
}

/** The page asks again and again: what stands is the first time, until that is so long ago that nobody waits any more. */
async function noteAsked(sql: ShopSql, at: Date): Promise<void> {
  await sql.run(
    `INSERT INTO set_up (shop_id, step, passed, skipped, changed_at, changed_by, found_asked_at)
     VALUES ($1, 'welcome', '{}', '{}', $2, '', $2)
     ON CONFLICT (shop_id) DO UPDATE SET found_asked_at = excluded.found_asked_at
       WHERE set_up.found_asked_at IS NULL OR set_up.found_asked_at NOT BETWEEN $3 AND $2`,
    at,
    new Date(at.getTime() - WAITED_FOR_MS),
  );
}

/** The work of a worker: doubled, or late, it finds that it was done. */
export async function keepFound(shopId: ShopId): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    const at = now();
    const shop = await loadShop(sql);
    if ((await readFound(sql, shop, at)).isFresh) return;
    await sql.run(
      `INSERT INTO set_up (shop_id, step, passed, skipped, changed_at, changed_by, found, found_at)
       VALUES ($1, 'welcome', '{}', '{}', $2, '', $3, $2)
       ON CONFLICT (shop_id) DO UPDATE SET found = excluded.found, found_at = excluded.found_at, found_asked_at = NULL`,
      at,
      JSON.stringify({ counts: await countFound(sql, shop, at), settings: markOf(shop) } satisfies Kept),
    );
  });
}

interface Kept {
  readonly counts: Found;
  readonly settings: string;
}

/** Those of other settings, which may leave out other customers, are no answer at all. */
async function readFound(
  sql: ShopSql,
  shop: ShopFacts,
  at: Date,
): Promise<{ found: Found | null; foundAt: Date | null; isFresh: boolean }> {
  const [row] = await sql.rows<{ found: Kept; foundAt: Date }>(
    'SELECT found, found_at AS "foundAt" FROM set_up WHERE shop_id = $1 AND found IS NOT NULL',
  );
  if (row?.found.settings !== markOf(shop)) return { found: null, foundAt: null, isFresh: false };
  const ageMs = at.getTime() - row.foundAt.getTime();
  return { found: row.found.counts, foundAt: row.foundAt, isFresh: ageMs >= 0 && ageMs < FRESH_MS };
}

function markOf({ settings, countryCode, timeZone }: ShopFacts): string {
  return createHash('sha256')
    .update(JSON.stringify([settings, countryCode, timeZone]))
    .digest('base64');
}

async function isBig(sql: ShopSql): Promise<boolean> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM customer WHERE shop_id = $1 AND last_order_at IS NOT NULL
       ORDER BY last_order_at LIMIT ${MOST_AT_ONCE + 1}) few`,
  );
  return (row?.count ?? 0) > MOST_AT_ONCE;
}

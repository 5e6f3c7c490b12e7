import { now } from '~/base/lib/clock.server';
import { addDays, isoDay, localDay } from '~/base/lib/days';
import { enqueueOrRun } from '~/base/queue/enqueue-or-run.server';
import { DRY_RUN_MONTHS, emptyTally } from '~/base/vocabulary/dry-run';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { loadShop } from '~/intake/shops/load-shop.server';
import { OPEN } from '~/office/dry-run/dry-run-row.server';

/** Looked at one by one up to here; of more customers one in so many. */
const MOST_CUSTOMERS = 2_000;

/** Begins a kind's dry run, or begins it anew: a worker of the one before notices, and stops. */
export async function startDryRun(shopId: ShopId, kind: ActiveKind, by: string): Promise<void> {
  await sqlInShop(shopId, (sql) => insertRun(sql, kind, by));
  await wakeDryRun(shopId, kind);
}

async function insertRun(sql: ShopSql, kind: ActiveKind, by: string): Promise<void> {
  const at = now();
  const { timeZone } = await loadShop(sql);
  const year = localDay(addDays(at, (-365 * DRY_RUN_MONTHS) / 12), knownTimeZone(timeZone));
  const [found] = await sql.rows<{ customers: number; oldest: Date | null }>(
    `SELECT count(*)::int AS customers, min(first_order_at) AS oldest FROM customer WHERE shop_id = $1
       AND last_order_at IS NOT NULL AND merged_into_id IS NULL AND deleted_at IS NULL AND redacted_at IS NULL`,
  );
  const customers = found?.customers ?? 0;
  const oldest = found?.oldest ? localDay(found.oldest, knownTimeZone(timeZone)) : year;
  await sql.run(
    `INSERT INTO dry_run (shop_id, kind, from_on, until_at, customers, one_in, tally, started_at, started_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $4, $8)
     ON CONFLICT (shop_id, kind) DO UPDATE SET run = dry_run.run + 1, from_on = excluded.from_on, until_at = excluded.until_at,
       customers = excluded.customers, one_in = excluded.one_in, tally = excluded.tally, started_at = excluded.started_at,
       started_by = excluded.started_by, learnt = 0, done = 0, cursor = 0, tries = 0, lease_until = NULL,
       finished_at = NULL, cancelled_at = NULL, failed_at = NULL`,
    kind,
    isoDay(Math.max(year, oldest)),
    at,
    customers,
    Math.max(1, Math.ceil(customers / MOST_CUSTOMERS)),
    JSON.stringify(emptyTally),
    by.slice(0, 100),
  );
}

/** Ends a run that is under way after the page it is at; what was counted stays to be seen. */
export async function cancelDryRun(shopId: ShopId, kind: ActiveKind): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(`UPDATE dry_run SET cancelled_at = $3 WHERE shop_id = $1 AND kind = $2 AND ${OPEN}`, kind, now()),
  );
}

/** Wakes a worker for a kind's dry run; a worker that asks while the queue is away runs it itself. */
export async function wakeDryRun(shopId: ShopId, kind: ActiveKind): Promise<void> {
  await enqueueOrRun(
    'carry-out-dry-run',
    { shopId: String(shopId), kind },
    { dedupeKey: `${shopId}-${kind}` },
  );
}

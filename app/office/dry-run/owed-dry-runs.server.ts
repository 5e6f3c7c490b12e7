import type { ActiveKind } from '~/base/vocabulary/kinds';
import { acrossShops } from '~/db.server';
import { wakeDryRun } from '~/office/dry-run/ask-dry-run.server';
import { OPEN } from '~/office/dry-run/dry-run-row.server';

/** Runs that a lost job or a dead process left on the way are woken again. */
export async function wakeOwedDryRuns(): Promise<void> {
  const owed = await acrossShops('sweep', (sql) =>
    sql.rows<{ shopId: bigint; kind: ActiveKind }>(
      `SELECT shop_id AS "shopId", kind FROM dry_run WHERE ${OPEN}
         AND (lease_until IS NULL OR lease_until < clock_timestamp()) ORDER BY started_at LIMIT 20`,
    ),
  );
  for (const { shopId, kind } of owed) await wakeDryRun(shopId, kind);
}

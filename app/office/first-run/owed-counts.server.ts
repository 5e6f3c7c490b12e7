import { now } from '~/base/lib/clock.server';
import { enqueueOrRun } from '~/base/queue/enqueue-or-run.server';
import { acrossShops } from '~/db.server';
import { WAITED_FOR_MS } from '~/office/first-run/found-row.server';

/** Counts that somebody waits for and of which the job was lost are asked for again; without a queue this worker does them. */
export async function wakeOwedCounts(): Promise<void> {
  const at = now();
  const owed = await acrossShops('sweep', (sql) =>
    sql.rows<{ shopId: bigint }>(
      `SELECT shop_id AS "shopId" FROM set_up WHERE found_asked_at BETWEEN $1 AND $2 ORDER BY found_asked_at LIMIT 20`,
      new Date(at.getTime() - WAITED_FOR_MS),
      at,
    ),
  );
  for (const { shopId } of owed) {
    const key = String(shopId);
    await enqueueOrRun('count-found', { shopId: key }, { dedupeKey: key });
  }
}

import { attemptEach } from '~/base/lib/attempt-each';
import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { acrossShops } from '~/db.server';
import { carryOutBatch } from '~/outreach/change-plans/batch.server';

const LATE_SECONDS = 40;

/** Batches that a lost job or a dead process left half done. */
export async function findOwedBatches(): Promise<{ shopId: bigint; batchId: bigint; isLate: boolean }[]> {
  return acrossShops('sweep', (sql) =>
    sql.rows(
      `SELECT shop_id AS "shopId", id AS "batchId", created_at < $1::timestamptz - make_interval(secs => $2) AS "isLate"
       FROM batch WHERE finished_at IS NULL ORDER BY created_at LIMIT 100`,
      now(),
      LATE_SECONDS,
    ),
  );
}

/** Wakes a job for each of them again; what is late by more than a job's time is carried out here. */
export async function wakeOwedBatches(): Promise<void> {
  const owed = await findOwedBatches();
  for (const { shopId, batchId } of owed) {
    const payload = { shopId: String(shopId), batchId: String(batchId) };
    await enqueue('carry-out-batch', payload, { dedupeKey: `${shopId}-${batchId}` });
  }
  const late = owed.filter(({ isLate }) => isLate);
  await attemptEach(
    late.map(
      ({ shopId, batchId }) =>
        () =>
          carryOutBatch(shopId, batchId),
    ),
  );
}

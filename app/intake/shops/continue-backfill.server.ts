import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { seal, unsealText } from '~/base/lib/sealed.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { bulkOperationOperation, RESULT_CUT } from '~/intake/shopify/bulk-operations';
import { judgeFailure, ofNoUse } from '~/intake/shops/backfill-failure';
import { finishBackfill } from '~/intake/shops/finish-backfill.server';
import type { BackfillSubject } from '~/intake/shops/install-shop.server';
import { BackfillTaken, loadLines } from '~/intake/shops/load-lines.server';
import { noteFailure, noteRefusal } from '~/intake/shops/note-failure.server';
import { tellNoAccess } from '~/intake/shops/tell-no-access.server';

/**
 * Takes one backfill a step further: asks how Shopify's bulk operation stands, or loads its result from the line that was
 * last committed. Whoever calls it, twice or after a crash: a line is projected with the count that passes it, in one
 * transaction.
 */
const LOOK_AGAIN_MS = 2_000;
const LEASE_SECONDS = 60;

interface Backfill {
  readonly id: bigint;
  readonly subject: BackfillSubject;
  readonly state: string;
  readonly bulkOperationId: string | null;
  readonly objectCount: bigint;
  readonly fileSize: bigint | null;
  readonly processedLines: bigint;
  readonly attempts: number;
  readonly resultUrlSealed: Buffer | null;
}

export async function continueBackfill(shopId: ShopId, backfillId: bigint): Promise<void> {
  const backfill = await sqlInShop(shopId, (sql) => findBackfill(sql, backfillId));
  if (backfill?.state === 'running')
    return lookAtOperation(shopId, backfill)
      .catch((error) => noteRefusal(shopId, backfill, error))
      .catch((error) => tellNoAccess(shopId, [backfill.id], error));
  if (backfill?.state === 'loading') return loadResult(shopId, backfill);
}

async function findBackfill(sql: ShopSql, backfillId: bigint): Promise<Backfill | undefined> {
  const [row] = await sql.rows<Backfill>(
    `SELECT b.id, b.subject, b.state, b.bulk_operation_id AS "bulkOperationId", b.object_count AS "objectCount", b.file_size AS "fileSize",
       b.processed_lines AS "processedLines", b.attempts, b.result_url_sealed AS "resultUrlSealed"
     FROM backfill b JOIN shop s ON s.id = b.shop_id AND s.state = 'installed' AND s.install_epoch = b.install_epoch
     WHERE b.shop_id = $1 AND b.id = $2`,
    backfillId,
  );
  return row;
}

const urlContext = (shopId: ShopId) => ({ shopId, column: 'backfill.result_url_sealed' });

async function lookAtOperation(shopId: ShopId, backfill: Backfill): Promise<void> {
  const { id, bulkOperationId } = backfill;
  const { bulkOperation } = await adminGraphql(shopId, bulkOperationOperation, { id: bulkOperationId ?? '' });
  const jobPayload = { shopId: String(shopId), backfillId: String(id) };
  switch (bulkOperation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      await sqlInShop(shopId, (sql) =>
        sql.run(
          `UPDATE backfill SET object_count = $3, error = NULL, heartbeat_at = now() WHERE shop_id = $1 AND id = $2 AND state = 'running'`,
          id,
          BigInt(bulkOperation.objectCount),
        ),
      );
      await enqueue('continue-backfill', jobPayload, { delayMs: LOOK_AGAIN_MS, dedupeKey: String(id) });
      return;
    case 'COMPLETED': {
      const { url, objectCount, fileSize } = bulkOperation;
      if (url === null && Number(objectCount) > 0) return noteFailure(shopId, backfill, ofNoUse(RESULT_CUT));
      await sqlInShop(shopId, (sql) =>
        sql.run(
          `UPDATE backfill SET state = 'loading', object_count = $3, file_size = $4, processed_lines = 0, result_url_sealed = $5, heartbeat_at = NULL
           WHERE shop_id = $1 AND id = $2 AND state = 'running'`,
          id,
          BigInt(objectCount),
          fileSize === null ? null : BigInt(fileSize),
          url === null ? null : seal(url, urlContext(shopId)),
        ),
      );
      return continueBackfill(shopId, id);
    }
    default:
      await noteFailure(
        shopId,
        backfill,
        ofNoUse(bulkOperation?.errorCode ?? bulkOperation?.status ?? 'NOT_FOUND'),
      );
  }
}

async function loadResult(shopId: ShopId, backfill: Backfill): Promise<void> {
  if (!(await takeLease(shopId, backfill.id))) return;
  const url = unsealText(backfill.resultUrlSealed, urlContext(shopId));
  try {
    if (url !== null) await loadLines(shopId, { ...backfill, url });
  } catch (error) {
    if (error instanceof BackfillTaken) return;
    const reached = await sqlInShop(shopId, (sql) => findBackfill(sql, backfill.id));
    const hasGoneOn = (reached?.processedLines ?? 0n) > backfill.processedLines;
    const failure = judgeFailure(error, { hasGoneOn });
    log.warn('A bulk result could not be loaded', {
      shopId,
      kind: backfill.subject,
      code: failure.code,
      error,
    });
    return noteFailure(shopId, backfill, failure);
  }
  await finishBackfill(shopId, backfill.id);
}

/** One worker loads at a time; a worker that died is replaced when its heartbeat is a minute old (the database's time). */
async function takeLease(shopId: ShopId, backfillId: bigint): Promise<boolean> {
  const taken = await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET heartbeat_at = now() WHERE shop_id = $1 AND id = $2 AND state = 'loading'
         AND (next_try_at IS NULL OR next_try_at <= $3)
         AND (heartbeat_at IS NULL OR heartbeat_at < now() - interval '${LEASE_SECONDS} seconds')`,
      backfillId,
      now(),
    ),
  );
  return taken === 1;
}

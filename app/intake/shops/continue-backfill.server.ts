import { log } from '~/base/lib/logger.server';
import { seal, unsealText } from '~/base/lib/sealed.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { bulkOperationOperation } from '~/intake/shopify/bulk-operations';
import { finishBackfill } from '~/intake/shops/finish-backfill.server';
import type { BackfillSubject } from '~/intake/shops/install-shop.server';
import { loadLines } from '~/intake/shops/load-lines.server';

/**
 * Takes one backfill a step further: asks how Shopify's bulk operation stands, or loads its result from the line that was
 * last committed. Whoever calls it, twice or after a crash: a line is projected with the count that passes it, in one
 * transaction.
 */
const LOOK_AGAIN_MS = 2_000;
const LEASE_SECONDS = 60;

export interface Backfill {
  readonly id: bigint;
  readonly subject: BackfillSubject;
  readonly state: string;
  readonly bulkOperationId: string | null;
  readonly processedLines: bigint;
  readonly resultUrlSealed: Buffer | null;
}

export async function continueBackfill(shopId: ShopId, backfillId: bigint): Promise<void> {
  const backfill = await sqlInShop(shopId, (sql) => findBackfill(sql, backfillId));
  if (backfill?.state === 'running') return lookAtOperation(shopId, backfill);
  if (backfill?.state === 'loading') return loadResult(shopId, backfill);
}

async function findBackfill(sql: ShopSql, backfillId: bigint): Promise<Backfill | undefined> {
  const [row] = await sql.rows<Backfill>(
    `SELECT b.id, b.subject, b.state, b.bulk_operation_id AS "bulkOperationId", b.processed_lines AS "processedLines", b.result_url_sealed AS "resultUrlSealed"
     FROM backfill b JOIN shop s ON s.id = b.shop_id AND s.state = 'installed' AND s.install_epoch = b.install_epoch
     WHERE b.shop_id = $1 AND b.id = $2`,
    backfillId,
  );
  return row;
}

const urlContext = (shopId: ShopId) => ({ shopId, column: 'backfill.result_url_sealed' });

async function lookAtOperation(shopId: ShopId, { id, bulkOperationId }: Backfill): Promise<void> {
  const { bulkOperation } = await adminGraphql(shopId, bulkOperationOperation, { id: bulkOperationId ?? '' });
  const jobPayload = { shopId: String(shopId), backfillId: String(id) };
  switch (bulkOperation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      await sqlInShop(shopId, (sql) =>
        sql.run(
          `UPDATE backfill SET object_count = $3, heartbeat_at = now() WHERE shop_id = $1 AND id = $2 AND state = 'running'`,
          id,
          BigInt(bulkOperation.objectCount),
        ),
      );
      await enqueue('continue-backfill', jobPayload, { delayMs: LOOK_AGAIN_MS, dedupeKey: String(id) });
      return;
    case 'COMPLETED': {
      const { url, objectCount } = bulkOperation;
      await sqlInShop(shopId, (sql) =>
        sql.run(
          `UPDATE backfill SET state = 'loading', object_count = $3, processed_lines = 0, result_url_sealed = $4, heartbeat_at = NULL
           WHERE shop_id = $1 AND id = $2 AND state = 'running'`,
          id,
          BigInt(objectCount),
          url === null ? null : seal(url, urlContext(shopId)),
        ),
      );
      return continueBackfill(shopId, id);
    }
    default:
      await startOver(shopId, id, bulkOperation?.errorCode ?? bulkOperation?.status ?? 'NOT_FOUND');
  }
}

/** What the bulk operation made is of no use: it is asked for again by the next look at all shops. */
async function startOver(shopId: ShopId, backfillId: bigint, because: string): Promise<void> {
  log.warn('A backfill starts over', { shopId, code: because });
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET state = 'waiting', bulk_operation_id = NULL, result_url_sealed = NULL, processed_lines = 0, error = $3, heartbeat_at = now()
       WHERE shop_id = $1 AND id = $2`,
      backfillId,
      because,
    ),
  );
}

async function loadResult(shopId: ShopId, backfill: Backfill): Promise<void> {
  if (!(await takeLease(shopId, backfill.id))) return;
  const url = unsealText(backfill.resultUrlSealed, urlContext(shopId));
  try {
    if (url !== null) await loadLines(shopId, { ...backfill, url });
  } catch (error) {
    await dropLease(shopId, backfill.id);
    if (error instanceof AdminApiError && error.failure === 'permanent')
      return startOver(shopId, backfill.id, error.code);
    throw error;
  }
  await finishBackfill(shopId, backfill.id);
}

/** One worker loads at a time; a worker that died is replaced when its heartbeat is a minute old (the database's time). */
async function takeLease(shopId: ShopId, backfillId: bigint): Promise<boolean> {
  const taken = await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET heartbeat_at = now() WHERE shop_id = $1 AND id = $2 AND state = 'loading'
         AND (heartbeat_at IS NULL OR heartbeat_at < now() - interval '${LEASE_SECONDS} seconds')`,
      backfillId,
    ),
  );
  return taken === 1;
}

async function dropLease(shopId: ShopId, backfillId: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run('UPDATE backfill SET heartbeat_at = NULL WHERE shop_id = $1 AND id = $2', backfillId),
  );
}

import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { allCustomersQuery } from '~/intake/customers/operations';
import { allOrdersQuery } from '~/intake/orders/operations';
import { allProductsQuery } from '~/intake/products/operations';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { startBulkOperation } from '~/intake/shopify/bulk-operations';
import { ofNoUse } from '~/intake/shops/backfill-failure';
import type { BackfillSubject } from '~/intake/shops/install-shop.server';
import { noteFailure, noteRefusal } from '~/intake/shops/note-failure.server';
import { tellNoAccess } from '~/intake/shops/tell-no-access.server';

/** Products come grouped, each with its variants; the others are too big for that. */
const queries: Record<BackfillSubject, { query: string; groupObjects: boolean }> = {
  products: { query: allProductsQuery, groupObjects: true },
  customers: { query: allCustomersQuery, groupObjects: false },
  orders: { query: allOrdersQuery, groupObjects: false },
};

const LOOK_AGAIN_MS = 2_000;

/** Others of ours run: nothing was refused, and the next look asks again. */
const othersRun: ReadonlySet<string> = new Set(['OPERATION_IN_PROGRESS', 'LIMIT_REACHED']);

/**
 * Starts a bulk operation for each subject of the present installation that still waits for one. What Shopify refuses to
 * start is tried again like a result of no use: later each time, and in the end it waits for a person.
 */
export async function startBackfill(shopId: ShopId): Promise<void> {
  const waiting = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; subject: BackfillSubject; attempts: number }>(
      `SELECT b.id, b.subject, b.attempts FROM backfill b JOIN shop s ON s.id = b.shop_id AND s.install_epoch = b.install_epoch AND s.state = 'installed'
       WHERE b.shop_id = $1 AND b.state = 'waiting' AND (b.next_try_at IS NULL OR b.next_try_at <= $2) ORDER BY b.id`,
      now(),
    ),
  );
  const ids = waiting.map(({ id }) => id);
  for (const backfill of waiting) {
    const { id, subject } = backfill;
    const told = await adminGraphql(shopId, startBulkOperation, queries[subject])
      .catch((problem) => noteRefusal(shopId, backfill, problem))
      .catch((problem) => tellNoAccess(shopId, ids, problem));
    if (!told) continue;
    const { bulkOperation, userErrors } = told.bulkOperationRunQuery ?? {
      bulkOperation: null,
      userErrors: [],
    };
    const bulkOperationId = bulkOperation?.id;
    const code = userErrors[0]?.code ?? 'REFUSED';
    if (!bulkOperationId) log.warn('A bulk operation was refused', { shopId, kind: subject, code });
    if (!bulkOperationId && !othersRun.has(code)) {
      await noteFailure(shopId, backfill, ofNoUse(code));
      continue;
    }
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE backfill SET state = CASE WHEN $3::text IS NULL THEN state ELSE 'running' END, bulk_operation_id = $3, error = $4, heartbeat_at = now()
         WHERE shop_id = $1 AND id = $2 AND state = 'waiting'`,
        id,
        bulkOperationId ?? null,
        bulkOperationId ? null : code,
      ),
    );
    if (bulkOperationId)
      await enqueue(
        'continue-backfill',
        { shopId: String(shopId), backfillId: String(id) },
        { delayMs: LOOK_AGAIN_MS },
      );
  }
}

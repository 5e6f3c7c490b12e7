import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { type BackfillFailure, nextTryAt, ofNoUse } from '~/intake/shops/backfill-failure';

interface Tried {
  readonly id: bigint;
  readonly attempts: number;
}

/**
 * What a failure means for the row: the bulk operation is asked for again or its result read on by the next look at all
 * shops, each time later; after the last try the backfill has failed until a person asks again. What was loaded stays.
 */
export async function noteFailure(
  shopId: ShopId,
  { id, attempts }: Tried,
  { code, isCounted, isAnew }: BackfillFailure,
): Promise<void> {
  const counted = attempts + (isCounted ? 1 : 0);
  const tryAt = isCounted ? nextTryAt(counted, now()) : now();
  if (isAnew) log.warn('A backfill starts over', { shopId, code, attempt: counted });
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET error = $3, attempts = $4, next_try_at = $5,
         state = CASE WHEN $5::timestamptz IS NULL THEN 'failed' WHEN $6::boolean THEN 'waiting' ELSE state END,
         bulk_operation_id = CASE WHEN $6 OR $5 IS NULL THEN NULL ELSE bulk_operation_id END,
         result_url_sealed = CASE WHEN $6 OR $5 IS NULL THEN NULL ELSE result_url_sealed END,
         processed_lines = CASE WHEN $6 AND $5 IS NOT NULL THEN 0 ELSE processed_lines END,
         heartbeat_at = NULL
       WHERE shop_id = $1 AND id = $2 AND state IN ('waiting', 'running', 'loading')`,
      id,
      code,
      counted,
      tryAt,
      isAnew,
    ),
  );
}

/** Notes what Shopify refuses whenever it is asked so, such as data that the app may not read; passes on any other error. */
export async function noteRefusal(shopId: ShopId, backfill: Tried, error: unknown): Promise<undefined> {
  if (!(error instanceof AdminApiError && error.failure === 'permanent')) throw error;
  log.warn('Shopify refuses what a backfill asks', { shopId, code: error.code, error });
  await noteFailure(shopId, backfill, ofNoUse(error.code));
}

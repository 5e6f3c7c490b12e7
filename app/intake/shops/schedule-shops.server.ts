import { attemptEach } from '~/base/lib/attempt-each';
import { attemptShops } from '~/base/lib/attempt-shops.server';
import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { log } from '~/base/lib/logger.server';
import { enqueueOrRun } from '~/base/queue/enqueue-or-run.server';
import { acrossShops } from '~/db.server';
import { accessToken, refreshAccessToken } from '~/intake/shopify/access-token.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';

/**
 * What each shop is due for: a reconcile every 12 minutes, the daily sweep on a new day of its own, its mailbox, a
 * backfill that lost its worker, a privacy request that is still open, a consent that
 * Shopify does not know, a token that was not renewed for a week. Without the queue this worker does it itself.
 */
// Marketing waits once a reconcile is older than 15: a look each minute, the queue and the run itself lie between.
const RECONCILE_EVERY_MINUTES = 12;
const QUIET_BACKFILL_SECONDS = 120;
const RENEW_AFTER_DAYS = 7;
const REFRESH_TOKEN_DAYS = 90;

interface DueShop {
  readonly id: bigint;
  readonly domain: string;
  readonly timeZone: string;
  readonly sweptOn: string | null;
  readonly isReconcileDue: boolean;
  readonly hasMailbox: boolean;
  readonly isLoaded: boolean;
}

export async function scheduleShops(): Promise<void> {
  const shops = await acrossShops('schedule', (sql) =>
    sql.rows<DueShop>(
      `SELECT s.id, s.domain, s.time_zone AS "timeZone", s.swept_on AS "sweptOn",
         coalesce(greatest(s.reconciled_through, s.changes_read_through) < $1::timestamptz - interval '${RECONCILE_EVERY_MINUTES} minutes', true)
           -- What failed to load waits for a person; what is new in the shop meanwhile is read all the same.
           AND NOT EXISTS (SELECT FROM backfill b WHERE b.shop_id = s.id AND b.install_epoch = s.install_epoch AND b.state NOT IN ('done', 'cancelled', 'failed')) AS "isReconcileDue",
         s.inbound_sealed IS NOT NULL AS "hasMailbox",
         NOT EXISTS (SELECT FROM backfill b WHERE b.shop_id = s.id AND b.install_epoch = s.install_epoch AND b.state NOT IN ('done', 'cancelled')) AS "isLoaded"
       FROM shop s WHERE s.state = 'installed' ORDER BY s.id`,
      now(),
    ),
  );
  await attemptEach([
    () => attemptShops(shops, scheduleShop),
    wakeBackfills,
    wakePrivacyRequests,
    wakeConsents,
    renewTokens,
  ]);
}

async function scheduleShop(shop: DueShop): Promise<void> {
  const shopId = String(shop.id);
  if (shop.isReconcileDue) await enqueueOrRun('reconcile-shop', { shopId }, { dedupeKey: shopId });
  if (shop.hasMailbox) await enqueueOrRun('read-inbound', { shopId }, { dedupeKey: shopId });
  if (shop.isLoaded && shop.sweptOn !== isoDay(localDay(now(), shop.timeZone)))
    await enqueueOrRun('daily-sweep', { shopId }, { dedupeKey: shopId });
}

async function wakeBackfills(): Promise<void> {
  const quiet = await acrossShops('schedule', (sql) =>
    sql.rows<{ id: bigint; shopId: bigint; state: string }>(
      `SELECT b.id, b.shop_id AS "shopId", b.state FROM backfill b JOIN shop s ON s.id = b.shop_id AND s.install_epoch = b.install_epoch
       WHERE s.state = 'installed' AND b.state IN ('waiting', 'running', 'loading')
         AND (b.next_try_at IS NULL OR b.next_try_at <= $1)
         AND (b.heartbeat_at IS NULL OR b.heartbeat_at < now() - interval '${QUIET_BACKFILL_SECONDS} seconds')`,
      now(),
    ),
  );
  for (const { id, shopId, state } of quiet) {
    if (state === 'waiting')
      await enqueueOrRun('start-backfill', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
    else
      await enqueueOrRun(
        'continue-backfill',
        { shopId: String(shopId), backfillId: String(id) },
        { dedupeKey: String(id) },
      );
  }
}

async function wakePrivacyRequests(): Promise<void> {
  const open = await acrossShops('schedule', (sql) =>
    sql.rows<{ id: bigint; shopId: bigint }>(
      `SELECT id, shop_id AS "shopId" FROM privacy_request WHERE completed_at IS NULL ORDER BY id LIMIT 500`,
    ),
  );
  for (const { id, shopId } of open)
    await enqueueOrRun(
      'carry-out-privacy-request',
      { shopId: String(shopId), requestId: String(id) },
      { dedupeKey: String(id) },
    );
}

/** What a customer told us and Shopify does not know yet, because the job was lost or Shopify was away; each in its time. */
async function wakeConsents(): Promise<void> {
  const owed = await acrossShops('schedule', (sql) =>
    sql.rows<{ shopId: bigint; customerId: bigint }>(
      `SELECT c.shop_id AS "shopId", c.customer_id AS "customerId" FROM consent c
       JOIN shop s ON s.id = c.shop_id AND s.state = 'installed'
       WHERE c.write_owed AND c.next_try_at <= $1
       ORDER BY c.next_try_at LIMIT 500`,
      now(),
    ),
  );
  for (const { shopId, customerId } of owed)
    await enqueueOrRun(
      'write-consent',
      { shopId: String(shopId), customerId: String(customerId) },
      { dedupeKey: String(customerId) },
    );
}

/** A refresh token lives for 90 days from its last use: a shop that nobody opens would lose its access. */
async function renewTokens(): Promise<void> {
  const stale = await acrossShops('schedule', (sql) =>
    sql.rows<{ shop: string }>(
      `SELECT se.shop FROM session se JOIN shop s ON s.domain = se.shop AND s.state = 'installed'
       WHERE NOT se."isOnline" AND se."refreshTokenExpires" < now() + interval '${REFRESH_TOKEN_DAYS - RENEW_AFTER_DAYS} days' LIMIT 100`,
    ),
  );
  for (const { shop } of stale) {
    try {
      await refreshAccessToken(shop, await accessToken(shop));
    } catch (error) {
      log.warn('A token could not be renewed', {
        code: error instanceof AdminApiError ? error.code : 'ERROR',
        error,
      });
    }
  }
}

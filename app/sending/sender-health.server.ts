import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import type { ShopSql } from '~/db.server';
import {
  type HealthNews,
  type HealthState,
  healthAfter,
  healthy,
  type SenderHealth,
} from '~/sending/breaker';

const SEEN_EVERY_MS = 10_000;

/**
 * Shops whose server this process saw well, and when, by the application's clock: for a while after it, good news of the
 * same kind is no news.
 */
const knownWell = new Map<bigint, number>();

/** Takes what the tries of a batch say about the shop's mail server; the row is written only when it changes. */
export async function hearOfSender(sql: ShopSql, news: readonly HealthNews[], at: Date): Promise<void> {
  if (news.length === 0) return;
  const sinceMs = at.getTime() - (knownWell.get(sql.shopId) ?? Number.NEGATIVE_INFINITY);
  if (sinceMs >= 0 && sinceMs < SEEN_EVERY_MS && news.every(({ kind }) => kind === 'accepted')) return;
  knownWell.delete(sql.shopId);
  const before = await lockHealth(sql, at);
  const after = healthAfter(before, news, at);
  const hasSent = news.some(({ kind }) => kind === 'accepted');
  if (after.state === 'ok' && after.failures === 0) knownWell.set(sql.shopId, at.getTime());
  const seenMs = hasSent ? at.getTime() - (before.lastSentAt?.getTime() ?? 0) : 0;
  if (isSame(before, after) && seenMs < SEEN_EVERY_MS) return;
  await sql.run(
    `UPDATE sender_health SET state = $2, failures = $3, next_try_at = $4, last_error = $5,
       last_sent_at = coalesce($6, last_sent_at), changed_at = CASE WHEN state = $2 THEN changed_at ELSE $7 END
     WHERE shop_id = $1`,
    after.state,
    after.failures,
    after.nextTryAt,
    after.lastError,
    hasSent ? at : null,
    at,
  );
  if (after.state !== before.state)
    log.warn('Mail server of a shop changed its state', { shopId: sql.shopId, state: after.state });
}

/**
 * What was heard before, for this transaction alone to change. There is nothing to lock before the first news of a shop:
 * two workers that bring it at once would both build on nothing, and the second would forget what the first had said.
 */
async function lockHealth(sql: ShopSql, at: Date): Promise<SenderHealth & { lastSentAt: Date | null }> {
  const lock = () =>
    sql.rows<SenderHealth & { lastSentAt: Date | null }>(
      `SELECT state, failures, next_try_at AS "nextTryAt", last_error AS "lastError", last_sent_at AS "lastSentAt"
       FROM sender_health WHERE shop_id = $1 FOR UPDATE`,
    );
  const [known] = await lock();
  if (known) return known;
  await sql.run(
    'INSERT INTO sender_health (shop_id, changed_at) VALUES ($1, $2) ON CONFLICT (shop_id) DO NOTHING',
    at,
  );
  const [made] = await lock();
  return made ?? { ...healthy, lastSentAt: null };
}

function isSame(a: SenderHealth, b: SenderHealth): boolean {
  return (
    a.state === b.state &&
    a.failures === b.failures &&
    a.lastError === b.lastError &&
    (a.nextTryAt?.getTime() ?? 0) === (b.nextTryAt?.getTime() ?? 0)
  );
}

/** How the shop's mail server is doing, for the panel. */
export async function loadSenderHealth(
  sql: ShopSql,
): Promise<SenderHealth & { lastSentAt: Date | null; changedAt: Date | null }> {
  const [row] = await sql.rows<
    SenderHealth & { state: HealthState; lastSentAt: Date | null; changedAt: Date }
  >(
    `SELECT state, failures, next_try_at AS "nextTryAt", last_error AS "lastError", last_sent_at AS "lastSentAt",
       changed_at AS "changedAt" FROM sender_health WHERE shop_id = $1`,
  );
  return row ?? { ...healthy, lastSentAt: null, changedAt: null };
}

/** A person says that the mail server is well again, or changed its settings: what waits is sent with the next sweep. */
export async function resumeSender(sql: ShopSql): Promise<void> {
  await sql.run(
    `UPDATE sender_health SET state = 'ok', failures = 0, next_try_at = NULL, last_error = NULL, changed_at = $2 WHERE shop_id = $1`,
    now(),
  );
}

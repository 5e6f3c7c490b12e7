import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { waitsForOrdersSql } from '~/base/vocabulary/message-state-sql';
import { sqlInShop } from '~/db.server';
import type { LookChange } from '~/sending/last-look';

/**
 * Marketing that found the shop's reconcile too old waits for one, and not for a fixed time: whoever sent it away asks
 * for a reconcile at once, and when that is over what waited is due again. Its own new time, minutes later, is for a
 * reconcile that never comes.
 */
const ASK_EVERY_MS = 5_000;
const askedAtMs = new Map<bigint, number>();

/** To be called after the transaction that moved them. Asking twice makes one reconcile. */
export async function askForReconcile(shopId: bigint, changes: readonly LookChange[]): Promise<void> {
  if (!changes.some(({ reason }) => reason.code === 'held-not-reconciled')) return;
  const realMs = Date.now();
  if (realMs - (askedAtMs.get(shopId) ?? 0) < ASK_EVERY_MS) return;
  if (askedAtMs.size > 1_000) askedAtMs.clear();
  askedAtMs.set(shopId, realMs);
  await enqueue('reconcile-shop', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
}

const BATCH = 500;

/** What waited for the shop's reconcile is due now. Returns how many messages. Doing it twice finds nothing. */
export async function judgeAgain(shopId: bigint): Promise<number> {
  for (let count = 0; ; ) {
    const judged = await judgeBatch(shopId);
    count += judged;
    if (judged < BATCH) return count;
  }
}

/** Under the customers' locks, in the order of ids, so that no plan puts back the time that it read before. */
async function judgeBatch(shopId: bigint): Promise<number> {
  const at = now();
  return sqlInShop(shopId, async (sql) => {
    const rows = await sql.rows(
      `WITH waiting AS MATERIALIZED (
         SELECT id, customer_id FROM message
         WHERE shop_id = $1 AND ${waitsForOrdersSql} AND due_at > $2
         ORDER BY due_at, id LIMIT ${BATCH}
       ),
       person AS MATERIALIZED (
         SELECT id FROM customer WHERE shop_id = $1 AND id IN (SELECT customer_id FROM waiting)
         ORDER BY id FOR NO KEY UPDATE
       ),
       changed AS (
         UPDATE message m SET due_at = $2, why = m.why - (-1), changed_at = $2
         FROM waiting w WHERE m.shop_id = $1 AND m.id = w.id AND m.customer_id IN (SELECT id FROM person)
           AND ${waitsForOrdersSql}
         RETURNING m.id
       )
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'planned', 'planned', 'sender', '{"code":"hold-ended"}', $2 FROM changed
       RETURNING message_id`,
      at,
    );
    return rows.length;
  });
}

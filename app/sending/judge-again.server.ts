import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { waitsForOrdersSql } from '~/base/vocabulary/message-state-sql';
import { sqlInShop } from '~/db.server';
import { lockCustomers, lockProjection } from '~/intake/customers/lock-customer.server';
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

/** Under the customers' locks, so that no plan puts back the time that it read before. */
async function judgeBatch(shopId: bigint): Promise<number> {
  const at = now();
  return sqlInShop(shopId, async (sql) => {
    await lockProjection(sql);
    const waiting = await sql.rows<{ id: bigint; customerId: bigint }>(
      `SELECT id, customer_id AS "customerId" FROM message
       WHERE shop_id = $1 AND ${waitsForOrdersSql} AND due_at > $2
       ORDER BY due_at, id LIMIT ${BATCH}`,
      at,
    );
    const customerIds = waiting.map(({ customerId }) => customerId);
    await lockCustomers(sql, customerIds);
    return sql.run(
      `WITH changed AS (
         UPDATE message m SET due_at = $2, why = m.why - (-1), changed_at = $2
         WHERE m.shop_id = $1 AND m.id = ANY($3::int8[]) AND m.customer_id = ANY($4::int8[]) AND ${waitsForOrdersSql}
         RETURNING m.id
       )
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'planned', 'planned', 'sender', '{"code":"hold-ended"}', $2 FROM changed`,
      at,
      waiting.map(({ id }) => id),
      customerIds,
    );
  });
}

import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { stopOf } from '~/care/suppressions/stop-of.server';
import { liftSuppression } from '~/care/suppressions/suppress.server';
import { takeBackNo } from '~/care/suppressions/take-back-no.server';
import type { UnsubscribeRequest } from '~/care/suppressions/unsubscribe.server';
import { sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

/**
 * A customer who had unsubscribed asks, on the page behind the signed link in their own mail, to be written to again.
 * Only their own "no" is lifted, only by a mail that went to the address it is for, and what stood before comes back: a
 * mail that was passed on, an old address or a forged form must not subscribe anybody.
 *
 * @returns whether they are written to again
 */
export async function subscribeAgain({ shopId, customerId, mailId }: UnsubscribeRequest): Promise<boolean> {
  const id = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const stop = await stopOf(sql, customer.id, mailId);
    if (stop?.wayBack !== 'here') return null;
    const [row] = await sql.rows<{ hash: Buffer | null }>(
      `SELECT email_hash AS hash FROM customer WHERE shop_id = $1 AND id = $2`,
      customer.id,
    );
    if (!row?.hash) return null;
    await liftSuppression(sql, { emailHash: row.hash, reason: 'unsubscribe', by: 'customer' });
    await takeBackNo(sql, customer.id);
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (id === null) return false;
  await wakePlanner(shopId, id);
  await enqueue('write-consent', { shopId: String(shopId), customerId: String(id) });
  return true;
}

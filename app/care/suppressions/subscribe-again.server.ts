import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { liftSuppression } from '~/care/suppressions/suppress.server';
import { tellConsent } from '~/care/suppressions/tell-consent.server';
import { sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

/**
 * A customer who had unsubscribed asks, on the page behind the signed link in their own mail, to be written to again.
 * Only their own "no" is lifted: a bounce or a spam report stays.
 */
export async function subscribeAgain(shopId: bigint, customerId: bigint): Promise<void> {
  const id = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const [row] = await sql.rows<{ hash: Buffer | null }>(
      `SELECT email_hash AS hash FROM customer WHERE shop_id = $1 AND id = $2`,
      customer.id,
    );
    if (!row?.hash) return null;
    await liftSuppression(sql, { emailHash: row.hash, reason: 'unsubscribe', by: 'customer' });
    await tellConsent(sql, {
      customerId: customer.id,
      state: 'SUBSCRIBED',
      source: 'carafe-preferences-page',
    });
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (id === null) return;
  await wakePlanner(shopId, id);
  await enqueue('write-consent', { shopId: String(shopId), customerId: String(id) });
}

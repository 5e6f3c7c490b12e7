import { now } from '~/base/lib/clock.server';
import { countUp } from '~/base/lib/metrics.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { suppress } from '~/care/suppressions/suppress.server';
import { tellConsent } from '~/care/suppressions/tell-consent.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface UnsubscribeRequest {
  readonly shopId: bigint;
  readonly customerId: bigint;
  /** The mail whose link was used: named by the link's signature, or found by its Message-ID. */
  readonly mailId?: bigint | undefined;
}

/**
 * Stops everything but transactional mail, at once: the address that the mail went to and the one that the customer has
 * now are suppressed, UNSUBSCRIBED is kept and owed to Shopify, and the plan is made anew. Under the customer's lock,
 * so a mail whose last look comes later sees it. Doing it again is the same "no", said now.
 */
export async function unsubscribe(
  request: UnsubscribeRequest,
  via: 'one-click' | 'page' | 'reply',
): Promise<{ readonly changed: boolean }> {
  const result = await sqlInShop(request.shopId, (sql) => unsubscribeIn(sql, request, via));
  if (result.customerId !== null && result.changed) {
    countUp('carafe_unsubscribes_total', { via });
    await wakePlanner(request.shopId, result.customerId);
    await enqueue('write-consent', { shopId: String(request.shopId), customerId: String(result.customerId) });
  }
  return { changed: result.changed };
}

/** The same in a transaction that is open already; the jobs are the caller's. */
export async function unsubscribeIn(
  sql: ShopSql,
  { customerId, mailId }: UnsubscribeRequest,
  via: string,
): Promise<{ changed: boolean; customerId: bigint | null }> {
  const customer = await lockCustomer(sql, customerId);
  // The mail counts whoever has it now: after a merge it belongs to the one they became, and it may go on from there.
  const hashes = await sql.rows<{ hash: Buffer }>(
    `SELECT email_hash AS hash FROM customer WHERE shop_id = $1 AND id = ANY ($2::bigint[]) AND email_hash IS NOT NULL
     UNION SELECT email_hash FROM mail WHERE shop_id = $1 AND id = $3 AND email_hash IS NOT NULL`,
    [customerId, customer?.id ?? customerId],
    mailId ?? 0n,
  );
  let changed = false;
  for (const { hash } of hashes) {
    changed =
      (await suppress(sql, {
        emailHash: hash,
        reason: 'unsubscribe',
        scope: 'not_transactional',
        detail: via,
      })) || changed;
  }
  // A "yes" from before this may still come; it must not find a "no" that seems older than it is.
  await sql.run(
    `UPDATE suppression SET created_at = $3
     WHERE shop_id = $1 AND email_hash = ANY ($2::bytea[]) AND reason = 'unsubscribe' AND lifted_at IS NULL AND created_at < $3`,
    hashes.map(({ hash }) => hash),
    now(),
  );
  if (mailId !== undefined) {
    await sql.run(
      `UPDATE mail SET unsubscribed_at = $3 WHERE shop_id = $1 AND id = $2 AND unsubscribed_at IS NULL`,
      mailId,
      now(),
    );
  }
  // One who is deleted may yet be told to have become another, who has this "no" then.
  if (!customer || customer.redactedAt) return { changed, customerId: null };
  changed =
    (await tellConsent(sql, { customerId: customer.id, state: 'UNSUBSCRIBED', source: `carafe-${via}` })) ||
    changed;
  if (changed) {
    await sql.run(
      `INSERT INTO engagement (shop_id, customer_id, mail_id, purpose, detail, at) VALUES ($1, $2, $3, 'unsubscribe', $4, $5)`,
      customer.id,
      mailId ?? null,
      JSON.stringify({ via }),
      now(),
    );
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
  }
  return { changed, customerId: customer.id };
}

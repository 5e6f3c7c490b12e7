import { now } from '~/base/lib/clock.server';
import { unsealText } from '~/base/lib/sealed.server';
import { changeOfCustomer } from '~/care/people/change-of-customer.server';
import { openComplaint } from '~/care/people/open-complaint.server';
import type { ShopSql } from '~/db.server';

/**
 * What they wrote back is a complaint: the task to answer it is done, and a complaint stands in its place with their
 * words, or they join the one that is open. False: somebody else was quicker, or it is no reply.
 */
export async function complainOfReply(
  shopId: bigint,
  { id, by }: { id: bigint; by: string },
): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'task', id }, async (sql) => {
    const [task] = await sql.rows<{ customerId: bigint; messageId: bigint | null; createdAt: Date }>(
      `UPDATE task SET state = 'done', done_at = $3, outcome = 'complaint', owner = $4
       WHERE shop_id = $1 AND id = $2 AND state = 'open' AND kind = 'answer-reply' AND customer_id IS NOT NULL
       RETURNING customer_id AS "customerId", message_id AS "messageId", created_at AS "createdAt"`,
      id,
      now(),
      by,
    );
    if (!task) return 0;
    const { customerId, createdAt } = task;
    const text = await wordsSince(sql, { customerId, since: createdAt });
    await openComplaint(sql, { customerId, messageId: task.messageId ?? undefined, text });
    return 1;
  });
}

async function wordsSince(
  sql: ShopSql,
  { customerId, since }: { customerId: bigint; since: Date },
): Promise<string> {
  const rows = await sql.rows<{ sealed: Buffer | null }>(
    `SELECT text_sealed AS sealed FROM contact_note
     WHERE shop_id = $1 AND customer_id = $2 AND kind = 'reply' AND at >= $3 ORDER BY at, id`,
    customerId,
    since,
  );
  const words = rows.map(
    ({ sealed }) =>
      unsealText(sealed, { shopId: sql.shopId, column: 'contact_note.text_sealed' })?.trim() ?? '',
  );
  return words.filter(Boolean).join('\n\n');
}

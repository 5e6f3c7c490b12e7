import { now } from '~/base/lib/clock.server';
import { unsealText } from '~/base/lib/sealed.server';
import { changeOfCustomer } from '~/care/people/change-of-customer.server';
import { openComplaint } from '~/care/people/open-complaint.server';
import type { ShopSql } from '~/db.server';

/**
 * What they wrote back is a complaint: the task to answer it is done, and a complaint stands in its place with their
 * words, or they join the one that is open. It is about what the mails were about that they answered.
 *
 * @returns false: somebody else was quicker, or it is no reply
 */
export async function complainOfReply(
  shopId: bigint,
  { id, by }: { id: bigint; by: string },
): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'task', id }, async (sql) => {
    const [task] = await sql.rows<{ customerId: bigint; createdAt: Date }>(
      `UPDATE task SET state = 'done', done_at = $3, outcome = 'complaint', owner = $4
       WHERE shop_id = $1 AND id = $2 AND state = 'open' AND kind = 'answer-reply' AND customer_id IS NOT NULL
       RETURNING customer_id AS "customerId", created_at AS "createdAt"`,
      id,
      now(),
      by,
    );
    if (!task) return 0;
    const { customerId } = task;
    const replies = { customerId, since: task.createdAt };
    const text = await wordsSince(sql, replies);
    // The first opens the complaint with its order, the others add what else those mails were about.
    const [first, ...others] = await messagesAnswered(sql, replies);
    await openComplaint(sql, { customerId, messageId: first, text });
    for (const messageId of others) await openComplaint(sql, { customerId, messageId });
    return 1;
  });
}

interface Replies {
  readonly customerId: bigint;
  readonly since: Date;
}

/** Of the mails that were answered, the first answered first; of each its leading message first. */
async function messagesAnswered(sql: ShopSql, { customerId, since }: Replies): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT m.id FROM (SELECT mail_id, min(at) AS at FROM engagement
       WHERE shop_id = $1 AND customer_id = $2 AND purpose = 'reply' AND at >= $3 GROUP BY mail_id) e
     JOIN message m ON m.shop_id = $1 AND m.mail_id = e.mail_id
     ORDER BY e.at, e.mail_id, m.lead_key IS NOT NULL, m.id`,
    customerId,
    since,
  );
  return rows.map(({ id }) => id);
}

async function wordsSince(sql: ShopSql, { customerId, since }: Replies): Promise<string> {
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

import { now } from '~/base/lib/clock.server';
import { sealText, unsealText } from '~/base/lib/sealed.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { WORK_UNDO_MINUTES } from '~/base/vocabulary/work';
import { changeOfCustomer, owePlan } from '~/care/people/change-of-customer.server';
import { openComplaint } from '~/care/people/open-complaint.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface ToldComplaint {
  readonly customerId: bigint;
  /** The order that it is about, if it is about one. */
  readonly orderId?: bigint | undefined;
  readonly text: string;
  /** Who of the shop was told. */
  readonly by: string;
}

export interface NotedComplaint {
  readonly id: bigint;
  /** It joined the complaint that was open already. */
  readonly isJoined: boolean;
}

/**
 * Writes down what a customer complained of by phone or in the shop. It opens a complaint like any other, or joins the one
 * that is open.
 *
 * @returns null: there is no such customer any more
 */
export async function noteComplaint(shopId: bigint, given: ToldComplaint): Promise<NotedComplaint | null> {
  const noted = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, given.customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const { orderId, text } = given;
    const complaintId = await openComplaint(sql, { customerId: customer.id, orderId, text });
    const [row] = await sql.rows<{ id: bigint }>(
      `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at, complaint_id)
       VALUES ($1, $2, 'complaint', $3, $4, $5, $6) RETURNING id`,
      customer.id,
      sealText(text, noteText(sql)),
      given.by,
      now(),
      complaintId,
    );
    await owePlan(sql, customer.id);
    return row ? { id: row.id, isJoined: complaintId === null, customerId: customer.id } : null;
  });
  if (!noted) return null;
  await wakePlanner(shopId, noted.customerId);
  return { id: noted.id, isJoined: noted.isJoined };
}

/**
 * It was written down by mistake: the complaint that it opened is gone, as long as it is new and nobody has added to it.
 * False: it is too late for that; a complaint is closed like any other then.
 */
export async function withdrawComplaint(shopId: bigint, id: bigint): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'contact_note', id }, async (sql) => {
    const [note] = await sql.rows<{ complaintId: bigint; said: Buffer | null; text: Buffer | null }>(
      `SELECT x.id AS "complaintId", n.text_sealed AS said, x.text FROM contact_note n
       JOIN complaint x ON x.shop_id = $1 AND x.id = n.complaint_id AND x.state = 'open'
       WHERE n.shop_id = $1 AND n.id = $2 AND n.at > $3::timestamptz - interval '${WORK_UNDO_MINUTES} minutes' AND n.at <= $3
         AND NOT EXISTS (SELECT FROM answer a WHERE a.shop_id = $1 AND a.customer_id = x.customer_id AND a.at >= x.opened_at)
         AND NOT EXISTS (SELECT FROM task t WHERE t.shop_id = $1 AND t.customer_id = x.customer_id AND t.outcome = 'complaint'
           AND t.done_at >= x.opened_at)
         AND NOT EXISTS (SELECT FROM contact_note l WHERE l.shop_id = $1 AND l.customer_id = x.customer_id
           AND l.kind = 'complaint' AND l.id > n.id)`,
      id,
      now(),
    );
    if (!note) return 0;
    const text = unsealText(note.text, { shopId, column: 'complaint.text' });
    if (text !== unsealText(note.said, noteText(sql))) return 0;
    await sql.run(`DELETE FROM complaint WHERE shop_id = $1 AND id = $2`, note.complaintId);
    return sql.run(`DELETE FROM contact_note WHERE shop_id = $1 AND id = $2`, id);
  });
}

const noteText = ({ shopId }: ShopSql) => ({ shopId, column: 'contact_note.text_sealed' });

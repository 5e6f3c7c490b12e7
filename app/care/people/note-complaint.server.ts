import { now } from '~/base/lib/clock.server';
import { sealText, unsealText } from '~/base/lib/sealed.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { WORK_UNDO_MINUTES } from '~/base/vocabulary/work';
import { changeOfCustomer, type DeedRow, owePlan, rowOfDeed } from '~/care/people/change-of-customer.server';
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
  /** Pressed again under the same key, it is the same complaint. */
  readonly deedKey?: string | undefined;
}

export interface NotedComplaint {
  readonly id: bigint;
  /** It joined the complaint that was open already. */
  readonly isJoined: boolean;
}

/** The complaint that it opened or joined: one customer has one open at a time. */
const deedRow: DeedRow = {
  table: 'contact_note',
  stands: `EXISTS (SELECT FROM complaint x WHERE x.shop_id = $1 AND x.customer_id = r.customer_id AND x.state = 'open'
    AND x.opened_at <= r.at)`,
};

/**
 * Writes down what a customer complained of by phone or in the shop. It opens a complaint like any other, or joins the one
 * that is open.
 *
 * @returns null: there is no such customer any more; 'spent': what this press has noted before is closed
 */
export async function noteComplaint(
  shopId: bigint,
  given: ToldComplaint,
): Promise<NotedComplaint | 'spent' | null> {
  const noted = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, given.customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const { orderId, text, deedKey } = given;
    const before = await rowOfDeed(sql, deedRow, deedKey);
    if (before === 'spent') return before;
    if (before !== null) return { ...(await readNote(sql, before)), customerId: customer.id };
    const complaintId = await openComplaint(sql, { customerId: customer.id, orderId, text });
    const [row] = await sql.rows<{ id: bigint }>(
      `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at, complaint_id, deed_key)
       VALUES ($1, $2, 'complaint', $3, $4, $5, $6, $7::uuid) RETURNING id`,
      customer.id,
      sealText(text, noteText(sql)),
      given.by,
      now(),
      complaintId,
      deedKey ?? null,
    );
    await owePlan(sql, customer.id);
    return row ? { id: row.id, isJoined: complaintId === null, customerId: customer.id } : null;
  });
  if (!noted || noted === 'spent') return noted;
  await wakePlanner(shopId, noted.customerId);
  return { id: noted.id, isJoined: noted.isJoined };
}

async function readNote(sql: ShopSql, id: bigint): Promise<NotedComplaint> {
  const [row] = await sql.rows<{ isJoined: boolean }>(
    `SELECT complaint_id IS NULL AS "isJoined" FROM contact_note WHERE shop_id = $1 AND id = $2`,
    id,
  );
  return { id, isJoined: row?.isJoined ?? false };
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

import { z } from 'zod';
import { unsealText } from '~/base/lib/sealed.server';
import { type Answer, complaintAnswers } from '~/base/vocabulary/answers';
import { type ComplaintCause, complaintCauses, type Remedy, remedies } from '~/base/vocabulary/complaints';
import { closeComplaint, reopenComplaint } from '~/care/people/close-complaint.server';
import type { ShopSql } from '~/db.server';
import { fullName, type SealedPerson } from '~/office/pages/customers/person.server';
import { parseCursor, writeCursor } from '~/office/pages/request/cursor';

export interface ComplaintView {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly orderName: string | null;
  /** Things that the customer named, or that they were asked about; of another order with its name. */
  readonly items: readonly string[];
  /** The answer that began it; null where it came by a letter, or long ago. */
  readonly tapped: Answer | null;
  readonly openedAt: Date;
  /** The customer's own words; '' where they only tapped. */
  readonly text: string;
}

export interface OpenComplaints {
  readonly count: number;
  readonly capped: boolean;
  /** A page of them, the oldest first. */
  readonly first: readonly ComplaintView[];
  /** Where the next page begins. */
  readonly next: string | null;
}

const COUNT_CAP = 100;
const SHOWN = 5;

/** Complaints that nobody has settled, of the whole shop or of one customer: those on home unless `size` says more. */
export async function loadComplaints(
  sql: ShopSql,
  {
    customerId = null,
    after = null,
    size = SHOWN,
  }: { customerId?: bigint | null; after?: string | null; size?: number } = {},
): Promise<OpenComplaints> {
  const from = parseCursor(after);
  const open = `complaint WHERE shop_id = $1 AND state = 'open' AND ($2::bigint IS NULL OR customer_id = $2)`;
  const [counted] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${open} ORDER BY opened_at LIMIT ${COUNT_CAP}) few`,
    customerId,
  );
  const rows = await sql.rows<
    SealedPerson & {
      id: bigint;
      customerId: bigint;
      orderName: string | null;
      items: string[] | null;
      tapped: Answer | null;
      openedAt: Date;
      text: Buffer | null;
    }
  >(
    `SELECT x.id, x.customer_id AS "customerId", o.name AS "orderName", x.opened_at AS "openedAt", x.text,
       (SELECT array_agg(l.title || CASE WHEN l.shopify_order_id = o.shopify_order_id OR lo.name IS NULL THEN '' ELSE ' (' || lo.name || ')' END ORDER BY l.id)
        FROM order_line l LEFT JOIN orders lo ON lo.shop_id = $1 AND lo.shopify_order_id = l.shopify_order_id
        WHERE l.shop_id = $1 AND l.id = ANY (x.order_line_ids)) AS items,
       (SELECT a.answer FROM answer a WHERE a.shop_id = $1 AND a.customer_id = x.customer_id AND a.answer = ANY ($3::text[])
          AND a.at BETWEEN x.opened_at - interval '1 minute' AND x.opened_at + interval '1 minute' ORDER BY a.at LIMIT 1) AS tapped,
       c.first_name_sealed, c.last_name_sealed, c.email_sealed
     FROM (SELECT * FROM ${open} ${from ? 'AND opened_at >= $5 AND (opened_at, id) > ($5::timestamptz, $6::bigint)' : ''}
       ORDER BY opened_at, id LIMIT $4) x
     JOIN customer c ON c.shop_id = $1 AND c.id = x.customer_id
     LEFT JOIN orders o ON o.shop_id = $1 AND o.id = x.order_id ORDER BY x.opened_at, x.id`,
    customerId,
    complaintAnswers,
    size + 1,
    ...(from ? [from.at, from.id] : []),
  );
  const count = counted?.count ?? 0;
  const last = rows.length > size ? rows[size - 1] : undefined;
  return {
    count,
    capped: count >= COUNT_CAP,
    next: last ? writeCursor({ at: last.openedAt, id: last.id }) : null,
    first: rows.slice(0, size).map((row) => ({
      id: String(row.id),
      customerId: String(row.customerId),
      customerName: fullName(sql.shopId, row),
      orderName: row.orderName,
      items: row.items ?? [],
      tapped: row.tapped,
      openedAt: row.openedAt,
      text: unsealText(row.text, { shopId: sql.shopId, column: 'complaint.text' }) ?? '',
    })),
  };
}

/** A complaint that a person has settled. */
export interface SettledComplaint {
  readonly id: string;
  readonly closedAt: Date;
  readonly remedy: Remedy;
  readonly cause: ComplaintCause;
  readonly text: string;
}

/** What a customer complained of and a person has settled, the newest first. */
export async function loadSettled(sql: ShopSql, customerId: bigint): Promise<SettledComplaint[]> {
  const rows = await sql.rows<Omit<SettledComplaint, 'id' | 'text'> & { id: bigint; text: Buffer | null }>(
    `SELECT id, closed_at AS "closedAt", remedy, cause, text FROM complaint
     WHERE shop_id = $1 AND customer_id = $2 AND state = 'closed' AND closed_at IS NOT NULL AND remedy IS NOT NULL
       AND cause IS NOT NULL ORDER BY closed_at DESC LIMIT 20`,
    customerId,
  );
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    text: unsealText(row.text, { shopId: sql.shopId, column: 'complaint.text' }) ?? '',
  }));
}

const id = z.string().regex(/^\d{1,18}$/);
const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('close'), id, remedy: z.enum(remedies), cause: z.enum(complaintCauses) }),
  z.object({ intent: z.literal('reopen'), id }),
]);

/** Closes a complaint or takes that back. Null: what was sent is no such request. */
export async function changeComplaint(
  shopId: bigint,
  by: string,
  asked: unknown,
): Promise<{ status: 'done' | 'gone' } | null> {
  const { data } = schema.safeParse(asked);
  if (!data) return null;
  const complaintId = BigInt(data.id);
  const isDone =
    data.intent === 'close'
      ? await closeComplaint(shopId, { id: complaintId, remedy: data.remedy, cause: data.cause, by })
      : await reopenComplaint(shopId, complaintId);
  return { status: isDone ? 'done' : 'gone' };
}

import { unsealText } from '~/base/lib/sealed.server';
import type { ReorderStatus } from '~/base/vocabulary/customers';
import type { Situation } from '~/base/vocabulary/situations';
import type { ShopSql } from '~/db.server';
import { emailOf, fullName, type SealedPerson } from '~/office/pages/customers/person.server';

/** What helps to talk with somebody: who they are, what they bought last, what is known of them. */
export interface TalkingPoints {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly status: ReorderStatus;
  readonly everyDays: number | null;
  readonly orders: readonly {
    name: string;
    at: Date;
    items: readonly { title: string; quantity: number }[];
  }[];
  readonly complaintSince: Date | null;
  readonly situation: { readonly word: Situation; readonly until: Date | null } | null;
  /** The newest first: what somebody of the shop wrote down on the customer's page, and what the customer wrote back. */
  readonly notes: readonly { at: Date; by: string; text: string; isReply: boolean }[];
}

interface Row extends SealedPerson {
  id: bigint;
  phone_sealed: Buffer | null;
  status: ReorderStatus;
  everyDays: number | null;
  complaintSince: Date | null;
  situation: { word: Situation; until: string | null } | null;
  orders: { name: string; at: string; items: { title: string; quantity: number }[] }[] | null;
}

const ORDERS = 3;
const LINES = 4;
const NOTES = 6;

/** Of so many customers as a page shows, in two statements. */
export async function loadTalkingPoints(
  sql: ShopSql,
  customerIds: readonly bigint[],
  now: Date,
): Promise<Map<bigint, TalkingPoints>> {
  if (customerIds.length === 0) return new Map();
  const rows = await sql.rows<Row>(
    `SELECT c.id, c.first_name_sealed, c.last_name_sealed, c.email_sealed, c.phone_sealed, c.status,
       (c.status_facts ->> 'typicalIntervalDays')::float8 AS "everyDays",
       (SELECT min(x.opened_at) FROM complaint x WHERE x.shop_id = $1 AND x.customer_id = c.id AND x.state = 'open') AS "complaintSince",
       (SELECT json_build_object('word', x.kind, 'until', x.until) FROM contact_note x
        WHERE x.shop_id = $1 AND x.customer_id = c.id AND x.kind IN ('died', 'ill', 'in_grief') AND (x.until IS NULL OR x.until > $3)
        ORDER BY CASE x.kind WHEN 'died' THEN 0 ELSE 1 END, x.at DESC LIMIT 1) AS situation,
       (SELECT json_agg(json_build_object('name', o.name, 'at', o.processed_at, 'items',
            coalesce((SELECT json_agg(json_build_object('title', l.title, 'quantity', l.current_quantity)) FROM (
              SELECT title, current_quantity FROM order_line WHERE shop_id = $1 AND shopify_order_id = o.shopify_order_id
              ORDER BY id LIMIT ${LINES}) l), '[]')) ORDER BY o.processed_at DESC)
        FROM (SELECT name, processed_at, shopify_order_id FROM orders WHERE shop_id = $1 AND customer_id = c.id
          AND deleted_at IS NULL ORDER BY processed_at DESC LIMIT ${ORDERS}) o) AS orders
     FROM customer c WHERE c.shop_id = $1 AND c.id = ANY ($2::bigint[])`,
    customerIds,
    now,
  );
  const notes = await loadNotes(sql, customerIds);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: fullName(sql.shopId, row),
        email: emailOf(sql.shopId, row),
        phone: unsealText(row.phone_sealed, { shopId: sql.shopId, column: 'customer.phone_sealed' }),
        status: row.status,
        everyDays: row.everyDays === null ? null : Math.round(row.everyDays),
        orders: (row.orders ?? []).map((order) => ({ ...order, at: new Date(order.at) })),
        complaintSince: row.complaintSince,
        situation: row.situation && {
          word: row.situation.word,
          until: row.situation.until ? new Date(row.situation.until) : null,
        },
        notes: notes.get(row.id) ?? [],
      },
    ]),
  );
}

async function loadNotes(
  sql: ShopSql,
  customerIds: readonly bigint[],
): Promise<Map<bigint, TalkingPoints['notes'][number][]>> {
  const rows = await sql.rows<{ id: bigint; at: Date; by: string; kind: string; sealed: Buffer | null }>(
    `SELECT a.id, n.at, n.by, n.kind, n.text_sealed AS sealed FROM unnest($2::bigint[]) AS a (id)
     CROSS JOIN LATERAL (SELECT at, by, kind, text_sealed FROM contact_note
       WHERE shop_id = $1 AND customer_id = a.id AND text_sealed IS NOT NULL ORDER BY at DESC LIMIT ${NOTES}) n`,
    customerIds,
  );
  const found = new Map<bigint, TalkingPoints['notes'][number][]>();
  for (const { id, at, by, kind, sealed } of rows) {
    const text = unsealText(sealed, { shopId: sql.shopId, column: 'contact_note.text_sealed' }) ?? '';
    if (text.trim() === '') continue;
    found.set(id, [...(found.get(id) ?? []), { at, by, text, isReply: kind === 'reply' }]);
  }
  return found;
}

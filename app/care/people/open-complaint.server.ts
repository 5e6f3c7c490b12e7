import { now } from '~/base/lib/clock.server';
import { sealText, unsealText } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';

export interface NewComplaint {
  readonly customerId: bigint;
  /** Where it came from a mail: the message, whose order or thing it is about. */
  readonly messageId?: bigint | undefined;
  /** The line of that order that the customer named. */
  readonly lineId?: bigint | undefined;
  /** The customer's own words. */
  readonly text?: string | undefined;
  /** The answer was given within the hour before: what a person has settled since then is not told anew. */
  readonly isAgain?: boolean;
}

/** Of all that is written to one matter; a single answer is 4,000 at most. */
const LONGEST_TEXT = 20_000;

/** One open complaint a customer at a time: what they write while it is open belongs to the same matter. */
export async function openComplaint(
  sql: ShopSql,
  { customerId, messageId, lineId, text: given, isAgain = false }: NewComplaint,
): Promise<void> {
  const context = { shopId: sql.shopId, column: 'complaint.text' };
  const text = given?.trim() ?? '';
  const [open] = await sql.rows<{ id: bigint; text: Buffer | null }>(
    `SELECT id, text FROM complaint WHERE shop_id = $1 AND customer_id = $2 AND state = 'open' LIMIT 1`,
    customerId,
  );
  const lines = await linesOf(sql, { messageId, lineId });
  if (!open) {
    if (isAgain && (await isSettled(sql, { customerId, text, lines }))) return;
    await sql.run(
      `INSERT INTO complaint (shop_id, customer_id, order_id, order_line_ids, text, opened_at)
       VALUES ($1, $2, (SELECT order_id FROM message WHERE shop_id = $1 AND id = $3), $4, $5, $6)`,
      customerId,
      messageId ?? null,
      lines,
      sealText(text.slice(0, LONGEST_TEXT), context),
      now(),
    );
    return;
  }
  await sql.run(
    `UPDATE complaint SET order_line_ids = ARRAY(SELECT DISTINCT unnest(order_line_ids || $3::bigint[]) ORDER BY 1)
     WHERE shop_id = $1 AND id = $2 AND NOT order_line_ids @> $3::bigint[]`,
    open.id,
    lines,
  );
  const before = unsealText(open.text, context) ?? '';
  if (text === '' || before.includes(text)) return;
  const both = before === '' ? text : `${before}\n\n${text}`;
  await sql.run(
    `UPDATE complaint SET text = $3 WHERE shop_id = $1 AND id = $2`,
    open.id,
    sealText(both.slice(0, LONGEST_TEXT), context),
  );
}

/** Was just this told in the complaint that was closed last? */
async function isSettled(
  sql: ShopSql,
  { customerId, text, lines }: { customerId: bigint; text: string; lines: readonly bigint[] },
): Promise<boolean> {
  const [last] = await sql.rows<{ text: Buffer | null; told: boolean }>(
    `SELECT text, order_line_ids @> $3::bigint[] AS told FROM complaint
     WHERE shop_id = $1 AND customer_id = $2 AND state = 'closed' ORDER BY closed_at DESC, id DESC LIMIT 1`,
    customerId,
    lines,
  );
  const words = unsealText(last?.text, { shopId: sql.shopId, column: 'complaint.text' }) ?? '';
  return last?.told === true && words.includes(text);
}

/** The line that was named, if it is one of the message's order; else the thing that the message was about. */
async function linesOf(
  sql: ShopSql,
  { messageId, lineId }: Pick<NewComplaint, 'messageId' | 'lineId'>,
): Promise<bigint[]> {
  if (messageId === undefined) return [];
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT l.id FROM message m
     JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
     JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
     WHERE m.shop_id = $1 AND m.id = $2 AND l.id = coalesce($3::bigint, m.order_line_id)`,
    messageId,
    lineId ?? null,
  );
  return rows.map(({ id }) => id);
}

import { now } from '~/base/lib/clock.server';
import { sealText, unsealText } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';

export interface NewComplaint {
  readonly customerId: bigint;
  /** Where it came from a mail: the message, whose order or thing it is about. */
  readonly messageId?: bigint | undefined;
  /** The line of that order that the customer named. */
  readonly lineId?: bigint | undefined;
  /** The order that they named to somebody of the shop; one that is not theirs names nothing. */
  readonly orderId?: bigint | undefined;
  /** The customer's own words. */
  readonly text?: string | undefined;
  /** The answer was given within the hour before: what a person has settled since then is not told anew. */
  readonly isAgain?: boolean;
}

/** Of all that is written to one matter; a single answer is 4,000 at most. */
const LONGEST_TEXT = 20_000;

/**
 * One open complaint a customer at a time: what they write while it is open belongs to the same matter. A complaint names
 * one order, the first that was told of; of any other order it names the things.
 *
 * @returns the complaint that was opened; null: they joined the one that was open, or told nothing new
 */
export async function openComplaint(
  sql: ShopSql,
  { customerId, messageId, lineId, orderId, text: given, isAgain = false }: NewComplaint,
): Promise<bigint | null> {
  const context = { shopId: sql.shopId, column: 'complaint.text' };
  const text = given?.trim() ?? '';
  const [open] = await sql.rows<{ id: bigint; text: Buffer | null; orderId: bigint | null }>(
    `SELECT id, text, order_id AS "orderId" FROM complaint WHERE shop_id = $1 AND customer_id = $2 AND state = 'open' LIMIT 1`,
    customerId,
  );
  const order = await orderOf(sql, { customerId, messageId, orderId });
  const isOfOther = open !== undefined && open.orderId !== null && open.orderId !== order;
  const lines =
    orderId === undefined
      ? await linesOf(sql, { messageId, lineId })
      : await linesOfOrder(sql, isOfOther ? order : null);
  if (!open) {
    if (isAgain && (await isSettled(sql, { customerId, text, lines }))) return null;
    const [row] = await sql.rows<{ id: bigint }>(
      `INSERT INTO complaint (shop_id, customer_id, order_id, order_line_ids, text, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      customerId,
      order,
      lines,
      sealText(text.slice(0, LONGEST_TEXT), context),
      now(),
    );
    return row?.id ?? null;
  }
  await sql.run(
    `UPDATE complaint SET order_id = coalesce(order_id, $4),
       order_line_ids = ARRAY(SELECT DISTINCT unnest(order_line_ids || $3::bigint[]) ORDER BY 1)
     WHERE shop_id = $1 AND id = $2`,
    open.id,
    lines,
    order,
  );
  const before = unsealText(open.text, context) ?? '';
  if (text === '' || before.includes(text)) return null;
  const both = before === '' ? text : `${before}\n\n${text}`;
  await sql.run(
    `UPDATE complaint SET text = $3 WHERE shop_id = $1 AND id = $2`,
    open.id,
    sealText(both.slice(0, LONGEST_TEXT), context),
  );
  return null;
}

/** The order that was named, if it is the customer's; else the message's. */
async function orderOf(
  sql: ShopSql,
  { customerId, messageId, orderId }: Pick<NewComplaint, 'customerId' | 'messageId' | 'orderId'>,
): Promise<bigint | null> {
  const [row] = await sql.rows<{ id: bigint }>(
    `SELECT id FROM orders WHERE shop_id = $1 AND id = $2 AND customer_id = $3
     UNION ALL SELECT order_id FROM message WHERE shop_id = $1 AND id = $4 AND order_id IS NOT NULL LIMIT 1`,
    orderId ?? null,
    customerId,
    messageId ?? null,
  );
  return row?.id ?? null;
}

async function linesOfOrder(sql: ShopSql, orderId: bigint | null): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT l.id FROM orders o JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
     WHERE o.shop_id = $1 AND o.id = $2 ORDER BY l.id`,
    orderId,
  );
  return rows.map(({ id }) => id);
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

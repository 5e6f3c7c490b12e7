import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { readShopSettings } from '~/base/settings/shop-settings';
import { attribute } from '~/care/answers/attribution';
import type { LinkClaims } from '~/care/answers/link-token';
import { openLink } from '~/care/answers/signed-link.server';
import type { ShopSql } from '~/db.server';

interface Row {
  readonly messageId: bigint;
  readonly mailId: bigint | null;
  readonly needId: bigint;
  readonly sentAt: Date;
  readonly isOwn: boolean;
  readonly orderId: bigint;
  readonly orderedAt: Date;
  readonly token: string | null;
  readonly amountMinor: bigint;
  readonly settings: unknown;
}

/** How far back messages are looked at; the window itself is at most 60 days. */
const LOOK_BACK_DAYS = 120;

/**
 * Marks the customer's orders that followed a message, in the caller's transaction under the customer's lock. Made anew
 * each time from the rows: an order that was cancelled or given back loses its mark, a later webhook with the cart's
 * token turns "after" into "link". The token names the message by itself: an order that came through the link of a mail
 * to somebody else (another address at the checkout, a mail that was passed on) is marked by whoever
 * ordered. Light when nothing was ever sent.
 */
export async function attributeOrders(sql: ShopSql, customerId: bigint): Promise<void> {
  const since = addDays(now(), -LOOK_BACK_DAYS);
  const rows = [
    ...(await sql.prepared<Row>('attribution-candidates', OWN, customerId, since)),
    ...(await ofOthers(sql, customerId, since)),
  ];
  const settings = rows[0]?.settings;
  const found = attribute(
    rows.map((row) => ({ ...row, through: throughOf(row.token, sql.shopId) })),
    readShopSettings(settings).attributionDays,
  );
  if (rows.length === 0 && !(await hasAny(sql, customerId, since))) return;
  await sql.run(
    SAVE,
    customerId,
    since,
    JSON.stringify(
      found.map(({ messageId, orderId, via, amountMinor, at }) => ({
        message: String(messageId),
        order: String(orderId),
        via,
        amount: String(amountMinor),
        at: at.toISOString(),
      })),
    ),
  );
}

/** Messages to others whose links the customer's orders came through. */
async function ofOthers(sql: ShopSql, customerId: bigint, since: Date): Promise<Row[]> {
  const tokens = await sql.rows<{ token: string }>(
    `SELECT attribution_token AS token FROM orders
     WHERE shop_id = $1 AND customer_id = $2 AND processed_at >= $3 AND attribution_token IS NOT NULL`,
    customerId,
    since,
  );
  const named = tokens.flatMap(({ token }) => throughOf(token, sql.shopId) ?? []);
  if (named.length === 0) return [];
  const ids = (of: (claims: LinkClaims) => bigint | undefined) =>
    named.map(of).filter((id) => id !== undefined);
  return sql.rows<Row>(
    OF_OTHERS,
    customerId,
    since,
    ids(({ messageId }) => messageId),
    ids(({ mailId }) => mailId),
  );
}

function throughOf(token: string | null, shopId: bigint) {
  const claims = token === null ? null : openLink('attribution', token);
  return claims?.shopId === shopId ? claims : null;
}

async function hasAny(sql: ShopSql, customerId: bigint, since: Date): Promise<boolean> {
  const rows = await sql.rows(`SELECT 1 FROM ${MARKS} LIMIT 1`, customerId, since);
  return rows.length > 0;
}

const candidates = (whose: string, isOwn: boolean) => `
SELECT m.id AS "messageId", m.mail_id AS "mailId", m.need_id AS "needId", m.sent_at AS "sentAt", ${isOwn} AS "isOwn",
  o.id AS "orderId", o.processed_at AS "orderedAt", o.attribution_token AS token, s.settings,
  sum(l.unit_price_minor * l.current_quantity)::bigint AS "amountMinor"
FROM message m
JOIN shop s ON s.id = $1
JOIN orders o ON o.shop_id = $1 AND o.customer_id = $2 AND o.processed_at >= m.sent_at
JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0
WHERE m.shop_id = $1 AND ${whose} AND m.state = 'sent' AND m.need_id IS NOT NULL AND m.sent_at >= $3
  AND m.class <> 'transactional' AND o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
  AND NOT o.is_test
  -- What the message's need held when it was sent or since: a later split or merge does not change what followed.
  AND EXISTS (SELECT 1 FROM need_variant nv WHERE nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id
    AND nv.need_id = m.need_id AND (nv.valid_until IS NULL OR nv.valid_until >= m.sent_at))
  AND NOT EXISTS (SELECT 1 FROM mail x WHERE x.shop_id = $1 AND x.id = m.mail_id AND x.redirected)
GROUP BY m.id, o.id, s.id
ORDER BY m.sent_at, m.id, o.processed_at, o.shopify_order_id`;

const OWN = candidates('m.customer_id = $2', true);
const OF_OTHERS = candidates(
  `m.customer_id <> $2 AND (m.id = ANY($4::int8[]) OR m.mail_id = ANY($5::int8[])) AND o.attribution_token IS NOT NULL`,
  false,
);

/** The marks that this customer's rows decide: of what they ordered, and of what they got unless another came by its link. */
const MARKS = `(
    SELECT t.* FROM message g JOIN attribution t ON t.shop_id = $1 AND t.message_id = g.id
    WHERE g.shop_id = $1 AND g.customer_id = $2 AND g.sent_at >= $3
    UNION
    SELECT t.* FROM orders b JOIN attribution t ON t.shop_id = $1 AND t.order_id = b.id
    WHERE b.shop_id = $1 AND b.customer_id = $2 AND b.processed_at >= $3) a
  JOIN message m ON m.shop_id = $1 AND m.id = a.message_id AND m.sent_at >= $3
  LEFT JOIN orders o ON o.shop_id = $1 AND o.id = a.order_id
  WHERE (o.customer_id = $2 OR o.customer_id IS NULL OR o.attribution_token IS NULL)`;

const SAVE = `
WITH wanted AS (
  SELECT * FROM json_to_recordset($4::json) AS t (message bigint, "order" bigint, via text, amount bigint, at timestamptz)
), gone AS (
  DELETE FROM attribution WHERE id IN (SELECT a.id FROM ${MARKS}
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.message = a.message_id AND w."order" = a.order_id))
)
INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at)
SELECT $1, message, "order", via, amount, at FROM wanted
ON CONFLICT (message_id, order_id) DO UPDATE SET via = excluded.via, amount_minor = excluded.amount_minor
WHERE (attribution.via, attribution.amount_minor) IS DISTINCT FROM (excluded.via, excluded.amount_minor)`;

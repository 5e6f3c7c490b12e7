import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { readShopSettings } from '~/base/settings/shop-settings';
import { attribute } from '~/care/answers/attribution';
import { openLink } from '~/care/answers/signed-link.server';
import type { ShopSql } from '~/db.server';

interface Row {
  readonly messageId: bigint;
  readonly mailId: bigint | null;
  readonly needId: bigint;
  readonly sentAt: Date;
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
 * token turns "after" into "link". One light query when nothing was ever sent.
 */
export async function attributeOrders(sql: ShopSql, customerId: bigint): Promise<void> {
  const since = addDays(now(), -LOOK_BACK_DAYS);
  const rows = await sql.prepared<Row>('attribution-candidates', CANDIDATES, customerId, since);
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

function throughOf(token: string | null, shopId: bigint) {
  const claims = token === null ? null : openLink('attribution', token);
  return claims?.shopId === shopId ? claims : null;
}

async function hasAny(sql: ShopSql, customerId: bigint, since: Date): Promise<boolean> {
  const rows = await sql.rows(
    `SELECT 1 FROM attribution a JOIN message m ON m.shop_id = $1 AND m.id = a.message_id
     WHERE a.shop_id = $1 AND m.customer_id = $2 AND m.sent_at >= $3 LIMIT 1`,
    customerId,
    since,
  );
  return rows.length > 0;
}

const CANDIDATES = `
SELECT m.id AS "messageId", m.mail_id AS "mailId", m.need_id AS "needId", m.sent_at AS "sentAt", o.id AS "orderId",
  o.processed_at AS "orderedAt", o.attribution_token AS token, s.settings,
  sum(l.unit_price_minor * l.current_quantity)::bigint AS "amountMinor"
FROM message m
JOIN shop s ON s.id = $1
JOIN orders o ON o.shop_id = $1 AND o.customer_id = m.customer_id AND o.processed_at >= m.sent_at
JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0
WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.state = 'sent' AND m.need_id IS NOT NULL AND m.sent_at >= $3
  AND m.class <> 'transactional' AND o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
  AND NOT o.is_test
  -- What the message's need held when it was sent or since: a later split or merge does not change what followed.
  AND EXISTS (SELECT 1 FROM need_variant nv WHERE nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id
    AND nv.need_id = m.need_id AND (nv.valid_until IS NULL OR nv.valid_until >= m.sent_at))
  AND NOT EXISTS (SELECT 1 FROM mail x WHERE x.shop_id = $1 AND x.id = m.mail_id AND x.redirected)
GROUP BY m.id, o.id, s.id
ORDER BY m.sent_at, m.id, o.processed_at, o.shopify_order_id`;

const SAVE = `
WITH wanted AS (
  SELECT * FROM json_to_recordset($4::json) AS t (message bigint, "order" bigint, via text, amount bigint, at timestamptz)
), gone AS (
  DELETE FROM attribution a USING message m
  WHERE a.shop_id = $1 AND m.shop_id = $1 AND m.id = a.message_id AND m.customer_id = $2 AND m.sent_at >= $3
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.message = a.message_id AND w."order" = a.order_id)
)
INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at)
SELECT $1, message, "order", via, amount, at FROM wanted
ON CONFLICT (message_id, order_id) DO UPDATE SET via = excluded.via, amount_minor = excluded.amount_minor
WHERE (attribution.via, attribution.amount_minor) IS DISTINCT FROM (excluded.via, excluded.amount_minor)`;

import type { PanelVoice } from '~/base/strings/panel-voice';
import { isKind } from '~/base/vocabulary/kinds';
import type { OrderPurpose } from '~/base/vocabulary/orders';
import { type ShopSql, sqlInShop } from '~/db.server';
import { usedUpSql } from '~/insight/learning/pools/usage-verdict';
import type { BlockView } from '~/office/blocks/answers';
import type { BlockRequest } from '~/office/blocks/block-request.server';
import { blockMessage, unknownView } from '~/office/blocks/block-view';
import { supplySentence } from '~/office/blocks/customer-block.server';
import { type MessageRow, messageColumns, messageView } from '~/office/pages/queue/message-view.server';

interface OrderRow {
  id: bigint;
  purpose: OrderPurpose;
  cancelled_at: Date | null;
  customer_id: bigint | null;
  reachable: boolean;
  /** The day of the order in the customer's own calendar, which is how the model and the plan count it. */
  ordered_on: string;
}

/**
 * An order as the block on Shopify's own page shows it: which messages it is the reason for, which it made needless,
 * what of it runs out when, and which mail it came after.
 */
export async function loadOrderBlock(
  { shopId, now, voice }: Pick<BlockRequest, 'shopId' | 'now' | 'voice'>,
  shopifyOrderId: string,
): Promise<BlockView> {
  return sqlInShop(shopId, async (sql) => {
    const [order] = await sql.rows<OrderRow>(
      `SELECT o.id, o.purpose, o.cancelled_at, o.customer_id, c.email_sealed IS NOT NULL AS reachable,
         to_char(o.processed_at AT TIME ZONE coalesce(c.time_zone, shop.time_zone), 'YYYY-MM-DD') AS ordered_on
       FROM orders o JOIN shop ON shop.id = $1
       LEFT JOIN customer c ON c.id = o.customer_id AND c.shop_id = $1 AND c.redacted_at IS NULL
       WHERE o.shop_id = $1 AND o.shopify_order_id = $2 AND o.deleted_at IS NULL`,
      shopifyOrderId,
    );
    if (!order) return unknownView(voice.s.blocks.unknownOrder);
    const messages = await loadCaused(sql, order);
    return {
      badge: null,
      sentences: [
        ...standing(order, voice),
        ...(await followed(sql, order, voice)),
        ...(await sparedReminders(sql, order, voice)),
        ...(await runOuts(sql, order, { voice, now })),
        ...(messages.length === 0 && order.purpose === 'purchase' && !order.cancelled_at
          ? [voice.s.blocks.orderCauses]
          : []),
      ],
      messages: messages.map((row) => blockMessage(messageView(shopId, row, now), voice, now)),
      path: order.customer_id === null ? null : `/app/customers/${order.customer_id}`,
    };
  });
}

const SHOWN_MESSAGES = 8;

function loadCaused(sql: ShopSql, order: OrderRow): Promise<MessageRow[]> {
  return sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.order_id = $3 ORDER BY m.due_at, m.id LIMIT ${SHOWN_MESSAGES}`,
    order.customer_id,
    order.id,
  );
}

function standing(order: OrderRow, { s }: PanelVoice): string[] {
  const purpose = s.blocks.orderPurpose[order.purpose];
  return [
    ...(purpose ? [purpose] : []),
    ...(order.cancelled_at ? [s.blocks.orderCancelled] : []),
    ...(order.reachable ? [] : [s.blocks.orderOfNobody]),
  ];
}

async function followed(sql: ShopSql, order: OrderRow, { s, write }: PanelVoice): Promise<string[]> {
  const [row] = await sql.rows<{ via: 'link' | 'after'; kind: string; sent_at: Date | null }>(
    `SELECT a.via, m.kind, m.sent_at FROM attribution a JOIN message m ON m.id = a.message_id AND m.shop_id = $1
     WHERE a.shop_id = $1 AND a.order_id = $2 ORDER BY (a.via = 'link') DESC, m.sent_at DESC LIMIT 1`,
    order.id,
  );
  return row?.sent_at && isKind(row.kind)
    ? [s.blocks.followed[row.via](s.kinds[row.kind], write.dayOf(row.sent_at))]
    : [];
}

/** Reminders that were cancelled because this order came first: the plan keeps that as the reason, with the day. */
async function sparedReminders(sql: ShopSql, order: OrderRow, { s }: PanelVoice): Promise<string[]> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM message m
     WHERE m.shop_id = $1 AND m.customer_id = $2 AND m.state = 'cancelled'
       AND m.why -> -1 ->> 'code' = 'bought-again' AND m.why -> -1 ->> 'on' = $3`,
    order.customer_id,
    order.ordered_on,
  );
  return row && row.count > 0 ? [s.blocks.spared(row.count)] : [];
}

const SHOWN_SUPPLIES = 3;

/** What was bought here and has not been bought since: when it likely runs out. */
async function runOuts(
  sql: ShopSql,
  order: OrderRow,
  { voice, now }: { voice: PanelVoice; now: Date },
): Promise<string[]> {
  const rows = await sql.rows<{ title: string; p10_on: string; p50_on: string; p90_on: string }>(
    `SELECT DISTINCT n.title, f.p10_on, f.p50_on, f.p90_on FROM orders o
     JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0
     JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.valid_until IS NULL
     JOIN need n ON n.id = nv.need_id AND n.shop_id = $1
     LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
     JOIN forecast f ON f.need_id = n.id AND f.shop_id = $1 AND f.customer_id = o.customer_id
       AND f.last_purchase_on = $3::date
     WHERE o.shop_id = $1 AND o.id = $2 AND ${usedUpSql} ORDER BY f.p50_on, n.title LIMIT ${SHOWN_SUPPLIES}`,
    order.id,
    order.ordered_on,
  );
  return rows.map(({ title, p10_on: p10On, p50_on: p50On, p90_on: p90On }) =>
    supplySentence({ title, p10On, p50On, p90On }, now, voice),
  );
}

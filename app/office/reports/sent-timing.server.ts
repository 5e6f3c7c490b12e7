import type { ShopSql } from '~/db.server';

/** What followed the reminders that were sent: days until the need was bought again. */
export interface SentTiming {
  readonly within3: number;
  readonly within14: number;
  readonly later: number;
  /** Not bought again, 14 days and more after. */
  readonly open: number;
  /** Not bought again, and under 14 days old: too early to say. */
  readonly young: number;
}

export const nothingSent: SentTiming = { within3: 0, within14: 0, later: 0, open: 0, young: 0 };

/** The reminders since then, each with the first order of its need after it. */
export async function countSentTiming(
  sql: ShopSql,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<SentTiming> {
  const [row] = await sql.rows<SentTiming>(
    `WITH sent AS MATERIALIZED (
       SELECT m.customer_id, m.need_id, m.sent_at FROM message m
       WHERE m.shop_id = $1 AND m.state = 'sent' AND m.kind = 'running-low' AND m.sent_at >= $2
     ), followed AS (
       SELECT s.sent_at, (SELECT min(o.processed_at) FROM orders o
         JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
         JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.valid_until IS NULL
           AND nv.need_id = s.need_id
         WHERE o.shop_id = $1 AND o.customer_id = s.customer_id AND o.processed_at > s.sent_at AND o.cancelled_at IS NULL
           AND o.purpose = 'purchase') AS ordered_at FROM sent s
     )
     SELECT count(*) FILTER (WHERE ordered_at <= sent_at + interval '3 days')::int AS within3,
       count(*) FILTER (WHERE ordered_at > sent_at + interval '3 days' AND ordered_at <= sent_at + interval '14 days')::int AS within14,
       count(*) FILTER (WHERE ordered_at > sent_at + interval '14 days')::int AS later,
       count(*) FILTER (WHERE ordered_at IS NULL AND sent_at <= $3::timestamptz - interval '14 days')::int AS open,
       count(*) FILTER (WHERE ordered_at IS NULL AND sent_at > $3::timestamptz - interval '14 days')::int AS young
     FROM followed`,
    since,
    until,
  );
  return row ?? nothingSent;
}

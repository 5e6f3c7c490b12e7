import { isKind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { type FunnelHealth, funnelHealth, type KindCounts } from '~/office/reports/funnel';

export interface KindReport extends KindCounts {
  readonly health: FunnelHealth;
}

/**
 * What was sent between two instants, by kind: to how many, what they did, and which orders followed. A mail counts for
 * the kind that led it, an order once, as "through the link" where it was.
 */
export async function loadHomeReport(
  sql: ShopSql,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<KindReport[]> {
  const rows = await sql.rows<Omit<KindCounts, 'kind'> & { kind: string }>(REPORT, since, until);
  return rows.flatMap((row) => {
    const { kind } = row;
    if (!isKind(kind)) return [];
    const counts = { ...row, kind };
    return [{ ...counts, health: funnelHealth(counts) }];
  });
}

const REPORT = `
WITH sent AS (
  SELECT id, lead_kind AS kind, customer_id, first_click_at, replied_at, unsubscribed_at, bounced_at, spam_reported_at
  FROM mail WHERE shop_id = $1 AND sent_at >= $2 AND sent_at < $3 AND NOT redirected
), per_order AS (
  SELECT s.kind, a.order_id, bool_or(a.via = 'link') AS linked, sum(a.amount_minor) AS amount
  FROM sent s
  JOIN message m ON m.shop_id = $1 AND m.mail_id = s.id
  JOIN attribution a ON a.shop_id = $1 AND a.message_id = m.id
  GROUP BY s.kind, a.order_id
), orders_of AS (
  SELECT kind, count(*) FILTER (WHERE linked)::int AS linked, count(*) FILTER (WHERE NOT linked)::int AS after,
    sum(amount)::bigint AS amount, sum(amount) FILTER (WHERE linked)::bigint AS linked_amount
  FROM per_order GROUP BY kind
)
SELECT s.kind, count(*)::int AS sent, count(DISTINCT s.customer_id)::int AS customers,
  count(s.first_click_at)::int AS clicked,
  count(*) FILTER (WHERE s.replied_at IS NOT NULL OR EXISTS
    (SELECT 1 FROM engagement e WHERE e.shop_id = $1 AND e.mail_id = s.id AND e.purpose = 'answer'))::int AS answered,
  count(s.unsubscribed_at)::int AS unsubscribed, count(s.bounced_at)::int AS bounced,
  count(s.spam_reported_at)::int AS "spamReports", coalesce(max(o.linked), 0) AS "ordersThroughLink",
  coalesce(max(o.after), 0) AS "ordersAfter", coalesce(max(o.amount), 0)::bigint AS "amountMinor",
  coalesce(max(o.linked_amount), 0)::bigint AS "amountThroughLinkMinor"
FROM sent s LEFT JOIN orders_of o ON o.kind = s.kind
GROUP BY s.kind ORDER BY count(*) DESC, s.kind`;

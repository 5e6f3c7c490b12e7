import { isComplaintSql } from '~/base/vocabulary/answer-sql';
import { isKind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { type FunnelHealth, funnelHealth, type KindCounts } from '~/office/reports/funnel';

export interface KindReport extends KindCounts {
  readonly health: FunnelHealth;
}

export interface HomeReport {
  /** Of what went to customers. */
  readonly kinds: readonly KindReport[];
  /** Mails that went to the merchant instead; they count in nothing else. */
  readonly redirected: number;
}

/**
 * What was sent between two instants, by kind: to how many, what they did, and which orders followed. A mail counts for
 * the kind that led it; an order once, for the kind through whose link it came, or else for the one that it owes most.
 * What followed is what followed these mails, whenever it did, so that each count is one of the mails or of the orders
 * that came of them.
 */
export async function loadHomeReport(
  sql: ShopSql,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<HomeReport> {
  const rows = await sql.rows<Omit<KindCounts, 'kind'> & { kind: string; redirected: number }>(
    REPORT,
    since,
    until,
  );
  return {
    kinds: rows.flatMap(({ redirected: _, ...row }) => {
      const { kind } = row;
      if (!isKind(kind) || row.sent === 0) return [];
      const counts = { ...row, kind };
      return [{ ...counts, health: funnelHealth(counts) }];
    }),
    redirected: rows.reduce((sum, { redirected }) => sum + redirected, 0),
  };
}

const REPORT = `
WITH gone AS (
  SELECT id, lead_kind AS kind, customer_id, first_click_at, replied_at, unsubscribed_at, bounced_at, spam_reported_at,
    redirected
  FROM mail WHERE shop_id = $1 AND sent_at >= $2 AND sent_at < $3
), sent AS (
  SELECT * FROM gone WHERE NOT redirected
), per_kind AS (
  SELECT s.kind, a.order_id, bool_or(a.via = 'link') AS through_link, sum(a.amount_minor) AS brought
  FROM attribution a
  JOIN message m ON m.shop_id = $1 AND m.id = a.message_id
  JOIN sent s ON s.id = m.mail_id
  WHERE a.shop_id = $1 AND a.at >= $2
  GROUP BY s.kind, a.order_id
), per_order AS (
  SELECT DISTINCT ON (order_id) kind, bool_or(through_link) OVER of_order AS linked, sum(brought) OVER of_order AS amount
  FROM per_kind WINDOW of_order AS (PARTITION BY order_id)
  ORDER BY order_id, through_link DESC, brought DESC, kind
), orders_of AS (
  SELECT kind, count(*) FILTER (WHERE linked)::int AS linked, count(*) FILTER (WHERE NOT linked)::int AS after,
    sum(amount)::bigint AS amount, sum(amount) FILTER (WHERE linked)::bigint AS linked_amount
  FROM per_order GROUP BY kind
), answers_of AS (
  SELECT kind, count(*)::int AS answered, count(*) FILTER (WHERE complained)::int AS complained
  FROM (SELECT s.kind, s.id, bool_or(${isComplaintSql('n.answer')}) AS complained
        FROM answer n
        JOIN message m ON m.shop_id = $1 AND m.id = n.message_id
        JOIN sent s ON s.id = m.mail_id
        WHERE n.shop_id = $1 AND n.at >= $2 GROUP BY s.kind, s.id) per_mail
  GROUP BY kind
)
SELECT g.kind, g.redirected, count(s.id)::int AS sent, count(DISTINCT s.customer_id)::int AS customers,
  count(s.first_click_at)::int AS clicked, coalesce(max(n.answered), 0) AS answered,
  coalesce(max(n.complained), 0) AS complained, count(s.replied_at)::int AS replied,
  count(s.unsubscribed_at)::int AS unsubscribed, count(s.bounced_at)::int AS bounced,
  count(s.spam_reported_at)::int AS "spamReports", coalesce(max(o.linked), 0) AS "ordersThroughLink",
  coalesce(max(o.after), 0) AS "ordersAfter", coalesce(max(o.amount), 0)::bigint AS "amountMinor",
  coalesce(max(o.linked_amount), 0)::bigint AS "amountThroughLinkMinor"
FROM (SELECT kind, count(*) FILTER (WHERE redirected)::int AS redirected FROM gone GROUP BY kind) g
LEFT JOIN sent s ON s.kind = g.kind LEFT JOIN orders_of o ON o.kind = s.kind LEFT JOIN answers_of n ON n.kind = s.kind
GROUP BY g.kind, g.redirected ORDER BY count(s.id) DESC, g.kind`;

import { DAY_MS } from '~/base/lib/days';
import { type Kind, kinds } from '~/base/vocabulary/kinds';
import { type ReportDays, reportStep, TIMED_DAYS } from '~/base/vocabulary/reports';
import type { ShopSql } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import type { FunnelHealth } from '~/office/reports/funnel';
import { loadHomeReport } from '~/office/reports/home-report.server';
import type { Arm } from '~/office/reports/lift';
import { countSentTiming, type SentTiming } from '~/office/reports/sent-timing.server';

/** What happened with one kind. It lives in JSON: amounts are plain numbers in minor units. */
export interface KindLine {
  readonly kind: Kind;
  /** Messages that went to customers, and moments at which nobody was written to by chance. */
  readonly written: number;
  readonly leftOut: number;
  /** Due moments at which chance decided, either way. */
  readonly compared: number;
  /** Customers by their first due moment whose time to reorder is over. */
  readonly treated: Arm;
  readonly holdout: Arm;
  readonly mails: number;
  readonly clicked: number;
  readonly answered: number;
  readonly complained: number;
  readonly replied: number;
  readonly unsubscribed: number;
  readonly bounced: number;
  readonly spamReports: number;
  readonly ordersThroughLink: number;
  readonly ordersAfter: number;
  readonly amountThroughLinkMinor: number;
  readonly amountAfterMinor: number;
  readonly health: FunnelHealth;
}

export interface ReportCounts {
  readonly kinds: readonly KindLine[];
  /** Weeks or months from their first day on, the oldest first. */
  readonly steps: readonly { on: string; mails: number; orders: number }[];
  /** Why messages did not go, the most frequent first; of the newest only where there are many. */
  readonly refused: readonly { code: string; state: string; count: number }[];
  readonly answers: readonly { answer: string; count: number }[];
  readonly complaints: {
    readonly opened: number;
    readonly causes: Readonly<Record<string, number>>;
    readonly remedies: Readonly<Record<string, number>>;
  };
  /** How early and late the reminders were; null in the reports that do not count it. */
  readonly timing: SentTiming | null;
  /** Days within which an order counts. */
  readonly windowDays: number;
}

interface Span {
  readonly since: Date;
  readonly until: Date;
}

/** Counts what a report tells of the last so many days. */
export async function countReport(sql: ShopSql, days: ReportDays, now: Date): Promise<ReportCounts> {
  const shop = await loadShop(sql);
  const span = { since: new Date(now.getTime() - days * DAY_MS), until: now };
  const windowDays = shop.settings.attributionDays;
  return {
    kinds: await countKinds(sql, span, windowDays),
    steps: await sql.rows(STEPS, span.since, span.until, shop.timeZone, reportStep(days)),
    refused: await sql.rows(REFUSED, span.since, span.until),
    answers: await sql.rows(ANSWERS, span.since, span.until),
    complaints: await countComplaints(sql, span),
    timing: days === TIMED_DAYS ? await countSentTiming(sql, span) : null,
    windowDays,
  };
}

async function countKinds(sql: ShopSql, { since, until }: Span, windowDays: number): Promise<KindLine[]> {
  const written = await sql.rows<{ kind: string; count: number }>(WRITTEN, since, until);
  const arms = await sql.rows<{ kind: string; arm: string; moments: number } & Arm>(
    ARMS,
    since,
    until,
    windowDays,
    [...kinds],
  );
  const { kinds: mails } = await loadHomeReport(sql, { since, until });
  return kinds.flatMap((kind) => {
    const of = mails.find((one) => one.kind === kind);
    const arm = (name: string) => arms.find((one) => one.kind === kind && one.arm === name);
    const sent = written.find((one) => one.kind === kind)?.count ?? 0;
    const leftOut = arm('holdout')?.moments ?? 0;
    if (!of && sent + leftOut === 0) return [];
    const amount = Number(of?.amountMinor ?? 0n);
    const amountThroughLinkMinor = Number(of?.amountThroughLinkMinor ?? 0n);
    return [
      {
        kind,
        written: sent,
        leftOut,
        compared: leftOut + (arm('treated')?.moments ?? 0),
        treated: armOf(arm('treated')),
        holdout: armOf(arm('holdout')),
        mails: of?.sent ?? 0,
        clicked: of?.clicked ?? 0,
        answered: of?.answered ?? 0,
        complained: of?.complained ?? 0,
        replied: of?.replied ?? 0,
        unsubscribed: of?.unsubscribed ?? 0,
        bounced: of?.bounced ?? 0,
        spamReports: of?.spamReports ?? 0,
        ordersThroughLink: of?.ordersThroughLink ?? 0,
        ordersAfter: of?.ordersAfter ?? 0,
        amountThroughLinkMinor,
        amountAfterMinor: amount - amountThroughLinkMinor,
        health: of?.health ?? { state: 'nothing-sent' },
      },
    ];
  });
}

const armOf = (row: Arm | undefined): Arm => ({
  customers: row?.customers ?? 0,
  reordered: row?.reordered ?? 0,
});

async function countComplaints(sql: ShopSql, { since, until }: Span): Promise<ReportCounts['complaints']> {
  const rows = await sql.rows<{ cause: string | null; remedy: string | null; count: number }>(
    `SELECT cause, remedy, count(*)::int AS count FROM complaint
     WHERE shop_id = $1 AND opened_at >= $2 AND opened_at < $3 GROUP BY cause, remedy`,
    since,
    until,
  );
  const by = (name: 'cause' | 'remedy') => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const value = row[name];
      if (value) counts[value] = (counts[value] ?? 0) + row.count;
    }
    return counts;
  };
  return {
    opened: rows.reduce((sum, { count }) => sum + count, 0),
    causes: by('cause'),
    remedies: by('remedy'),
  };
}

const WRITTEN = `
SELECT m.kind, count(*)::int AS count FROM message m
JOIN mail l ON l.shop_id = $1 AND l.id = m.mail_id AND NOT l.redirected
WHERE m.shop_id = $1 AND m.state = 'sent' AND m.sent_at >= $2 AND m.sent_at < $3 GROUP BY m.kind`;

/**
 * Each customer by their first due moment of the span, if the days in which an order counts are over: an order of what
 * the message was about, or any order where it was about none.
 */
const ARMS = `
WITH moments AS (
  SELECT kind, customer_id, arm, at, message_key,
    row_number() OVER (PARTITION BY kind, customer_id ORDER BY at, id) AS nr
  FROM exposure WHERE shop_id = $1 AND kind = ANY ($5::text[]) AND at >= $2 AND at < $3
), firsts AS (
  SELECT f.kind, f.arm, EXISTS (
    SELECT 1 FROM orders o WHERE o.shop_id = $1 AND o.customer_id = f.customer_id AND o.processed_at > f.at
      AND o.processed_at <= f.at + make_interval(days => $4) AND o.purpose = 'purchase' AND o.cancelled_at IS NULL
      AND o.deleted_at IS NULL AND NOT o.is_test
      AND (m.need_id IS NULL OR EXISTS (SELECT 1 FROM order_line l
        JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.need_id = m.need_id
          AND (nv.valid_until IS NULL OR nv.valid_until >= f.at)
        WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0))) AS reordered
  FROM moments f JOIN message m ON m.shop_id = $1 AND m.key = f.message_key
  WHERE f.nr = 1 AND f.at <= $3::timestamptz - make_interval(days => $4)
)
SELECT t.kind, t.arm, t.moments, coalesce(f.customers, 0) AS customers, coalesce(f.reordered, 0) AS reordered
FROM (SELECT kind, arm, count(*)::int AS moments FROM moments GROUP BY kind, arm) t
LEFT JOIN (SELECT kind, arm, count(*)::int AS customers, count(*) FILTER (WHERE reordered)::int AS reordered
  FROM firsts GROUP BY kind, arm) f ON f.kind = t.kind AND f.arm = t.arm`;

const STEPS = `
WITH steps AS (
  SELECT generate_series(date_trunc($5, $2::timestamptz AT TIME ZONE $4), $3::timestamptz AT TIME ZONE $4,
    CASE $5 WHEN 'week' THEN interval '1 week' ELSE interval '1 month' END) AS step
), mails AS (
  SELECT date_trunc($5, sent_at AT TIME ZONE $4) AS step, count(*)::int AS count FROM mail
  WHERE shop_id = $1 AND sent_at >= $2 AND sent_at < $3 AND NOT redirected GROUP BY 1
), followed AS (
  SELECT date_trunc($5, at AT TIME ZONE $4) AS step, count(DISTINCT order_id)::int AS count FROM attribution
  WHERE shop_id = $1 AND at >= $2 AND at < $3 GROUP BY 1
)
SELECT to_char(s.step, 'YYYY-MM-DD') AS "on", coalesce(m.count, 0) AS mails, coalesce(f.count, 0) AS orders
FROM steps s LEFT JOIN mails m ON m.step = s.step LEFT JOIN followed f ON f.step = s.step ORDER BY s.step`;

const NEWEST = 20_000;
const SHOWN_REASONS = 10;

const ended = (state: string) => `(SELECT state, why_not AS code FROM message
  WHERE shop_id = $1 AND state = '${state}' AND due_at >= $2 AND due_at < $3 ORDER BY due_at DESC, id DESC LIMIT ${NEWEST})`;

const REFUSED = `
SELECT code, state, count(*)::int AS count FROM (
  ${['skipped', 'expired', 'cancelled'].map(ended).join(' UNION ALL ')}) one
WHERE code IS NOT NULL GROUP BY code, state ORDER BY count DESC, code LIMIT ${SHOWN_REASONS}`;

/** Who answers a mail again has changed their mind: their last word counts. */
const ANSWERS = `
SELECT answer, count(*)::int AS count FROM (
  SELECT DISTINCT ON (customer_id, message_id, need_id) answer FROM answer
  WHERE shop_id = $1 AND at >= $2 AND at < $3 ORDER BY customer_id, message_id, need_id, at DESC, id DESC) last_word
GROUP BY answer ORDER BY count DESC, answer`;

import { DAY_MS } from '~/base/lib/days';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { ForecastScore } from '~/insight/learning/pools/score-forecasts';
import {
  type CalibrationRow,
  type Comparison,
  calibrationRows,
  compareRules,
} from '~/office/reports/judge-score';

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

type Counted = Pick<
  ForecastScore,
  'questions' | 'customers' | 'reordered' | 'reorderingCustomers' | 'onTime'
>;

export interface JudgedScore extends Counted {
  readonly comparisons: readonly Comparison[];
  readonly calibration: readonly CalibrationRow[];
  readonly scoredOn: string;
}

export interface AccuracyReport {
  readonly score: JudgedScore | null;
  readonly sent: SentTiming;
}

const LAST_DAYS = 90;
const MOST_MESSAGES = 1_000;

/** How good the forecasts were: on the shop's past, and in the reminders of the last 90 days. */
export async function loadAccuracy(shopId: bigint, now: Date): Promise<AccuracyReport> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ score: ForecastScore; scoredOn: string }>(
      `SELECT score, scored_on AS "scoredOn" FROM model_score WHERE shop_id = $1`,
    );
    return {
      score: row && row.score.reordered > 0 ? judged(row.score, row.scoredOn) : null,
      sent: await sentTiming(sql, now),
    };
  });
}

function judged(score: ForecastScore, scoredOn: string): JudgedScore {
  return { ...score, scoredOn, comparisons: compareRules(score), calibration: calibrationRows(score) };
}

/** The newest reminders, each with the first order of its need after it. */
async function sentTiming(sql: ShopSql, now: Date): Promise<SentTiming> {
  const [row] = await sql.rows<SentTiming>(
    `WITH sent AS MATERIALIZED (
       SELECT m.customer_id, m.need_id, m.sent_at FROM message m
       WHERE m.shop_id = $1 AND m.state = 'sent' AND m.kind = 'running-low' AND m.sent_at >= $2
       ORDER BY m.sent_at DESC LIMIT ${MOST_MESSAGES}
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
    new Date(now.getTime() - LAST_DAYS * DAY_MS),
    now,
  );
  return row ?? { within3: 0, within14: 0, later: 0, open: 0, young: 0 };
}

import { addDays, DAY_MS, instantAt, isoDay, localDay } from '~/base/lib/days';
import { redirectOf } from '~/base/settings/send-all-to';
import { isKind, type Kind } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { type BackfillProgress, loadBackfill } from '~/office/pages/backfill-progress.server';
import { type Health, loadHealth } from '~/office/pages/health.server';
import {
  type MessageRow,
  type MessageView,
  messageColumns,
  messageView,
} from '~/office/pages/message-view.server';
import { loadSent, type SentWeek } from '~/office/pages/sent.server';
import { loadSetUp, type SetUpStep } from '~/office/pages/set-up.server';
import { loadStops, type Stop } from '~/office/pages/stopped.server';

/** One day of the coming week: how many mails of which kind, and how many of them still wait for a word. */
export interface CalendarDay {
  readonly on: string;
  readonly kinds: readonly { kind: Kind; count: number; waiting: number }[];
}

export interface HomePage {
  readonly now: Date;
  readonly paused: { at: Date; by: string | null; reason: string | null } | null;
  readonly stops: readonly Stop[];
  readonly sendAllTo: string;
  readonly backfill: BackfillProgress | null;
  readonly hasForecasts: boolean;
  readonly setUp: readonly SetUpStep[];
  readonly week: readonly CalendarDay[];
  readonly waiting: { count: number; capped: boolean; first: readonly MessageView[] };
  readonly held: number;
  readonly unconfirmed: number;
  readonly sent: SentWeek;
  readonly health: Health;
}

const COUNT_CAP = 1_000;
const SHOWN_WAITING = 4;

/** Everything that the home page says, in one transaction of one shop. */
export async function loadHome(shopId: bigint, now: Date): Promise<HomePage> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const counts = await countOpen(sql);
    return {
      now,
      paused: shop.pausedAt && { at: shop.pausedAt, by: shop.pausedBy, reason: shop.pauseReason },
      stops: await loadStops(sql),
      sendAllTo: redirectOf(shop.settings, now, shop.timeZone) ?? '',
      backfill: await loadBackfill(sql, { installEpoch: shop.installEpoch, now }),
      hasForecasts: await hasForecasts(sql),
      setUp: await loadSetUp(sql, shop),
      week: await loadWeek(sql, shop, now),
      waiting: {
        count: counts.awaiting,
        capped: counts.awaiting >= COUNT_CAP,
        first: counts.awaiting > 0 ? await loadWaiting(sql, now) : [],
      },
      held: counts.held,
      unconfirmed: counts.unconfirmed,
      sent: await loadSent(sql, { since: addDays(now, -7), now }),
      health: await loadHealth(sql, shop, now),
    };
  });
}

/**
 * How many wait, are held and are unconfirmed; each count stops at a thousand, more is "1,000+" on the page. The order
 * keeps it at its own end of the index: without one a table of many shops would be read until enough were met.
 */
export async function countOpen(
  sql: ShopSql,
): Promise<{ awaiting: number; held: number; unconfirmed: number; planned: number }> {
  const upTo = (state: string) =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM message WHERE shop_id = $1 AND state = '${state}'
       ORDER BY due_at LIMIT ${COUNT_CAP}) s)`;
  const [row] = await sql.rows<{ awaiting: number; held: number; unconfirmed: number; planned: number }>(
    `SELECT ${upTo('awaiting_approval')} AS awaiting, ${upTo('held')} AS held, ${upTo('unconfirmed')} AS unconfirmed,
       ${upTo('planned')} AS planned`,
  );
  return row ?? { awaiting: 0, held: 0, unconfirmed: 0, planned: 0 };
}

async function hasForecasts(sql: ShopSql): Promise<boolean> {
  const rows = await sql.rows(`SELECT 1 FROM forecast WHERE shop_id = $1 ORDER BY customer_id LIMIT 1`);
  return rows.length > 0;
}

async function loadWaiting(sql: ShopSql, now: Date): Promise<MessageView[]> {
  const rows = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.state = 'awaiting_approval' ORDER BY m.due_at, m.id LIMIT ${SHOWN_WAITING}`,
  );
  return rows.map((row) => messageView(sql.shopId, row, now));
}

async function loadWeek(sql: ShopSql, shop: ShopFacts, now: Date): Promise<CalendarDay[]> {
  const today = localDay(now, shop.timeZone);
  const until = instantAt({ day: today + 7, minuteOfDay: 0 }, shop.timeZone);
  const rows = await sql.rows<{ on: string; kind: string; count: number; waiting: number }>(
    `SELECT (greatest(due_at, $2) AT TIME ZONE $4)::date AS "on", kind, count(*)::int AS count,
       (count(*) FILTER (WHERE state = 'awaiting_approval'))::int AS waiting
     FROM message
     WHERE shop_id = $1 AND state IN ('planned', 'awaiting_approval') AND due_at >= $5 AND due_at < $3
     GROUP BY 1, 2 ORDER BY 1, 3 DESC`,
    now,
    until,
    shop.timeZone,
    new Date(now.getTime() - 3 * DAY_MS),
  );
  return Array.from({ length: 7 }, (_, index) => {
    const on = isoDay(today + index);
    const kinds = rows.flatMap((row) =>
      row.on === on && isKind(row.kind) ? [{ kind: row.kind, count: row.count, waiting: row.waiting }] : [],
    );
    return { on, kinds };
  });
}

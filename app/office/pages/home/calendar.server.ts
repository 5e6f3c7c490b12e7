import { DAY_MS, instantAt, isoDay, localDay } from '~/base/lib/days';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { activeKinds, type Kind } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql } from '~/base/vocabulary/message-state-sql';
import type { ShopSql } from '~/db.server';
import type { ShopFacts } from '~/intake/shops/load-shop.server';

/** One day to come: how many messages of which kind, and how many of them still wait for a word. */
export interface CalendarDay {
  readonly on: string;
  readonly kinds: readonly { kind: Kind; count: number; waiting: number }[];
}

const OVERDUE_DAYS = 3;

/** The days of a week by the shop's calendar, today's with what is overdue: from when to before when a message of it is due. */
export function weekAhead({ timeZone }: Pick<ShopFacts, 'timeZone'>, now: Date): { from: Date; to: Date } {
  return {
    from: overdueFrom(now),
    to: instantAt({ day: localDay(now, timeZone) + 7, minuteOfDay: 0 }, timeZone),
  };
}

function overdueFrom(now: Date): Date {
  return new Date(now.getTime() - OVERDUE_DAYS * DAY_MS);
}

/**
 * What is due on each of `days` days from now or `skip` days later on, today's with what is overdue. Every count is read from its own stretch of the
 * index and stops at a thousand, so that the page costs the same in a shop of any size.
 */
export async function loadCalendar(
  sql: ShopSql,
  asked: { shop: ShopFacts; now: Date; days: number; skip?: number; needId?: string | null },
): Promise<CalendarDay[]> {
  const { shop, now, days, skip = 0, needId = null } = asked;
  const first = localDay(now, shop.timeZone) + skip;
  const starts = Array.from({ length: days + 1 }, (_, index) =>
    instantAt({ day: first + index, minuteOfDay: 0 }, shop.timeZone),
  );
  if (skip === 0) starts[0] = overdueFrom(now);
  const counted = (which: string) => `(SELECT count(*)::int FROM (
      SELECT 1 FROM message m WHERE m.shop_id = $1 AND m.kind = k.kind AND ${which}
        AND m.due_at >= d.from_at AND m.due_at < d.to_at ${needId ? 'AND m.need_id = $5::bigint' : ''}
      ORDER BY m.due_at LIMIT ${COUNT_CAP}) s)`;
  const rows = await sql.rows<{ day: number; kind: Kind; planned: number; waiting: number }>(
    `SELECT d.day::int - 1 AS day, k.kind, ${counted(goesAsPlannedSql)} AS planned,
       ${counted("state = 'awaiting_approval'")} AS waiting
     FROM unnest($2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS d(from_at, to_at, day), unnest($4::text[]) AS k(kind)
     WHERE $1::bigint IS NOT NULL`,
    starts.slice(0, -1),
    starts.slice(1),
    activeKinds,
    ...(needId ? [needId] : []),
  );
  return Array.from({ length: days }, (_, index) => ({
    on: isoDay(first + index),
    kinds: rows
      .filter(({ day, planned, waiting }) => day === index && planned + waiting > 0)
      .map(({ kind, planned, waiting }) => ({ kind, count: planned + waiting, waiting }))
      .sort((a, b) => b.count - a.count),
  }));
}

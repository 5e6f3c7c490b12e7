import { type NewsSubject, newsSubject, newsSubjects } from '~/base/vocabulary/news';
import type { ShopSql } from '~/db.server';

/** Webhooks that were given up on. `count` stops at a hundred. */
export interface StuckNews {
  readonly count: number;
  readonly capped: boolean;
  readonly subjects: readonly NewsSubject[];
  readonly oldestAt: Date;
  /** The kind of error of the oldest, never its text. */
  readonly error: string | null;
}

const MOST_COUNTED = 100;

/** Null when nothing is stuck; reads the partial index of stuck rows, which is empty in a healthy shop. */
export async function loadStuckNews(sql: ShopSql): Promise<StuckNews | null> {
  const rows = await sql.rows<{ topic: string; at: Date; error: string | null }>(
    `SELECT topic, received_at AS at, error FROM inbox_webhook WHERE shop_id = $1 AND state = 'stuck' ORDER BY id LIMIT ${MOST_COUNTED}`,
  );
  const [oldest] = rows;
  if (!oldest) return null;
  const among = new Set(rows.map(({ topic }) => newsSubject(topic)));
  return {
    count: rows.length,
    capped: rows.length === MOST_COUNTED,
    subjects: newsSubjects.filter((subject) => among.has(subject)),
    oldestAt: oldest.at,
    error: oldest.error,
  };
}

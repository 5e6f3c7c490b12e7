import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { UNDO_MINUTES } from '~/office/pages/queue/message-view.server';
import type { BatchAction } from '~/outreach/change-plans/batch.server';

/** How far a decision about many messages has come. */
export interface BatchView {
  readonly id: string;
  readonly action: BatchAction | 'undo';
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  /** Why those that were refused were: an example of each reason, the most frequent first. */
  readonly refusals: readonly { readonly why: Reason | string; readonly count: number }[];
  readonly finished: boolean;
  readonly by: string;
  /** Until when the whole of it can be taken back; null where it cannot any more. */
  readonly undoUntil: Date | null;
}

const SHOWN_MINUTES = 15;

/** More at a time are hardly made. */
const SHOWN = 5;
const SHOWN_REASONS = 4;
/** None that still runs has so many after it. */
const LOOKED_AT = 50;

/** Decisions about many messages that run or can be taken back, newest first; the newest stands a little longer. */
export async function loadBatches(sql: ShopSql, now: Date): Promise<BatchView[]> {
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const rows = await sql.rows<BatchRow>(
    `SELECT b.*, i.done, i.refused, w.refusals
     FROM (
       SELECT n.id, n.action, n.total, coalesce(n.by_name, n.by) AS by, n.created_at AS "createdAt",
         n.finished_at AS "finishedAt", u.id IS NOT NULL AS undone
       FROM (SELECT * FROM batch WHERE shop_id = $1 ORDER BY id DESC LIMIT ${LOOKED_AT}) n
       LEFT JOIN batch u ON u.shop_id = $1 AND u.undoes_id = n.id
       WHERE n.finished_at IS NULL OR (n.action <> 'undo' AND u.id IS NULL AND n.created_at > $2)
         OR (n.created_at > $3 AND n.id = (SELECT max(id) FROM batch WHERE shop_id = $1))
       ORDER BY n.id DESC LIMIT ${SHOWN}) b
     CROSS JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE done))::int AS done, (count(*) FILTER (WHERE NOT done))::int AS refused
       FROM batch_item WHERE shop_id = $1 AND batch_id = b.id) i
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('why', r.why, 'count', r.count) ORDER BY r.count DESC), '[]') AS refusals
       FROM (SELECT (array_agg(refusal))[1] AS why, count(*)::int AS count FROM batch_item
             WHERE shop_id = $1 AND batch_id = b.id AND NOT done AND refusal IS NOT NULL
             GROUP BY coalesce(refusal->>'code', refusal #>> '{}') ORDER BY 2 DESC LIMIT ${SHOWN_REASONS}) r) w
     ORDER BY b.id DESC`,
    minutesAgo(UNDO_MINUTES),
    minutesAgo(SHOWN_MINUTES),
  );
  return rows.map(({ id, createdAt, finishedAt, undone, ...row }) => {
    const undoUntil = new Date(createdAt.getTime() + UNDO_MINUTES * 60_000);
    return {
      ...row,
      id: String(id),
      finished: finishedAt !== null,
      undoUntil: row.action !== 'undo' && !undone && undoUntil > now ? undoUntil : null,
    };
  });
}

interface BatchRow extends Pick<BatchView, 'action' | 'total' | 'by' | 'done' | 'refused' | 'refusals'> {
  readonly id: bigint;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly undone: boolean;
}

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
  /** Why the first of those that were refused was. */
  readonly refusal: Reason | string | null;
  readonly finished: boolean;
  readonly by: string;
  /** Until when the whole of it can be taken back; null where it cannot any more. */
  readonly undoUntil: Date | null;
}

const SHOWN_MINUTES = 15;

/** The newest decision about many messages, while it runs and as long as somebody may want to take it back. */
export async function loadNewestBatch(sql: ShopSql, now: Date): Promise<BatchView | null> {
  const [row] = await sql.rows<{
    id: bigint;
    action: BatchView['action'];
    total: number;
    by: string;
    created_at: Date;
    finished_at: Date | null;
    undone: boolean;
    done: number;
    refused: number;
    refusal: Reason | string | null;
  }>(
    `SELECT b.id, b.action, b.total, coalesce(b.by_name, b.by) AS by, b.created_at, b.finished_at, i.done, i.refused, i.refusal,
       EXISTS (SELECT 1 FROM batch u WHERE u.shop_id = $1 AND u.undoes_id = b.id) AS undone
     FROM (SELECT * FROM batch WHERE shop_id = $1 ORDER BY id DESC LIMIT 1) b
     CROSS JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE done))::int AS done, (count(*) FILTER (WHERE NOT done))::int AS refused,
         (array_agg(refusal) FILTER (WHERE NOT done))[1] AS refusal
       FROM batch_item WHERE shop_id = $1 AND batch_id = b.id) i
     WHERE b.finished_at IS NULL OR b.created_at > $2`,
    new Date(now.getTime() - SHOWN_MINUTES * 60_000),
  );
  if (!row) return null;
  const undoUntil = new Date(row.created_at.getTime() + UNDO_MINUTES * 60_000);
  return {
    id: String(row.id),
    action: row.action,
    total: row.total,
    done: row.done,
    refused: row.refused,
    refusal: row.refusal,
    finished: row.finished_at !== null,
    by: row.by,
    undoUntil: row.action !== 'undo' && !row.undone && undoUntil > now ? undoUntil : null,
  };
}

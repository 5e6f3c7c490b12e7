import { now } from '~/base/lib/clock.server';
import { type FirstRunStep, isFirstRunStep } from '~/base/vocabulary/first-run';
import type { ShopSql } from '~/db.server';

/** How far the merchant has come. */
export interface SetUpProgress {
  readonly step: FirstRunStep;
  readonly passed: readonly FirstRunStep[];
  readonly skipped: readonly FirstRunStep[];
  readonly finishedAt: Date | null;
}

export async function loadProgress(sql: ShopSql): Promise<SetUpProgress> {
  const [row] = await sql.rows<{
    step: string;
    passed: string[];
    skipped: string[];
    finishedAt: Date | null;
  }>(`SELECT step, passed, skipped, finished_at AS "finishedAt" FROM set_up WHERE shop_id = $1`);
  return {
    step: isFirstRunStep(row?.step) ? row.step : 'welcome',
    passed: (row?.passed ?? []).filter(isFirstRunStep),
    skipped: (row?.skipped ?? []).filter(isFirstRunStep),
    finishedAt: row?.finishedAt ?? null,
  };
}

/** One step is behind them: done, or left out for now. `next` is where they come back to; null ends the first run. */
export async function passStep(
  sql: ShopSql,
  {
    step,
    next,
    how,
    by,
  }: { step: FirstRunStep; next: FirstRunStep | null; how: 'done' | 'skipped'; by: string },
): Promise<void> {
  const at = now();
  await sql.run(
    `INSERT INTO set_up (shop_id, step, passed, skipped, finished_at, changed_at, changed_by)
     VALUES ($1, $3, CASE WHEN $4 THEN ARRAY[$2::text] ELSE '{}' END, CASE WHEN $4 THEN '{}' ELSE ARRAY[$2::text] END,
       CASE WHEN $5 THEN $6::timestamptz END, $6, $7)
     ON CONFLICT (shop_id) DO UPDATE SET step = excluded.step,
       passed = array_remove(set_up.passed, $2) || excluded.passed,
       skipped = array_remove(set_up.skipped, $2) || excluded.skipped,
       finished_at = coalesce(excluded.finished_at, set_up.finished_at), changed_at = $6, changed_by = $7`,
    step,
    next ?? step,
    how === 'done',
    next === null,
    at,
    by.slice(0, 100),
  );
}

import type { ShopSql } from '~/db.server';
import { ACCESS_DENIED, type BackfillProblem, NO_ACCESS, problemOf } from '~/intake/shops/backfill-failure';

/** How far loading the shop's history has come. */
export interface BackfillProgress {
  readonly state: 'waiting' | 'exporting' | 'loading' | 'done' | 'failed';
  readonly parts: readonly {
    readonly subject: string;
    readonly state: string;
    readonly loaded: number;
    readonly total: number;
  }[];
  readonly loaded: number;
  readonly total: number;
  /** Null while too little has run to say. */
  readonly secondsLeft: number | null;
  /** The last try led nowhere, and another one comes by itself. */
  readonly isRetrying: boolean;
  /** Why it ended before its end, or cannot go on at present; null otherwise. */
  readonly because: BackfillProblem | null;
}

interface BackfillRow {
  subject: string;
  state: string;
  object_count: bigint;
  processed_lines: bigint;
  error: string | null;
  next_try_at: Date | null;
  started_at: Date;
  finished_at: Date | null;
}

const FEWEST_FOR_A_GUESS = 500;
/** What only a person can change is told at once, though it is tried again meanwhile. */
const forPeople: ReadonlySet<string> = new Set([NO_ACCESS, ACCESS_DENIED]);

/** Null when nothing was ever loaded, or when all of it was done over a day ago. */
export async function loadBackfill(
  sql: ShopSql,
  { installEpoch, now }: { installEpoch: number; now: Date },
): Promise<BackfillProgress | null> {
  const rows = await sql.rows<BackfillRow>(
    `SELECT subject, state, object_count, processed_lines, error, next_try_at, started_at, finished_at
     FROM backfill WHERE shop_id = $1 AND install_epoch = $2 ORDER BY id`,
    installEpoch,
  );
  if (rows.length === 0) return null;
  const over = rows.every(({ finished_at }) => finished_at !== null);
  const lastEndMs = Math.max(...rows.map(({ finished_at }) => finished_at?.getTime() ?? 0));
  const failed = rows.find(({ state }) => state === 'failed');
  if (over && !failed && now.getTime() - lastEndMs > 86_400_000) return null;
  const stopped = failed ?? rows.find(({ state, error }) => state !== 'done' && forPeople.has(error ?? ''));
  const parts = rows.map((row) => partOf(row));
  const loaded = parts.reduce((sum, part) => sum + part.loaded, 0);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return {
    state: failed ? 'failed' : over ? 'done' : loaded > 0 ? 'loading' : total > 0 ? 'exporting' : 'waiting',
    parts,
    loaded,
    total,
    secondsLeft: secondsLeft(rows, { loaded, total, now }),
    isRetrying: rows.some(isRetrying),
    because: stopped ? problemOf(stopped.error) : null,
  };
}

/** One that waits for its start without a time for it was turned away at the most, because others run. */
function isRetrying({ state, error, next_try_at }: BackfillRow): boolean {
  return error !== null && (state === 'loading' || (state === 'waiting' && next_try_at !== null));
}

function partOf({ subject, state, object_count, processed_lines }: BackfillRow) {
  const loaded = Number(processed_lines);
  return { subject, state, loaded, total: Math.max(Number(object_count), loaded) };
}

function secondsLeft(
  rows: readonly BackfillRow[],
  { loaded, total, now }: { loaded: number; total: number; now: Date },
): number | null {
  if (loaded < FEWEST_FOR_A_GUESS || loaded >= total) return null;
  const startedMs = Math.min(...rows.map(({ started_at }) => started_at.getTime()));
  const elapsed = (now.getTime() - startedMs) / 1000;
  return elapsed > 0 ? Math.round((elapsed / loaded) * (total - loaded)) : null;
}

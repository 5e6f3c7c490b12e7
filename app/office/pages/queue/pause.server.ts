import { type ActiveKind, activeKinds, isActiveKind } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql } from '~/base/vocabulary/message-state-sql';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, pauseShop, resumeShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { weekAhead } from '~/office/pages/home/calendar.server';
import { pauseKind, resumeKind } from '~/outreach/kinds/switch-kind.server';

/** What a pause would mean in the next seven days. */
export interface PauseEffect {
  /** Messages that would wait. */
  readonly waiting: number;
  /** Those of them that lose their use within these days. */
  readonly lost: number;
}

/** What is paused now: everything, single kinds, or single countries. */
export interface Pauses {
  readonly all: { at: Date; by: string | null; reason: string | null } | null;
  readonly kinds: readonly { kind: ActiveKind; at: Date; by: string | null }[];
  readonly countries: readonly string[];
}

/** The kinds that are on, and what is paused of them. */
export async function loadPauses(
  sql: ShopSql,
  { pausedAt, pausedBy, pauseReason, settings }: ShopFacts,
): Promise<{ now: Pauses; kinds: ActiveKind[] }> {
  const rows = await sql.rows<{ kind: string; paused_at: Date | null; paused_by: string | null }>(
    `SELECT kind, paused_at, paused_by FROM shop_kind WHERE shop_id = $1 AND mode <> 'off'`,
  );
  return {
    now: {
      all: pausedAt && { at: pausedAt, by: pausedBy, reason: pauseReason },
      kinds: rows.flatMap(({ kind, paused_at: at, paused_by: by }) =>
        at && isActiveKind(kind) ? [{ kind, at, by }] : [],
      ),
      countries: settings.pausedCountries,
    },
    kinds: activeKinds.filter((kind) => rows.some((row) => row.kind === kind)),
  };
}

export async function loadPauseEffect(
  shopId: bigint,
  { kind, now }: { kind: ActiveKind | null; now: Date },
): Promise<PauseEffect> {
  return sqlInShop(shopId, async (sql) => {
    // What home shows of the week: what is held waits already.
    const { from, to } = weekAhead(await loadShop(sql), now);
    const counted = (which: string) =>
      `SELECT useful_until FROM message WHERE shop_id = $1 AND ${which} AND due_at >= $2 AND due_at < $3
         ${kind ? 'AND kind = $4' : ''}`;
    const [row] = await sql.rows<PauseEffect>(
      `SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE useful_until < $3))::int AS lost
       FROM (${counted(goesAsPlannedSql)} UNION ALL ${counted("state = 'awaiting_approval'")}) m`,
      from,
      to,
      ...(kind ? [kind] : []),
    );
    return row ?? { waiting: 0, lost: 0 };
  });
}

export interface PauseChange {
  readonly intent: 'pause' | 'resume';
  /** Null: everything. */
  readonly kind: ActiveKind | null;
  readonly by: string;
}

export async function setPaused(
  shopId: bigint,
  { intent, kind, by }: PauseChange,
): Promise<{ paused: boolean; kind: ActiveKind | null }> {
  if (kind) await (intent === 'pause' ? pauseKind(shopId, kind, by) : resumeKind(shopId, kind));
  else await sqlInShop(shopId, (sql) => (intent === 'pause' ? pauseShop(sql, by) : resumeShop(sql)));
  return { paused: intent === 'pause', kind };
}

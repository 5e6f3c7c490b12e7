import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import type { Kind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { acrossShops, sqlInShop } from '~/db.server';
import { floodLimit } from '~/outreach/planning/flood';

interface Flood {
  readonly shopId: bigint;
  readonly kind: Kind;
  readonly day: string;
  readonly count: number;
  readonly limit: number;
}

/**
 * Days of the next 24 hours on which a shop would send more mails of a kind than a person was ever asked about: the
 * whole batch is held for one. Mails are counted, not the needs merged into them: a gift shop's buyer has nine needs
 * due and gets one mail. The last look keeps the same limit message by message.
 */
export async function holdFloods(): Promise<number> {
  const at = now();
  const floods = await acrossShops('sweep', (sql) =>
    sql.rows<Flood>(
      `SELECT k.shop_id AS "shopId", k.kind, due.day::text AS day, due.count::int AS count, k.flood_limit AS limit FROM (
         SELECT m.shop_id, m.kind, (m.due_at AT TIME ZONE s.time_zone)::date AS day, count(*) AS count
         FROM message m JOIN shop s ON s.id = m.shop_id WHERE m.state = 'planned' AND m.due_at < $1 AND m.lead_key IS NULL
         GROUP BY 1, 2, 3
       ) due JOIN shop_kind k ON k.shop_id = due.shop_id AND k.kind = due.kind
       WHERE due.count > k.flood_limit AND k.flood_released_on IS DISTINCT FROM due.day`,
      addDays(at, 1),
    ),
  );
  for (const flood of floods) await holdBatch(flood, at);
  return floods.length;
}

async function holdBatch({ shopId, kind, day, count, limit }: Flood, at: Date): Promise<void> {
  const reason: Reason = { code: 'held-flood', count, limit };
  await sqlInShop(shopId, async (sql) => {
    await sql.run(
      'UPDATE shop_kind SET flood_held_on = $3::date WHERE shop_id = $1 AND kind = $2',
      kind,
      day,
    );
    await sql.run(
      `WITH held AS (
         UPDATE message m SET state = 'held', why = coalesce(m.why, '[]') || $4::jsonb, changed_at = $5
         FROM shop s WHERE s.id = $1 AND m.shop_id = $1 AND m.kind = $2 AND m.state = 'planned'
           AND (m.due_at AT TIME ZONE s.time_zone)::date = $3::date
           AND NOT EXISTS (SELECT 1 FROM override o WHERE o.shop_id = $1 AND o.message_key = m.key AND o.action = 'send_now' AND o.undone_at IS NULL)
         RETURNING m.id
       )
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'planned', 'held', 'flood-breaker', $4::jsonb, $5 FROM held`,
      kind,
      day,
      JSON.stringify(reason),
      at,
    );
  });
}

const WINDOW_DAYS = 28;

/** Sets each kind's limit from the last 28 days of what was sent. Daily. */
export async function measureFloodLimits(shopId: bigint): Promise<void> {
  const at = now();
  await sqlInShop(shopId, async (sql) => {
    const kinds = await sql.rows<{ kind: string; minimum: number; counts: number[] | null }>(
      `SELECT k.kind, k.flood_minimum AS minimum, (SELECT array_agg(d.count) FROM (
           SELECT count(*)::int AS count FROM message m JOIN shop s ON s.id = $1
           WHERE m.shop_id = $1 AND m.kind = k.kind AND m.state = 'sent' AND m.lead_key IS NULL AND m.sent_at >= $2 AND m.sent_at <= $3
           GROUP BY (m.sent_at AT TIME ZONE s.time_zone)::date) d) AS counts
       FROM shop_kind k WHERE k.shop_id = $1 AND k.mode <> 'off'`,
      addDays(at, -WINDOW_DAYS),
      at,
    );
    for (const { kind, minimum, counts } of kinds) {
      const days = [...(counts ?? []), ...new Array<number>(WINDOW_DAYS).fill(0)].slice(0, WINDOW_DAYS);
      await sql.run(
        'UPDATE shop_kind SET flood_limit = $3 WHERE shop_id = $1 AND kind = $2 AND flood_limit <> $3',
        kind,
        floodLimit(days, minimum),
      );
    }
  });
}

import { attemptShops } from '~/base/lib/attempt-shops.server';
import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import type { Kind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { acrossShops, sqlInShop } from '~/db.server';
import { lockCustomers, lockProjection } from '~/intake/customers/lock-customer.server';
import { floodLimit } from '~/outreach/planning/flood';

interface Flood {
  readonly shopId: bigint;
  readonly kind: Kind;
  readonly day: string;
  readonly count: number;
  readonly limit: number;
}

/** What a person let go, one by one or as a batch, is not held again. */
const isLetGo = `EXISTS (SELECT FROM override o WHERE o.shop_id = m.shop_id AND o.message_key = m.key
  AND o.action IN ('send_now', 'release') AND o.undone_at IS NULL)`;

/**
 * Days of the next 24 hours on which a shop would send more mails of a kind than a person was ever asked about: the
 * whole batch is held for one. Today's count takes in what went out already and what is on its way. Mails are counted,
 * not the needs merged into them: a gift shop's buyer has nine needs due and gets one mail. The last look keeps the same
 * limit mail by mail, and what comes after its first is held here.
 */
export async function holdFloods(): Promise<number> {
  const at = now();
  const shops = await acrossShops('sweep', (sql) =>
    sql.rows<{ id: bigint }>(
      `SELECT DISTINCT shop_id AS id FROM message WHERE state = 'planned' AND due_at < $1 AND lead_key IS NULL ORDER BY id`,
      addDays(at, 1),
    ),
  );
  let held = 0;
  await attemptShops(shops, async ({ id }) => {
    for (const flood of await findFloods(id, at)) if ((await holdBatch(flood, at)) > 0) held += 1;
  });
  return held;
}

function findFloods(shopId: bigint, at: Date): Promise<Flood[]> {
  return sqlInShop(shopId, (sql) =>
    sql.rows<Flood>(
      `SELECT $1::bigint AS "shopId", due.kind, due.day::text AS day, (due.count + gone.count)::int AS count, k.flood_limit AS limit
       FROM (
         SELECT m.kind, greatest((m.due_at AT TIME ZONE s.time_zone)::date, ($3::timestamptz AT TIME ZONE s.time_zone)::date) AS day,
           ($3::timestamptz AT TIME ZONE s.time_zone)::date AS today, s.time_zone, count(*) AS count
         FROM message m JOIN shop s ON s.id = $1
         WHERE m.shop_id = $1 AND m.state = 'planned' AND m.due_at < $2 AND m.lead_key IS NULL GROUP BY 1, 2, 3, 4
       ) due
       JOIN shop_kind k ON k.shop_id = $1 AND k.kind = due.kind
       CROSS JOIN LATERAL (SELECT CASE WHEN due.day = due.today THEN (
           SELECT count(*) FROM message m WHERE m.shop_id = $1 AND m.kind = due.kind AND m.state = 'sent' AND m.lead_key IS NULL
             AND m.sent_at >= due.today::timestamp AT TIME ZONE due.time_zone AND m.sent_at <= $3
         ) + (
           SELECT count(*) FROM mail m WHERE m.shop_id = $1 AND m.state = 'sending' AND m.retry_at IS NULL AND m.lead_kind = due.kind
         ) ELSE 0 END AS count) gone
       WHERE (due.count + gone.count > k.flood_limit OR k.flood_held_on = due.day) AND k.flood_released_on IS DISTINCT FROM due.day`,
      addDays(at, 1),
      at,
    ),
  );
}

const CUSTOMERS_AT_ONCE = 500;

/** What of a kind ($2) is planned for a day ($3) and was not let go, judged now ($4). */
const ofThatDay = `m.shop_id = $1 AND m.kind = $2 AND m.state = 'planned'
  AND greatest((m.due_at AT TIME ZONE s.time_zone)::date, ($4::timestamptz AT TIME ZONE s.time_zone)::date) = $3::date
  AND NOT ${isLetGo}`;

/**
 * Under the customers' locks, so that no plan puts back the state that it read before. The day is
 * noted first and by itself: a switch of the kind waits for customers while it has that row, and if this breaks off, the
 * next look holds the rest.
 */
async function holdBatch({ shopId, kind, day, count, limit }: Flood, at: Date): Promise<number> {
  const reason = JSON.stringify({ code: 'held-flood', count, limit } satisfies Reason);
  // Nothing left that a person has not let go: the day is not held for the sake of those.
  const noted = await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop_kind SET flood_held_on = $3::date WHERE shop_id = $1 AND kind = $2
         AND EXISTS (SELECT FROM message m JOIN shop s ON s.id = $1 WHERE ${ofThatDay})`,
      kind,
      day,
      at,
    ),
  );
  let held = 0;
  for (let after: bigint | undefined = noted > 0 ? 0n : undefined; after !== undefined; ) {
    const from: bigint = after;
    const batch = await sqlInShop(shopId, async (sql) => {
      await lockProjection(sql);
      const people = await sql.rows<{ id: bigint }>(
        `SELECT c.id FROM customer c WHERE c.shop_id = $1 AND c.id > $5
           AND c.id IN (SELECT m.customer_id FROM message m JOIN shop s ON s.id = $1 WHERE ${ofThatDay})
         ORDER BY c.id LIMIT ${CUSTOMERS_AT_ONCE}`,
        kind,
        day,
        at,
        from,
      );
      const ids = people.map(({ id }) => id);
      await lockCustomers(sql, ids);
      // A statement of its own: it sees what was saved while we waited for the locks.
      const rows = await sql.rows(
        `WITH held AS (
           UPDATE message m SET state = 'held', why = coalesce(m.why, '[]') || $6::jsonb, changed_at = $4
           FROM shop s WHERE s.id = $1 AND ${ofThatDay} AND m.customer_id = ANY($5::bigint[])
           RETURNING m.id
         )
         INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
         SELECT $1, id, 'planned', 'held', 'flood-breaker', $6::jsonb, $4 FROM held RETURNING message_id`,
        kind,
        day,
        at,
        ids,
        reason,
      );
      return { held: rows.length, last: ids.length < CUSTOMERS_AT_ONCE ? undefined : ids.at(-1) };
    });
    held += batch.held;
    after = batch.last;
  }
  return held;
}

/**
 * The last look held mails of these kinds as too many for today: the rest of the day is their batch. After the look's own
 * transaction, which holds customers that a switch of the kind waits for; a held message stays held without it.
 */
export async function noteFloods(shopId: bigint, kinds: readonly Kind[]): Promise<void> {
  if (kinds.length === 0) return;
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop_kind k SET flood_held_on = ($3::timestamptz AT TIME ZONE s.time_zone)::date FROM shop s
       WHERE s.id = $1 AND k.shop_id = $1 AND k.kind = ANY($2::text[])
         AND (k.flood_held_on IS NULL OR k.flood_held_on < ($3::timestamptz AT TIME ZONE s.time_zone)::date)`,
      kinds,
      now(),
    ),
  );
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

import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { AUTOMATIC_HOLDOUT_PERCENT, DUE_MOMENTS_A_YEAR } from '~/base/vocabulary/holdout';
import type { Kind } from '~/base/vocabulary/kinds';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';

/** Messages that are looked at: a rehearsal, of which none is counted, fills no more than its first week. */
const LOOKED_AT = 2 * DUE_MOMENTS_A_YEAR;

/**
 * Switches the holdout on where a kind had so many due moments in the last 365 days that leaving some out will tell
 * what the messages bring; with fewer it would only cost. A figure of a person's, 0 too, is left alone; once on it stays,
 * or a quiet season would end what is being measured. Daily.
 *
 * Counted is what went to customers: while nobody is left out, that is every due moment. Mail about orders has no holdout.
 */
export async function startHoldouts(shopId: ShopId): Promise<void> {
  const at = now();
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop_kind k SET holdout_percent = ${AUTOMATIC_HOLDOUT_PERCENT}, holdout_changed_at = $3
       WHERE k.shop_id = $1 AND k.mode <> 'off' AND k.holdout_set_by IS NULL AND k.holdout_percent = 0
         AND ${dueMoments('k.kind')} >= ${DUE_MOMENTS_A_YEAR}`,
      addDays(at, -365),
      at,
    ),
  );
}

/** Of each kind, its due moments of the last 365 days up to `at`; more than the holdout needs are not counted. */
export async function countDueMoments(
  sql: ShopSql,
  kinds: readonly Kind[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.rows<{ kind: string; count: number }>(
    `SELECT k.kind, ${dueMoments('k.kind')} AS count FROM unnest($4::text[]) AS k(kind) WHERE $1::bigint IS NOT NULL`,
    addDays(at, -365),
    at,
    kinds,
  );
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

/**
 * How many messages of a kind went to customers after $2, up to $3, of the newest of them. Each one's mail is looked up
 * behind a LIMIT: as a plain join all mails of the shop would be read.
 */
function dueMoments(kind: string): string {
  return `(SELECT count(*)::int FROM (
      SELECT 1 FROM (SELECT m.mail_id FROM message m
          WHERE m.shop_id = $1 AND m.kind = ${kind} AND m.state = 'sent' AND m.class <> 'transactional'
            AND m.sent_at > $2 AND m.sent_at <= $3 ORDER BY m.sent_at DESC LIMIT ${LOOKED_AT}) m
      CROSS JOIN LATERAL (SELECT FROM mail l WHERE l.shop_id = $1 AND l.id = m.mail_id AND NOT l.redirected LIMIT 1) l
      LIMIT ${DUE_MOMENTS_A_YEAR}) due)`;
}

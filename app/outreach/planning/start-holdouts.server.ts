import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { AUTOMATIC_HOLDOUT_PERCENT, DUE_MOMENTS_A_YEAR } from '~/base/vocabulary/holdout';
import { type ShopId, sqlInShop } from '~/db.server';

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
      `UPDATE shop_kind k SET due_moments = counted.count,
         holdout_percent = CASE WHEN counted.starts THEN ${AUTOMATIC_HOLDOUT_PERCENT} ELSE k.holdout_percent END,
         holdout_changed_at = CASE WHEN counted.starts THEN $3 ELSE k.holdout_changed_at END
       FROM (
         SELECT x.kind, due.count, due.count >= ${DUE_MOMENTS_A_YEAR} AND x.holdout_set_by IS NULL AND x.holdout_percent = 0 AS starts
         FROM shop_kind x CROSS JOIN LATERAL (
           SELECT count(*)::int AS count FROM (
             SELECT 1 FROM message m JOIN mail l ON l.shop_id = $1 AND l.id = m.mail_id AND NOT l.redirected
             WHERE m.shop_id = $1 AND m.kind = x.kind AND m.state = 'sent' AND m.class <> 'transactional'
               AND m.sent_at > $2 AND m.sent_at <= $3 LIMIT ${DUE_MOMENTS_A_YEAR}) one) due
         WHERE x.shop_id = $1 AND x.mode <> 'off'
       ) counted
       WHERE k.shop_id = $1 AND k.kind = counted.kind AND (k.due_moments <> counted.count OR counted.starts)`,
      addDays(at, -365),
      at,
    ),
  );
}

import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';
import { isStandingNo, isWord } from '~/intake/customers/consent-words';

/**
 * After a merge: a "no" that was said to us, and that still counted, holds for the one they became, unless that one was
 * told of later: that they were born as nobody's subscriber is no such word. It keeps its time where it can, and is owed to
 * Shopify at once, under the id that lives. A "yes" stays behind: it was given for another address. A second time it
 * finds nothing.
 */
export async function rekeyNo(sql: ShopSql, fromCustomerId: bigint, toCustomerId: bigint): Promise<void> {
  const [no] = await sql.rows<{ source: string; changedAt: Date }>(
    `SELECT n.source, n.changed_at AS "changedAt" FROM consent n
     WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email' AND ${isStandingNo('n')} ORDER BY n.changed_at DESC LIMIT 1`,
    fromCustomerId,
  );
  if (!no) return;
  await sql.run(
    `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at, write_owed, next_try_at)
     SELECT $1::bigint, $2::bigint, 'email', 'UNSUBSCRIBED', $3, greatest($4, max(k.changed_at) + interval '1 millisecond'), true, $5
     FROM consent k WHERE k.shop_id = $1 AND k.customer_id = $2 AND k.channel = 'email' AND k.changed_at > $4
     HAVING count(*) FILTER (WHERE ${isWord('k')}) = 0
     ON CONFLICT DO NOTHING`,
    toCustomerId,
    no.source,
    no.changedAt,
    now(),
  );
}

import { now } from '~/base/lib/clock.server';
import type { ConsentState } from '~/base/vocabulary/customers';
import { nextWriteAt } from '~/care/suppressions/next-write';
import type { ShopSql } from '~/db.server';
import { isStandingNo } from '~/intake/customers/consent-words';
import { newestConsent } from '~/intake/customers/newest-consent';

/** The source of a "no" to us after one that was told elsewhere: it counts, and takes no way back from where that one was told. */
export const NO_AFTER_ANOTHER = 'carafe-after-another';

/**
 * Keeps what a customer told us about being written to, and owes it to Shopify where it takes such a word. A "no" that is
 * said again moves to now and is owed again: a "yes" from in between may still come. It stays one row, however often
 * somebody clicks. One click is a single opt-in: that an address was confirmed by a mail of its own is nothing that we
 * could claim.
 *
 * @returns whether this was news
 */
export async function tellConsent(
  sql: ShopSql,
  {
    customerId,
    state,
    source,
  }: {
    readonly customerId: bigint;
    readonly state: ConsentState;
    readonly source: string;
  },
): Promise<boolean> {
  const [known] = await sql.rows<{ state: string; changedAt: Date }>(
    `SELECT state, changed_at AS "changedAt" FROM consent WHERE shop_id = $1 AND customer_id = $2 AND channel = 'email'
     ORDER BY ${newestConsent('consent')} LIMIT 1`,
    customerId,
  );
  const isRepeated = known?.state === state;
  if (isRepeated && state !== 'UNSUBSCRIBED') return false;
  // Later than all that is known, or a clock that runs behind would let the older word win.
  const at = new Date(Math.max(now().getTime(), (known?.changedAt.getTime() ?? 0) + 1));
  if (isRepeated && (await moveNo(sql, customerId, at))) return false;
  await sql.run(
    `INSERT INTO consent (shop_id, customer_id, channel, state, opt_in_level, source, changed_at, write_owed, next_try_at)
     VALUES ($1, $2, 'email', $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    customerId,
    state,
    state === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
    isRepeated ? NO_AFTER_ANOTHER : source,
    at,
    state === 'SUBSCRIBED' || state === 'UNSUBSCRIBED',
    nextWriteAt(at, now()),
  );
  return !isRepeated;
}

/** @returns whether there was a "no" of ours to move */
async function moveNo(sql: ShopSql, customerId: bigint, at: Date): Promise<boolean> {
  // A pause that runs goes on, or somebody who clicks all day would never let it end.
  const moved = await sql.run(
    `UPDATE consent SET changed_at = $3, write_owed = true, next_try_at = CASE WHEN write_owed THEN next_try_at ELSE $4 END
     WHERE shop_id = $1 AND id = (SELECT n.id FROM consent n
       WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email' AND ${isStandingNo('n')} ORDER BY n.changed_at DESC LIMIT 1)`,
    customerId,
    at,
    nextWriteAt(at, now()),
  );
  return moved > 0;
}

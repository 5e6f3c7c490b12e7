import { now } from '~/base/lib/clock.server';
import type { ConsentState } from '~/base/vocabulary/customers';
import { nextWriteAt } from '~/care/suppressions/next-write';
import type { ShopSql } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';

/**
 * Keeps what a customer told us about being written to, and owes it to Shopify where it takes such a word. Nothing
 * happens when that is what we knew already, so a second click writes no second row. One click is a single opt-in: that
 * an address was confirmed by a mail of its own is nothing that we could claim.
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
  if (known?.state === state) return false;
  // Later than all that is known, or a clock that runs behind would let the older word win.
  const at = new Date(Math.max(now().getTime(), (known?.changedAt.getTime() ?? 0) + 1));
  await sql.run(
    `INSERT INTO consent (shop_id, customer_id, channel, state, opt_in_level, source, changed_at, write_owed, next_try_at)
     VALUES ($1, $2, 'email', $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    customerId,
    state,
    state === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
    source,
    at,
    state === 'SUBSCRIBED' || state === 'UNSUBSCRIBED',
    nextWriteAt(at, now()),
  );
  return true;
}

import type { ConsentState } from '~/base/vocabulary/customers';
import { NO_AFTER_ANOTHER, tellConsent } from '~/care/suppressions/tell-consent.server';
import type { ShopSql } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';

/** A customer's consent, and what it was before they said no. */
export interface ConsentBefore {
  readonly state: ConsentState | null;
  /** The last that was no "no"; null when nothing was told before. */
  readonly before: ConsentState | null;
  /** They said no by a mail or a page of ours, not elsewhere first and not by a spam report. */
  readonly isOurs: boolean;
}

export async function consentBefore(sql: ShopSql, customerId: bigint): Promise<ConsentBefore> {
  const [row] = await sql.rows<ConsentBefore>(
    `WITH told AS (
       SELECT n.state, n.source, row_number() OVER (ORDER BY ${newestConsent('n')}) AS place FROM consent n
       WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email'
     ), earlier AS (SELECT state, place FROM told WHERE state <> 'UNSUBSCRIBED' ORDER BY place LIMIT 1)
     SELECT (SELECT state FROM told WHERE place = 1) AS state, (SELECT state FROM earlier) AS before,
       EXISTS (SELECT FROM told WHERE source LIKE 'carafe-%' AND source NOT IN ('carafe-spam-report', '${NO_AFTER_ANOTHER}')
         AND state = 'UNSUBSCRIBED' AND NOT EXISTS (SELECT FROM earlier WHERE earlier.place < told.place)) AS "isOurs"`,
    customerId,
  );
  return row ?? { state: null, before: null, isOurs: false };
}

/**
 * Puts back what stood before a "no" that was said to us: who never subscribed is no subscriber for having come back.
 * Shopify knows no way back to that, so only a subscription is told there.
 */
export async function takeBackNo(sql: ShopSql, customerId: bigint): Promise<void> {
  const { state, before, isOurs } = await consentBefore(sql, customerId);
  if (state !== 'UNSUBSCRIBED' || !isOurs) return;
  await tellConsent(sql, {
    customerId,
    state: before ?? 'NOT_SUBSCRIBED',
    source: 'carafe-preferences-page',
  });
}

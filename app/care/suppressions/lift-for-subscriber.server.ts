import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';

/** Shopify's clock and ours may differ by so much: what seems a second thought within it may have been the first. */
export const CLOCKS_APART = '1 minute';

/**
 * Who unsubscribed with us and subscribed again later, at a checkout or with the merchant, is written to again: what they
 * said last counts, and Shopify calls them a subscriber. Only their own "no" ends; a bounce or a spam report stays.
 *
 * @returns whether a "no" ended
 */
export async function liftForSubscriber(sql: ShopSql, customerId: bigint): Promise<boolean> {
  const changed = await sql.run(
    `UPDATE suppression x SET lifted_at = $3, lifted_by = 'subscribed-again'
     FROM customer c, LATERAL (SELECT n.state, n.changed_at FROM consent n
       WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email' ORDER BY ${newestConsent('n')} LIMIT 1) told
     WHERE c.shop_id = $1 AND c.id = $2 AND x.shop_id = $1 AND x.email_hash = c.email_hash AND x.reason = 'unsubscribe'
       AND x.lifted_at IS NULL AND told.state = 'SUBSCRIBED' AND told.changed_at > x.created_at + interval '${CLOCKS_APART}'`,
    customerId,
    now(),
  );
  return changed > 0;
}

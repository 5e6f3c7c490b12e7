import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { CLOCKS_APART } from '~/care/suppressions/lift-for-subscriber.server';
import { nextWriteAt } from '~/care/suppressions/next-write';
import { writeConsentOperation } from '~/care/suppressions/operations';
import { type ShopId, sqlInShop } from '~/db.server';
import { isWord } from '~/intake/customers/consent-words';
import { adminGraphql } from '~/intake/shopify/admin-client.server';

interface Owed {
  readonly id: bigint;
  readonly state: string;
  readonly optInLevel: string | null;
  readonly changedAt: Date;
  readonly shopifyCustomerId: string | null;
  /** Something was said later, and is known: written now, this would undo it. */
  readonly isOutdone: boolean;
}

/**
 * Writes the newest consent that a customer told us to Shopify. Throws when Shopify could not be reached: the row still
 * owes it, and the queue tries twice more at once, the schedule with growing pauses. Nothing owed, a guest, somebody gone
 * or a word that a newer one has outdone: nothing to do.
 */
export async function writeConsentToShopify(shopId: ShopId, customerId: bigint): Promise<void> {
  const owed = await sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<Owed>(
      `SELECT n.id, n.state, n.opt_in_level AS "optInLevel", n.changed_at AS "changedAt",
         CASE WHEN c.deleted_at IS NULL AND c.redacted_at IS NULL THEN c.shopify_customer_id END AS "shopifyCustomerId",
         -- A "yes" to Shopify within the minute may have been the first word of the two; one to us was not.
         EXISTS (SELECT FROM consent k WHERE k.shop_id = $1 AND k.customer_id = $2 AND k.channel = n.channel AND ${isWord('k')}
           AND k.changed_at > n.changed_at + CASE WHEN n.state = 'UNSUBSCRIBED' AND k.source NOT LIKE 'carafe-%'
             THEN interval '${CLOCKS_APART}' ELSE interval '0' END) AS "isOutdone"
       FROM consent n JOIN customer c ON c.shop_id = $1 AND c.id = n.customer_id
       WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.write_owed ORDER BY n.changed_at DESC, n.id DESC LIMIT 1`,
      customerId,
    );
    // Before the call, so that one that never comes back has its pause, too.
    if (row)
      await sql.run(
        `UPDATE consent SET next_try_at = $3 WHERE shop_id = $1 AND customer_id = $2 AND write_owed`,
        customerId,
        nextWriteAt(row.changedAt, now()),
      );
    return row;
  });
  if (!owed) return;
  if (owed.shopifyCustomerId !== null && !owed.isOutdone) {
    const { customerEmailMarketingConsentUpdate: answer } = await adminGraphql(
      shopId,
      writeConsentOperation,
      {
        input: {
          customerId: owed.shopifyCustomerId,
          emailMarketingConsent: {
            marketingState: owed.state,
            ...(owed.optInLevel === null ? {} : { marketingOptInLevel: owed.optInLevel }),
            consentUpdatedAt: owed.changedAt.toISOString(),
          },
        },
      },
    );
    // A refusal will not change by asking again; our own suppression stands whatever Shopify says.
    if (answer?.userErrors.length) {
      log.warn('Shopify refused a consent', { shopId, customerId, count: answer.userErrors.length });
    }
  }
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE consent SET write_owed = false WHERE shop_id = $1 AND customer_id = $2 AND write_owed AND changed_at <= $3`,
      customerId,
      owed.changedAt,
    ),
  );
}

import { suppressionOf } from '~/care/suppressions/suppress.server';
import { consentBefore } from '~/care/suppressions/take-back-no.server';
import type { ShopSql } from '~/db.server';

/**
 * Nothing but transactional mail goes to a customer, and whether the page behind a mail's link may take that back:
 * `here` when they unsubscribed with us and the mail went to the address that they have now, `newest-mail` when this mail
 * went to another, null when it is not theirs to take back: a bounce, a spam report, a "no" that was told elsewhere.
 */
export interface StopOfCustomer {
  readonly wayBack: 'here' | 'newest-mail' | null;
}

/** @returns null when the customer is written to */
export async function stopOf(
  sql: ShopSql,
  customerId: bigint,
  mailId: bigint | undefined,
): Promise<StopOfCustomer | null> {
  const [row] = await sql.rows<{ hash: Buffer | null; wentThere: boolean | null }>(
    `SELECT c.email_hash AS hash,
       (SELECT m.email_hash = c.email_hash FROM mail m WHERE m.shop_id = $1 AND m.id = $3) AS "wentThere"
     FROM customer c WHERE c.shop_id = $1 AND c.id = $2`,
    customerId,
    mailId ?? 0n,
  );
  const suppression = row?.hash ? await suppressionOf(sql, row.hash) : null;
  const { state, isOurs } = await consentBefore(sql, customerId);
  if (!suppression && state !== 'UNSUBSCRIBED') return null;
  if (suppression?.reason !== 'unsubscribe' || (state === 'UNSUBSCRIBED' && !isOurs))
    return { wayBack: null };
  return { wayBack: row?.wentThere ? 'here' : 'newest-mail' };
}

import { now } from '~/base/lib/clock.server';
import type { LinkClaims } from '~/care/answers/link-token';
import type { ShopSql } from '~/db.server';

/**
 * Keeps that a link in a mail was followed. Counted, never decided on: scanners follow links too. A scanner that says
 * so is kept as a scan and marks no mail as clicked.
 */
export async function recordClick(
  sql: ShopSql,
  claims: LinkClaims,
  { isScanner }: { readonly isScanner: boolean },
): Promise<void> {
  await sql.run(
    `WITH clicked AS (
       UPDATE mail SET first_click_at = $5 WHERE shop_id = $1 AND id = $3 AND first_click_at IS NULL AND $6 = 'click'
     )
     INSERT INTO engagement (shop_id, customer_id, mail_id, message_id, purpose, detail, at)
     VALUES ($1, $2, $3, $4, $6, $7, $5)`,
    claims.customerId,
    claims.mailId ?? null,
    claims.messageId ?? null,
    now(),
    isScanner ? 'scan' : 'click',
    JSON.stringify(claims.needId === undefined ? {} : { needId: String(claims.needId) }),
  );
}

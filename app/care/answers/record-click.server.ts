import { now } from '~/base/lib/clock.server';
import type { LinkClaims } from '~/care/answers/link-token';
import type { ShopSql } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

/**
 * Keeps that a link in a mail was followed. Counted, never decided on: scanners follow links too. A scanner that says
 * so is kept as a scan and marks no mail as clicked. Of one link one click and one scan a day (UTC) are kept, however
 * often it is opened: the link is whoever has it, and may be fetched by a machine for a year. Nothing is kept of
 * somebody who was erased.
 */
export async function recordClick(
  sql: ShopSql,
  claims: LinkClaims,
  { isScanner }: { readonly isScanner: boolean },
): Promise<void> {
  const customer = await lockCustomer(sql, claims.customerId);
  if (!customer || customer.deletedAt || customer.redactedAt) return;
  await sql.run(
    `WITH clicked AS (
       UPDATE mail SET first_click_at = $5 WHERE shop_id = $1 AND id = $3 AND first_click_at IS NULL AND $6 = 'click'
     )
     INSERT INTO engagement (shop_id, customer_id, mail_id, message_id, purpose, detail, at)
     SELECT $1, $2::bigint, $3::bigint, $4::bigint, $6, $7::jsonb, $5::timestamptz
     WHERE NOT EXISTS (SELECT 1 FROM engagement WHERE shop_id = $1 AND customer_id = $2
       AND at >= date_trunc('day', $5::timestamptz, 'UTC') AND purpose = $6 AND detail = $7::jsonb
       AND mail_id IS NOT DISTINCT FROM $3::bigint AND message_id IS NOT DISTINCT FROM $4::bigint)`,
    customer.id,
    claims.mailId ?? null,
    claims.messageId ?? null,
    now(),
    isScanner ? 'scan' : 'click',
    JSON.stringify(claims.needId === undefined ? {} : { needId: String(claims.needId) }),
  );
}

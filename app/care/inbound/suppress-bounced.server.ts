import { checkBreakers } from '~/care/inbound/check-breakers.server';
import { suppress } from '~/care/suppressions/suppress.server';
import type { ShopSql } from '~/db.server';

export interface BouncedAddress {
  readonly emailHash: Uint8Array;
  readonly bounce: 'hard' | 'soft';
}

const SOFT_BOUNCES = 3;

/**
 * Addresses that bounced, whether the server said so at once or by a mail of its own; their mails' rows say it already. A
 * hard bounce ends writing to an address and asks the breakers; soft ones end it with the third mail within 7 days.
 */
export async function suppressBounced(
  sql: ShopSql,
  bounced: readonly BouncedAddress[],
  at: Date,
): Promise<void> {
  for (const { emailHash, bounce } of bounced) {
    if (bounce === 'hard') await suppress(sql, { emailHash, reason: 'hard_bounce', scope: 'all' });
    else if ((await softBounces(sql, emailHash, at)) >= SOFT_BOUNCES)
      await suppress(sql, { emailHash, reason: 'soft_bounces', scope: 'all' });
  }
  if (bounced.some(({ bounce }) => bounce === 'hard')) await checkBreakers(sql);
}

async function softBounces(sql: ShopSql, emailHash: Uint8Array, at: Date): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM mail WHERE shop_id = $1 AND email_hash = $2 AND bounce_kind = 'soft'
       AND bounced_at > $3::timestamptz - interval '7 days'`,
    emailHash,
    at,
  );
  return row?.count ?? 0;
}

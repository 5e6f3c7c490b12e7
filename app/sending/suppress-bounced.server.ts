import { suppress } from '~/care/suppressions/suppress.server';
import type { ShopSql } from '~/db.server';

const SOFT_BOUNCES = 3;

/** A hard bounce ends writing to an address; soft ones do after the third within 7 days. */
export async function suppressBounced(
  sql: ShopSql,
  { emailHash, bounce, at }: { emailHash: Uint8Array; bounce: 'hard' | 'soft'; at: Date },
): Promise<void> {
  if (bounce === 'hard') {
    await suppress(sql, { emailHash, reason: 'hard_bounce', scope: 'all' });
    return;
  }
  const [row] = await sql.rows<{ count: bigint }>(
    `SELECT count(*) FROM mail WHERE shop_id = $1 AND email_hash = $2 AND bounce_kind = 'soft'
       AND bounced_at > $3::timestamptz - interval '7 days'`,
    emailHash,
    at,
  );
  if ((row?.count ?? 0n) >= SOFT_BOUNCES)
    await suppress(sql, { emailHash, reason: 'soft_bounces', scope: 'all' });
}

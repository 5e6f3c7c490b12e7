import type { ShopSql } from '~/db.server';

/** A hard bounce ends writing to an address; soft ones do after the third within 7 days. */
export async function suppressBounced(
  sql: ShopSql,
  { emailHash, bounce, at }: { emailHash: Uint8Array; bounce: 'hard' | 'soft'; at: Date },
): Promise<void> {
  await sql.run(
    `INSERT INTO suppression (shop_id, email_hash, reason, scope, created_at)
     SELECT $1, $2, $3, 'all', $4 WHERE $3 = 'hard_bounce' OR (SELECT count(*) FROM mail
       WHERE shop_id = $1 AND email_hash = $2 AND bounce_kind = 'soft' AND bounced_at > $4::timestamptz - interval '7 days') >= 3
     ON CONFLICT (shop_id, email_hash, reason) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, created_at = excluded.created_at
       WHERE suppression.lifted_at IS NOT NULL`,
    emailHash,
    bounce === 'hard' ? 'hard_bounce' : 'soft_bounces',
    at,
  );
}

import { emailHash } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';

/**
 * Of these addresses, which belong to somebody who was redacted after they bought? No word on an order of before may bring
 * a person back, however new it is: an old order changes with a tag, a refund or a parcel. Who buys again afterwards is a new
 * acquaintance.
 */
export async function redactedSince(
  sql: ShopSql,
  emails: readonly (string | null)[],
): Promise<(email: string | null, boughtAtMs: number) => boolean> {
  const [any] = await sql.rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT FROM suppression WHERE shop_id = $1 AND reason = 'redacted') AS any`,
  );
  if (!any?.any) return () => false;
  const hashes = emails.flatMap((email) => emailHash(sql.shopId, email) ?? []);
  const rows = await sql.rows<{ hash: Buffer; at: Date }>(
    `SELECT email_hash AS hash, created_at AS at FROM suppression WHERE shop_id = $1 AND reason = 'redacted' AND email_hash = ANY($2::bytea[])`,
    hashes,
  );
  const redactedAt = new Map(rows.map(({ hash, at }) => [hash.toString('hex'), at.getTime()]));
  return (email, boughtAtMs) =>
    boughtAtMs <= (redactedAt.get(emailHash(sql.shopId, email)?.toString('hex') ?? '') ?? -1);
}

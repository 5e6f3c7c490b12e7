import { emailHash } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';

/**
 * Of these addresses, which belong to somebody who was redacted after the word was said? A late webhook of before must not
 * bring a person back; who buys again afterwards is a new acquaintance.
 */
export async function redactedSince(
  sql: ShopSql,
  said: readonly { readonly email: string | null; readonly atMs: number }[],
): Promise<(email: string | null, atMs: number) => boolean> {
  const [any] = await sql.rows<{ any: boolean }>(
    `SELECT EXISTS (SELECT FROM suppression WHERE shop_id = $1 AND reason = 'redacted') AS any`,
  );
  if (!any?.any) return () => false;
  const hashes = said.flatMap(({ email }) => emailHash(sql.shopId, email) ?? []);
  const rows = await sql.rows<{ hash: Buffer; at: Date }>(
    `SELECT email_hash AS hash, created_at AS at FROM suppression WHERE shop_id = $1 AND reason = 'redacted' AND email_hash = ANY($2::bytea[])`,
    hashes,
  );
  const redactedAt = new Map(rows.map(({ hash, at }) => [hash.toString('hex'), at.getTime()]));
  return (email, atMs) => atMs <= (redactedAt.get(emailHash(sql.shopId, email)?.toString('hex') ?? '') ?? -1);
}

import { now } from '~/base/lib/clock.server';
import type { SuppressionReason, SuppressionScope } from '~/base/vocabulary/customers';
import { strictestSuppression } from '~/care/suppressions/strictest-suppression';
import type { ShopSql } from '~/db.server';

/** Why an address must not be written to. `not_transactional` leaves mail about orders. */
export interface Suppression {
  readonly reason: SuppressionReason;
  readonly scope: SuppressionScope;
  readonly since: Date;
}

/** The strictest suppression in force of an address, or null. */
export async function suppressionOf(sql: ShopSql, emailHash: Uint8Array): Promise<Suppression | null> {
  const [row] = await sql.rows<Suppression>(strictestSuppression('$2'), emailHash);
  return row ?? null;
}

/**
 * Stops mail to an address, by its keyed hash alone. Doing it again changes nothing; one that was lifted comes back.
 *
 * @returns whether this changed anything
 */
export async function suppress(
  sql: ShopSql,
  what: {
    readonly emailHash: Uint8Array;
    readonly reason: SuppressionReason;
    readonly scope: SuppressionScope;
    readonly detail?: string;
  },
): Promise<boolean> {
  const changed = await sql.run(
    `INSERT INTO suppression (shop_id, email_hash, reason, scope, detail, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, email_hash, reason) DO UPDATE
       SET lifted_at = NULL, lifted_by = NULL, created_at = excluded.created_at, detail = excluded.detail, scope = excluded.scope
       WHERE suppression.lifted_at IS NOT NULL`,
    what.emailHash,
    what.reason,
    what.scope,
    what.detail ?? null,
    now(),
  );
  return changed > 0;
}

/** Ends a suppression for one reason. Others for the same address stay. */
export async function liftSuppression(
  sql: ShopSql,
  { emailHash, reason, by }: { emailHash: Uint8Array; reason: SuppressionReason; by: string },
): Promise<boolean> {
  const changed = await sql.run(
    `UPDATE suppression SET lifted_at = $4, lifted_by = $5
     WHERE shop_id = $1 AND email_hash = $2 AND reason = $3 AND lifted_at IS NULL`,
    emailHash,
    reason,
    now(),
    by,
  );
  return changed > 0;
}

import { now } from '~/base/lib/clock.server';
import type { PreferenceChoice } from '~/base/vocabulary/customers';
import type { Kind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';

export interface PreferenceChange {
  readonly customerId: bigint;
  /** '*' speaks of everything. */
  readonly kind: Kind | '*';
  readonly needId?: bigint | undefined;
  /** 'on' forgets what was chosen before, all of it. */
  readonly choice: PreferenceChoice;
  readonly until?: Date | undefined;
  readonly source: 'preferences-page' | 'answer-page' | 'staff';
}

/** Keeps one choice of a customer; the newest for a kind and need replaces the one before, but for `fewer`, which stands beside a break. */
export async function savePreference(sql: ShopSql, change: PreferenceChange): Promise<void> {
  const { customerId, kind, needId = null, choice, until = null, source } = change;
  if (choice === 'on') {
    await sql.run(
      `DELETE FROM preference WHERE shop_id = $1 AND customer_id = $2 AND kind = $3 AND need_id IS NOT DISTINCT FROM $4::bigint`,
      customerId,
      kind,
      needId,
    );
    return;
  }
  await sql.run(
    `INSERT INTO preference (shop_id, customer_id, kind, need_id, choice, until, source, changed_at)
     VALUES ($1, $2, $3, $4::bigint, $5, $6, $7, $8)
     ON CONFLICT (customer_id, kind, coalesce(need_id, 0), (choice = 'fewer')) DO UPDATE
       SET choice = excluded.choice, until = excluded.until, source = excluded.source, changed_at = excluded.changed_at`,
    customerId,
    kind,
    needId,
    choice,
    until,
    source,
    now(),
  );
}

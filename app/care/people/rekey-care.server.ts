import { now } from '~/base/lib/clock.server';
import { rekeyNo } from '~/care/suppressions/rekey-no.server';
import type { ShopSql } from '~/db.server';

/** What a person told us, or what was promised to them, in rows of their own: all of it goes along as it is. */
const tables = ['complaint', 'commitment', 'contact_note', 'task', 'answer', 'engagement'];

/**
 * After a merge: what the old customer told us holds for the one they became. Where both chose something for the same
 * kind and need, the stricter choice stays: off, else the longer silence; a silence that is over is none, and fewer stays
 * beside either. A "no" to mail goes along, too. Call it under the lock of the customer that is kept; a second time it finds nothing.
 */
export async function rekeyCare(sql: ShopSql, fromCustomerId: bigint, toCustomerId: bigint): Promise<void> {
  for (const table of tables) {
    await sql.run(
      `UPDATE ${table} SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`,
      fromCustomerId,
      toCustomerId,
    );
  }
  await sql.run(
    `WITH moved AS (DELETE FROM preference WHERE shop_id = $1 AND customer_id = $2
       RETURNING kind, need_id, choice, until, source, changed_at)
     INSERT INTO preference AS kept (shop_id, customer_id, kind, need_id, choice, until, source, changed_at)
     SELECT $1, $3, kind, need_id, choice, until, source, changed_at FROM moved
     WHERE choice <> 'snoozed' OR until IS NULL OR until > $4::timestamptz
     ON CONFLICT (customer_id, kind, coalesce(need_id, 0), (choice = 'fewer')) DO UPDATE
       SET choice = excluded.choice, until = excluded.until, source = excluded.source, changed_at = excluded.changed_at
       WHERE (array_position(ARRAY['snoozed', 'off'], excluded.choice), coalesce(excluded.until, '-infinity'))
           > (array_position(ARRAY['snoozed', 'off'], kept.choice), coalesce(kept.until, '-infinity'))`,
    fromCustomerId,
    toCustomerId,
    now(),
  );
  await rekeyNo(sql, fromCustomerId, toCustomerId);
}

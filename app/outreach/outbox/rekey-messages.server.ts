import type { ShopSql } from '~/db.server';

/** After a merge: what was planned for and sent to the old customer belongs to the one they became. Run from jobs/. */
export async function rekeyMessages(
  sql: ShopSql,
  fromCustomerId: bigint,
  toCustomerId: bigint,
): Promise<void> {
  for (const table of ['message', 'mail', 'exposure']) {
    await sql.run(
      `UPDATE ${table} SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`,
      fromCustomerId,
      toCustomerId,
    );
  }
}

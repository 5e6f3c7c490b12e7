import { now } from '~/base/lib/clock.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';

/**
 * Asks for new plans of these customers, as far as they are still there; an older debt stays. A transaction of its own,
 * to be kept small: no projection runs beside it.
 *
 * @returns how many customers were marked
 */
export async function markCustomers(shopId: ShopId, customerIds: readonly bigint[]): Promise<number> {
  return sqlInShop(shopId, async (sql) => {
    await lockProjection(sql);
    // In any order: whoever is still there is the last that a plan comes to.
    return sql.run(
      `UPDATE customer SET replan_due_at = least(replan_due_at, $3::timestamptz)
       WHERE shop_id = $1 AND id = ANY($2::int8[]) AND merged_into_id IS NULL AND deleted_at IS NULL AND redacted_at IS NULL`,
      customerIds,
      now(),
    );
  });
}

import { type ShopId, sqlInShop } from '~/db.server';
import { carryOutRequest } from '~/office/privacy/carry-out-request.server';

/** Carries out what was asked of a shop and is open, the oldest first. */
export async function carryOutRequests(shopId: ShopId): Promise<void> {
  const open = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT id FROM privacy_request WHERE shop_id = $1 AND completed_at IS NULL ORDER BY id',
    ),
  );
  for (const { id } of open) await carryOutRequest(shopId, id);
}

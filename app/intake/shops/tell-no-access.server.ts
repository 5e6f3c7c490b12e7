import { type ShopId, sqlInShop } from '~/db.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { NO_ACCESS } from '~/intake/shops/backfill-failure';

/**
 * Notes with what loads, or waits to, that Shopify takes our token no more, and passes the error on. That is no failure of
 * the load: it is looked after every two minutes and goes on once somebody has opened the app; until then its page says why.
 */
export async function tellNoAccess(
  shopId: ShopId,
  backfillIds: readonly bigint[],
  error: unknown,
): Promise<never> {
  if (error instanceof AdminApiError && error.failure === 'no-access')
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE backfill SET error = $3, heartbeat_at = now() WHERE shop_id = $1 AND id = ANY($2::int8[]) AND state IN ('waiting', 'running')`,
        backfillIds,
        NO_ACCESS,
      ),
    );
  throw error;
}

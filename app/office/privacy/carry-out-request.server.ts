import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { eraseShop } from '~/office/privacy/erase-shop.server';
import { exportCustomer } from '~/office/privacy/export-customer.server';
import type { PrivacyRequest } from '~/office/privacy/find-person.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { redactShop } from '~/office/privacy/redact-shop.server';

/** Does what privacy law or the merchant asks, once. A request that fails stays open, and the look at all shops brings it back. */
export async function carryOutRequest(shopId: ShopId, requestId: bigint): Promise<void> {
  const request = await sqlInShop(shopId, (sql) => openRequest(sql, requestId));
  if (!request) return;
  if (request.kind === 'shop/redact') {
    const outcome = await redactShop(shopId, request.requestedAt);
    if (outcome === 'installed-again')
      await sqlInShop(shopId, (sql) => complete(sql, requestId, 'installed again'));
    return;
  }
  if (request.kind === 'shop/erase') {
    const outcome = await eraseShop(shopId);
    if (outcome === 'installed-again')
      await sqlInShop(shopId, (sql) => complete(sql, requestId, 'installed again'));
    return;
  }
  await sqlInShop(shopId, async (sql) => {
    if (request.kind === 'customers/redact') await redactCustomer(sql, request);
    else await exportCustomer(sql, request);
    await complete(sql, requestId, null);
  });
  log.info('Privacy request carried out', { shopId, kind: request.kind });
}

async function openRequest(sql: ShopSql, requestId: bigint): Promise<PrivacyRequest | undefined> {
  const [row] = await sql.rows<PrivacyRequest>(
    `SELECT id, kind, shopify_customer_id AS "shopifyCustomerId", email_hash AS "emailHash", inbox_customer_hash AS "inboxCustomerHash",
       inbox_email_hash AS "inboxEmailHash", shopify_order_ids AS "shopifyOrderIds", requested_at AS "requestedAt"
     FROM privacy_request WHERE shop_id = $1 AND id = $2 AND completed_at IS NULL`,
    requestId,
  );
  return row;
}

/** Whom it named is forgotten with it, and by it alone: another open request needs what it names, to be carried out. */
async function complete(sql: ShopSql, requestId: bigint, note: string | null): Promise<void> {
  await sql.run(
    `UPDATE privacy_request SET completed_at = $3, error = $4, shopify_customer_id = NULL, email_hash = NULL,
       inbox_customer_hash = NULL, inbox_email_hash = NULL, shopify_order_ids = '{}'
     WHERE shop_id = $1 AND id = $2`,
    requestId,
    now(),
    note,
  );
}

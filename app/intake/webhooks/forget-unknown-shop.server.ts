import { acrossShops } from '~/db.server';
import { inboxCustomerHash, inboxEmailHash } from '~/intake/webhooks/inbox-hash.server';
import type { IncomingWebhook } from '~/intake/webhooks/store-webhooks.server';

/**
 * A privacy request of a shop that is not installed here. All that we may hold of it are webhooks that wait for an
 * install: those of the person, or all of the shop, are dropped at once, the request itself with them.
 */
export async function forgetUnknownShop({ shopDomain, topic, subject }: IncomingWebhook): Promise<void> {
  const isWholeShop = topic === 'shop/redact';
  if (topic === 'customers/data_request') return;
  await acrossShops('intake', (sql) =>
    sql.run(
      `DELETE FROM inbox_webhook WHERE shop_id IS NULL AND shop_domain = $1 AND ($2 OR customer_hash = $3 OR email_hash = $4)`,
      shopDomain,
      isWholeShop,
      inboxCustomerHash(shopDomain, subject.shopifyCustomerId),
      inboxEmailHash(shopDomain, subject.email),
    ),
  );
}

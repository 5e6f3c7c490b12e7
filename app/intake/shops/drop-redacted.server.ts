import { emailHash } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';
import { REDACTED } from '~/intake/orders/merge-order.server';
import type { Facts } from '~/intake/orders/project-facts.server';
import { inboxCustomerHash } from '~/intake/webhooks/inbox-hash.server';

/**
 * Of these webhooks, which have been projected, those that carry a person who was redacted before they came: nothing of
 * them was kept, and their bodies go, too, instead of lying in the inbox with the others.
 */
export async function dropRedacted(
  sql: ShopSql,
  rows: readonly { readonly id: bigint; readonly shopDomain: string }[],
  { customers, orders, fulfillments, refunds, returns, events }: Facts,
): Promise<void> {
  const [row] = rows;
  const people = [...customers.snapshots.map(({ gid }) => gid), ...orders.map((order) => order.customerGid)];
  const named = [
    ...orders.map(({ gid }) => gid),
    ...[...fulfillments, ...refunds, ...returns, ...events].map((part) => part.orderGid),
  ];
  const withAddress = orders.flatMap(({ gid, email }) => (emailHash(sql.shopId, email) ? [gid] : []));
  const gone = await sql.rows<{ gid: string }>(
    `SELECT shopify_customer_id AS gid FROM customer
     WHERE shop_id = $1 AND shopify_customer_id = ANY($2::text[]) AND redacted_at IS NOT NULL
     UNION ALL
     SELECT shopify_order_id FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($3::text[])
       AND (versions ? '${REDACTED}' OR (email_hash IS NULL AND shopify_order_id = ANY($4::text[])))`,
    present(people),
    present(named),
    withAddress,
  );
  if (!row || gone.length === 0) return;
  await sql.run(
    'DELETE FROM inbox_webhook WHERE shop_id = $1 AND id = ANY($2::int8[]) AND customer_hash = ANY($3::bytea[])',
    rows.map(({ id }) => id),
    gone.flatMap(({ gid }) => inboxCustomerHash(row.shopDomain, gid) ?? []),
  );
}

function present(gids: readonly (string | null)[]): string[] {
  return [...new Set(gids.flatMap((gid) => gid ?? []))];
}

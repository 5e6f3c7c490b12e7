import { isTimeZone } from '~/base/lib/days';
import { emailHash } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';
import { gidOf } from '~/intake/shopify/gid';
import {
  countryCode,
  currencyCode,
  instantMs,
  type Json,
  line,
  localeTag,
  record,
  text,
} from '~/intake/shopify/read';
import { knownZone } from '~/intake/shops/known-zone';
import { uninstallShop } from '~/intake/shops/uninstall-shop.server';
import { inboxCustomerHash, inboxEmailHash } from '~/intake/webhooks/inbox-hash.server';
import type { Topic } from '~/intake/webhooks/topics';

/** A job to start once the rows are committed. */
export type FollowUp =
  | { readonly job: 'continue-backfill'; readonly id: bigint }
  | { readonly job: 'carry-out-privacy-request'; readonly id: bigint };

/**
 * Webhooks about the shop itself, and what privacy law asks. Null when the topic is none of these, so that it is for the
 * projections.
 */
export async function projectShopWebhook(
  sql: ShopSql,
  { topic, payload, at }: { readonly topic: Topic; readonly payload: Json; readonly at: Date },
): Promise<FollowUp[] | null> {
  switch (topic) {
    case 'app/uninstalled':
      await uninstallShop(sql, at);
      return [];
    case 'app/scopes_update':
      await saveScopes(sql, payload);
      return [];
    case 'shop/update':
      await saveShopFacts(sql, payload);
      return [];
    case 'bulk_operations/finish':
      return finishedBackfills(sql, text(payload.admin_graphql_api_id));
    case 'customers/data_request':
    case 'customers/redact':
    case 'shop/redact':
      return [await askForPrivacy(sql, { topic, payload, at })];
    default:
      return null;
  }
}

async function saveScopes(sql: ShopSql, payload: Json): Promise<void> {
  const current = Array.isArray(payload.current)
    ? payload.current.flatMap((scope) => line(scope, 64) ?? [])
    : [];
  await sql.run(
    `UPDATE session SET scope = $2 WHERE shop = (SELECT domain FROM shop WHERE id = $1) AND NOT "isOnline"`,
    current.join(','),
  );
}

/** Name, zone, currency, country and language; of two words with one time the greater, so that the order of arrival is nothing. */
async function saveShopFacts(sql: ShopSql, payload: Json): Promise<void> {
  const zone = line(payload.iana_timezone, 64);
  await sql.run(
    `UPDATE shop SET name = coalesce($3, name), time_zone = coalesce(${knownZone('$4')}, time_zone), currency = coalesce($5, currency),
       country_code = coalesce($6, country_code), locale = coalesce($7, locale), source_updated_at = $2
     WHERE id = $1 AND (coalesce(source_updated_at, '-infinity'), name, time_zone, currency)
       < ($2::timestamptz, coalesce($3, name), coalesce(${knownZone('$4')}, time_zone), coalesce($5, currency))`,
    new Date(instantMs(payload.updated_at) ?? 0),
    line(payload.name),
    zone !== null && isTimeZone(zone) ? zone : null,
    currencyCode(payload.currency),
    countryCode(payload.country_code),
    localeTag(payload.primary_locale),
  );
}

async function finishedBackfills(sql: ShopSql, bulkOperationId: string | null): Promise<FollowUp[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT id FROM backfill WHERE shop_id = $1 AND bulk_operation_id = $2 AND state = 'running'`,
    bulkOperationId,
  );
  return rows.map(({ id }) => ({ job: 'continue-backfill', id }));
}

async function askForPrivacy(
  sql: ShopSql,
  { topic, payload, at }: { readonly topic: string; readonly payload: Json; readonly at: Date },
): Promise<FollowUp> {
  const customer = record(payload.customer);
  const gid = gidOf('Customer', customer.admin_graphql_api_id, customer.id);
  const email = text(customer.email, 320);
  const orders = Array.isArray(payload.orders_to_redact) ? payload.orders_to_redact : [];
  const [shop] = await sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1');
  const domain = shop?.domain ?? '';
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO privacy_request (shop_id, kind, shopify_customer_id, email_hash, inbox_customer_hash, inbox_email_hash,
       shopify_order_ids, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    topic,
    gid,
    emailHash(sql.shopId, email),
    inboxCustomerHash(domain, gid),
    inboxEmailHash(domain, email),
    orders.flatMap((id) => gidOf('Order', null, id) ?? []),
    at,
  );
  if (!row) throw new Error('A privacy request was not written');
  return { job: 'carry-out-privacy-request', id: row.id };
}

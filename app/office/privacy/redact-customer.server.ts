import { now } from '~/base/lib/clock.server';
import { unsealText } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';
import { lockCustomers, lockProjection } from '~/intake/customers/lock-customer.server';
import { REDACTED } from '~/intake/orders/merge-order.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import {
  inboxCustomerHash as hashOfCustomer,
  inboxEmailHash as hashOfEmail,
} from '~/intake/webhooks/inbox-hash.server';
import { dropExports } from '~/office/privacy/export-customer.server';
import { findPerson, type PrivacyRequest } from '~/office/privacy/find-person.server';

/**
 * customers/redact: the person leaves every table. What stays cannot be led back to them: orders without their buyer (the
 * products' history), messages as counts that name no order, and a suppression that holds a keyed hash, so that nobody writes to them again.
 * Shopify's id stays as a tombstone, or a late webhook would bring everything back. All in one transaction, and no projection
 * of the shop runs beside it: one that had read the person before would write them back after, or make them more rows.
 */
export async function redactCustomer(sql: ShopSql, request: PrivacyRequest): Promise<void> {
  await lockProjection(sql);
  const ids = await findPerson(sql, request);
  const orders = await ordersOf(sql, request, ids);
  const bereft = orders.flatMap(({ customerId }) =>
    customerId === null || ids.includes(customerId) ? [] : [customerId],
  );
  // Plans and decisions take this lock: what is being planned now is seen and erased.
  await lockCustomers(sql, [...ids, ...bereft]);
  await suppress(sql, ids, request.emailHash);
  await dropInbox(sql, request, { ids, orders });
  await dropExports(sql, ids);
  for (const statement of statements) await sql.run(statement, ids);
  await sql.run(
    `UPDATE orders SET shopify_customer_id = NULL, customer_id = NULL, email_hash = NULL, attribution_token = NULL,
       versions = versions || jsonb_build_object('${REDACTED}', jsonb_build_array(0, '00'))
     WHERE shop_id = $1 AND id = ANY($2::int8[])`,
    orders.map(({ id }) => id),
  );
  // Who stays, without an order that was named, is written to about it no more.
  await sql.run(
    'UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = ANY($2::int8[])',
    bereft,
    now(),
  );
  await sql.run(
    `UPDATE customer SET email_hash = NULL, email_sealed = NULL, first_name_sealed = NULL, last_name_sealed = NULL, phone_hash = NULL,
       phone_sealed = NULL, address_hash = NULL, name_tokens = '{}', tags = '{}', versions = '{}', locale = NULL, own_locale = NULL,
       country_code = NULL, province_code = NULL, default_country_code = NULL, default_province_code = NULL, time_zone = NULL,
       birth_month = NULL, birth_day = NULL, amount_spent_minor = 0, number_of_orders = 0, held_orders = 0, held_spent_minor = 0, status = 'learning', status_facts = '{}',
       first_order_at = NULL, last_order_at = NULL, replan_due_at = NULL, next_look_at = NULL, source_updated_at = NULL, source_hash = NULL,
       redacted_at = coalesce(redacted_at, $3)
     WHERE shop_id = $1 AND id = ANY($2::int8[])`,
    ids,
    now(),
  );
  await leaveTombstone(sql, request);
}

interface TheirOrder {
  readonly id: bigint;
  readonly gid: string;
  readonly customerId: bigint | null;
}

/**
 * The orders of the person. While history is loaded orders have no customer yet: what was bought without an account is
 * found by the addresses of the guests among the rows, as linkOrders finds it. Each way has its index; one condition of
 * them all has none, and would read every order of the shop while no news of it can be projected.
 */
async function ordersOf(
  sql: ShopSql,
  { emailHash, shopifyOrderIds }: PrivacyRequest,
  ids: readonly bigint[],
): Promise<TheirOrder[]> {
  return sql.rows<TheirOrder>(
    `SELECT id, shopify_order_id AS gid, customer_id AS "customerId" FROM orders WHERE shop_id = $1 AND customer_id = ANY($2::int8[])
     UNION
     SELECT id, shopify_order_id, customer_id FROM orders WHERE shop_id = $1 AND email_hash = $3
     UNION
     SELECT id, shopify_order_id, customer_id FROM orders WHERE shop_id = $1 AND shopify_customer_id IS NULL AND email_hash = ANY(ARRAY(
       SELECT email_hash FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[]) AND shopify_customer_id IS NULL))
     UNION
     SELECT id, shopify_order_id, customer_id FROM orders WHERE shop_id = $1 AND shopify_customer_id = ANY(ARRAY(
       SELECT shopify_customer_id FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[])))
     UNION
     SELECT id, shopify_order_id, customer_id FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($4::text[])`,
    ids,
    emailHash,
    shopifyOrderIds,
  );
}

const messagesOf = 'SELECT id FROM message WHERE shop_id = $1 AND customer_id = ANY($2::int8[])';
/** Of a reason its code stays, to be counted: items, days and order names would lead back to what was bought. */
const erased = (reason: string) => `jsonb_build_object('code', ${reason} -> 'code', 'erased', true)`;

const ended = `CASE state WHEN 'open' THEN 'ended' ELSE state END`;

/** Rows about the person, whose ids are $2. Free text and what mail servers said may quote names and addresses. */
const statements: readonly string[] = [
  'DELETE FROM customer_email WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  'DELETE FROM consent WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  'DELETE FROM preference WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  'DELETE FROM forecast WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  'DELETE FROM answer WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  'DELETE FROM contact_note WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
  `DELETE FROM task WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  `UPDATE engagement SET customer_id = NULL, detail = '{}' WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  // What was still to be done for them nobody can know any more: it is over, and neither settled, kept nor broken.
  `UPDATE complaint SET text = NULL, order_id = NULL, order_line_ids = '{}', state = ${ended} WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  `UPDATE commitment SET what_sealed = NULL, state = ${ended} WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  // What a dry run counted stays.
  `UPDATE dry_run SET tally = jsonb_set(tally, '{examples}', (
       SELECT coalesce(jsonb_agg(one ORDER BY place), '[]') FROM jsonb_array_elements(tally -> 'examples') WITH ORDINALITY AS e(one, place)
       WHERE (one ->> 'customerId')::int8 <> ALL($2::int8[])))
     WHERE shop_id = $1`,
  `UPDATE access_log SET customer_id = NULL WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  `UPDATE inbound_mail SET detail = '{}' WHERE shop_id = $1 AND mail_id IN (SELECT id FROM mail WHERE shop_id = $1 AND customer_id = ANY($2::int8[]))`,
  `UPDATE attempt SET reply = NULL WHERE shop_id = $1 AND mail_id IN (SELECT id FROM mail WHERE shop_id = $1 AND customer_id = ANY($2::int8[]))`,
  `UPDATE mail SET subject_sealed = NULL, email_hash = NULL, provider_reply = NULL WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  // A mark says which order followed a message: it would give the order its buyer back.
  `DELETE FROM attribution WHERE shop_id = $1 AND message_id IN (${messagesOf})`,
  // And an order that came by the link of a mail to somebody else would be led back to whoever passed it on.
  `DELETE FROM attribution WHERE shop_id = $1
     AND order_id IN (SELECT id FROM orders WHERE shop_id = $1 AND customer_id = ANY($2::int8[]))`,
  `UPDATE message_transition SET reason = ${erased('reason')} WHERE shop_id = $1 AND message_id IN (${messagesOf})`,
  `UPDATE batch_item SET refusal = ${erased('refusal')} WHERE shop_id = $1 AND refusal IS NOT NULL AND message_id IN (${messagesOf})`,
  `UPDATE override o SET note = NULL, previous = NULL, message_key = 'redacted-' || m.id FROM message m
     WHERE o.shop_id = $1 AND m.shop_id = $1 AND m.customer_id = ANY($2::int8[]) AND o.message_key = m.key`,
  `UPDATE exposure SET message_key = 'redacted-' || id WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  `UPDATE message SET key = 'redacted-' || id, lead_key = NULL, order_id = NULL, order_line_id = NULL, need_id = NULL,
       material_hash = NULL, approved_hash = NULL, reason = ${erased('reason')},
       why = (SELECT jsonb_agg(${erased('one')} ORDER BY place) FROM jsonb_array_elements(why) WITH ORDINALITY AS e(one, place))
     WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  `WITH gone AS (
     UPDATE message m SET state = 'cancelled', changed_at = now() FROM (
       SELECT id, state FROM message WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) AND state IN ('planned', 'awaiting_approval', 'held') FOR UPDATE) old
     WHERE m.shop_id = $1 AND m.id = old.id RETURNING m.id, old.state)
   INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
   SELECT $1::bigint, id, state, 'cancelled', 'privacy', '{"code": "customer-gone", "because": "redacted"}', now() FROM gone`,
];

async function suppress(sql: ShopSql, ids: readonly bigint[], emailHash: Buffer | null): Promise<void> {
  await sql.run(
    `INSERT INTO suppression (shop_id, email_hash, reason, scope, created_at)
     SELECT $1::bigint, hash, 'redacted', 'all', $4 FROM (
       SELECT email_hash AS hash FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[]) AND email_hash IS NOT NULL
       UNION SELECT email_hash FROM customer_email WHERE shop_id = $1 AND customer_id = ANY($2::int8[])
       UNION SELECT $3::bytea WHERE $3::bytea IS NOT NULL) known
     ON CONFLICT (shop_id, email_hash, reason) DO UPDATE SET created_at = EXCLUDED.created_at, lifted_at = NULL, lifted_by = NULL`,
    ids,
    emailHash,
    now(),
  );
}

/** Webhooks that carry the person, as they came: gone, the request itself among them. */
async function dropInbox(
  sql: ShopSql,
  request: PrivacyRequest,
  { ids, orders }: { readonly ids: readonly bigint[]; readonly orders: readonly TheirOrder[] },
): Promise<void> {
  const subjects = [
    ...(await customerHashes(sql, ids)),
    ...(await orderHashes(sql, [...orders.map(({ gid }) => gid), ...request.shopifyOrderIds])),
    request.inboxCustomerHash,
  ];
  await sql.run(
    `DELETE FROM inbox_webhook WHERE shop_id = $1 AND (customer_hash = ANY($2::bytea[]) OR email_hash = ANY($3::bytea[]))`,
    subjects.filter((hash) => hash !== null),
    [...(await emailHashes(sql, ids)), request.inboxEmailHash].filter((hash) => hash !== null),
  );
}

async function customerHashes(sql: ShopSql, ids: readonly bigint[]): Promise<Buffer[]> {
  const rows = await sql.rows<{ gid: string; domain: string }>(
    `SELECT c.shopify_customer_id AS gid, s.domain FROM customer c JOIN shop s ON s.id = $1
     WHERE c.shop_id = $1 AND c.id = ANY($2::int8[]) AND c.shopify_customer_id IS NOT NULL`,
    ids,
  );
  return rows.flatMap(({ gid, domain }) => hashOfCustomer(domain, gid) ?? []);
}

/** Parcels and refunds name their order alone. */
async function orderHashes(sql: ShopSql, gids: readonly string[]): Promise<(Buffer | null)[]> {
  const { domain } = await loadShop(sql);
  return gids.map((gid) => hashOfCustomer(domain, gid));
}

async function emailHashes(sql: ShopSql, ids: readonly bigint[]): Promise<Buffer[]> {
  const rows = await sql.rows<{ sealed: Buffer; domain: string }>(
    `SELECT c.email_sealed AS sealed, s.domain FROM customer c JOIN shop s ON s.id = $1
     WHERE c.shop_id = $1 AND c.id = ANY($2::int8[]) AND c.email_sealed IS NOT NULL`,
    ids,
  );
  const context = { shopId: sql.shopId, column: 'customer.email_sealed' };
  return rows.flatMap(({ sealed, domain }) => hashOfEmail(domain, unsealText(sealed, context)) ?? []);
}

/** A person of whom we hold nothing yet may still come in a webhook that is on its way. */
async function leaveTombstone(sql: ShopSql, { shopifyCustomerId }: PrivacyRequest): Promise<void> {
  if (shopifyCustomerId === null) return;
  await sql.run(
    `INSERT INTO customer (shop_id, shopify_customer_id, tags, name_tokens, redacted_at) VALUES ($1, $2, '{}', '{}', $3)
     ON CONFLICT (shop_id, shopify_customer_id) DO NOTHING`,
    shopifyCustomerId,
    now(),
  );
}

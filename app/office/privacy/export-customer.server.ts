import { seal, unsealText } from '~/base/lib/sealed.server';
import type { ShopSql } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';
import { findPerson, type PrivacyRequest } from '~/office/privacy/find-person.server';

/**
 * customers/data_request: all that we hold of a person, as JSON, sealed and kept with the request until the merchant
 * hands it over. No redaction runs beside it: it would look for answers before this one is there.
 */
export async function exportCustomer(sql: ShopSql, request: PrivacyRequest): Promise<void> {
  await lockProjection(sql);
  const ids = await findPerson(sql, request);
  await sql.run(
    'UPDATE privacy_request SET result_sealed = $3, customer_ids = $4 WHERE shop_id = $1 AND id = $2',
    request.id,
    await sealedExport(sql, ids),
    ids,
  );
}

/** Drops the answers that tell of one of these customers. */
export async function dropExports(sql: ShopSql, ids: readonly bigint[]): Promise<void> {
  await sql.run(
    `UPDATE privacy_request SET result_sealed = NULL, customer_ids = '{}' WHERE shop_id = $1 AND customer_ids && $2::int8[]`,
    ids,
  );
}

async function sealedExport(sql: ShopSql, ids: readonly bigint[]): Promise<Buffer> {
  const document: Record<string, unknown> = { people: await people(sql, ids) };
  for (const [name, query] of Object.entries(queries)) document[name] = await sql.rows(query, ids);
  document.mails = await mails(sql, ids);
  document.complaints = await told(sql, ids, 'complaint');
  document.notes = await told(sql, ids, 'contact_note');
  document.promises = await told(sql, ids, 'commitment');
  const text = JSON.stringify(
    document,
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    2,
  );
  return seal(text, exportContext(sql.shopId));
}

/** The export of a request as JSON text, or null when there is none (any more). */
export async function readExport(sql: ShopSql, requestId: bigint): Promise<string | null> {
  const [row] = await sql.rows<{ sealed: Buffer | null }>(
    'SELECT result_sealed AS sealed FROM privacy_request WHERE shop_id = $1 AND id = $2',
    requestId,
  );
  return unsealText(row?.sealed, exportContext(sql.shopId));
}

const exportContext = (shopId: bigint) => ({ shopId, column: 'privacy_request.result_sealed' });

/** Sections of the export; $2 holds the person's ids. Times and words are those of the rows. */
const queries: Record<string, string> = {
  consents: `SELECT channel, state, opt_in_level, source, changed_at FROM consent WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY changed_at`,
  preferences: `SELECT kind, choice, until, source, changed_at FROM preference WHERE shop_id = $1 AND customer_id = ANY($2::int8[])`,
  orders: `SELECT o.name, o.processed_at, o.cancelled_at, o.currency, o.total_minor, o.country_code, o.purpose,
     (SELECT json_agg(json_build_object('title', l.title, 'quantity', l.quantity, 'currentQuantity', l.current_quantity)) FROM order_line l
      WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id) AS lines
     FROM orders o WHERE o.shop_id = $1 AND o.customer_id = ANY($2::int8[]) ORDER BY o.processed_at`,
  messages: `SELECT kind, class, state, due_at, sent_at, reason FROM message WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY due_at`,
  // What a dry run would have sent them, where it kept that as an example.
  dryRuns: `SELECT d.kind, one -> 'at' AS due_at, one -> 'reason' AS reason FROM dry_run d, jsonb_array_elements(d.tally -> 'examples') AS e(one)
     WHERE d.shop_id = $1 AND (one ->> 'customerId')::int8 = ANY($2::int8[]) ORDER BY d.kind, one ->> 'at'`,
  answers: `SELECT answer, snooze_days, at FROM answer WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY at`,
  tasks: `SELECT kind, state, due_at, reason, created_at, done_at, outcome FROM task WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY created_at`,
  experiments: `SELECT kind, arm, at FROM exposure WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY at`,
  stops: `SELECT reason, scope, created_at, lifted_at FROM suppression WHERE shop_id = $1 AND email_hash IN (
       SELECT email_hash FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[])
       UNION SELECT email_hash FROM customer_email WHERE shop_id = $1 AND customer_id = ANY($2::int8[])) ORDER BY created_at`,
  looks: `SELECT at, what FROM access_log WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY at`,
  clicks: `SELECT purpose, at FROM engagement WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY at`,
  forecasts: `SELECT n.title, f.last_purchase_on, f.p10_on, f.p50_on, f.p90_on FROM forecast f JOIN need n ON n.shop_id = $1 AND n.id = f.need_id
     WHERE f.shop_id = $1 AND f.customer_id = ANY($2::int8[])`,
};

async function people(sql: ShopSql, ids: readonly bigint[]): Promise<object[]> {
  const rows = await sql.rows<Record<string, unknown> & Record<`${string}Sealed`, Buffer | null>>(
    `SELECT shopify_customer_id AS "shopifyCustomerId", email_sealed AS "emailSealed", first_name_sealed AS "firstNameSealed",
       last_name_sealed AS "lastNameSealed", phone_sealed AS "phoneSealed", locale, country_code AS "countryCode", province_code AS "provinceCode",
       time_zone AS "timeZone", tags, number_of_orders AS "numberOfOrders", birth_month AS "birthMonth", birth_day AS "birthDay", status
     FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[])`,
    ids,
  );
  const open = (sealed: Buffer | null | undefined, column: string) =>
    unsealText(sealed, { shopId: sql.shopId, column: `customer.${column}` });
  return rows.map(({ emailSealed, firstNameSealed, lastNameSealed, phoneSealed, ...plain }) => ({
    ...plain,
    email: open(emailSealed, 'email_sealed'),
    firstName: open(firstNameSealed, 'first_name_sealed'),
    lastName: open(lastNameSealed, 'last_name_sealed'),
    phone: open(phoneSealed, 'phone_sealed'),
  }));
}

/** Where words are that the person wrote to us or staff wrote of them, and what stands beside them. */
const toldIn = {
  complaint: { columns: 'state, remedy, cause, opened_at, closed_at', sealed: 'text' },
  contact_note: { columns: 'kind, until, by, at, ended_by', sealed: 'text_sealed' },
  commitment: { columns: 'kind, state, by, created_at, due_at, kept_at, broken_at', sealed: 'what_sealed' },
};

async function told(sql: ShopSql, ids: readonly bigint[], table: keyof typeof toldIn): Promise<object[]> {
  const { columns, sealed: column } = toldIn[table];
  const rows = await sql.rows<Record<string, unknown> & { sealed: Buffer | null }>(
    `SELECT ${columns}, ${column} AS sealed FROM ${table} WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY id`,
    ids,
  );
  return rows.map(({ sealed, ...plain }) => ({
    ...plain,
    text: unsealText(sealed, { shopId: sql.shopId, column: `${table}.${column}` }),
  }));
}

async function mails(sql: ShopSql, ids: readonly bigint[]): Promise<object[]> {
  return sql.rows(
    `SELECT class, channel, lead_kind, state, sent_at, bounced_at, replied_at, first_click_at, unsubscribed_at
     FROM mail WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) ORDER BY claimed_at`,
    ids,
  );
}

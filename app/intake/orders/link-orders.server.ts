import { keyText } from '~/base/lib/table.server';
import type { ShopSql } from '~/db.server';
import { timeZoneOf } from '~/intake/customers/time-zone';
import { REDACTED } from '~/intake/orders/merge-order.server';

/**
 * Which customer row an order belongs to: the one that Shopify's customer, or the guest's address, has become. Works out
 * the orders named and all orders of the customers named, then what customers owe to their orders. All of it follows
 * from rows, so it may be repeated and comes out the same in any order. Nobody who was redacted has orders. Returns the
 * customers who won or lost an order.
 *
 * Asked step by step, each by a list of keys: of a shop that is new the server knows too little, and would compare every
 * row with every other.
 */
export async function linkOrders(
  sql: ShopSql,
  {
    orderGids,
    customerIds,
  }: { readonly orderGids: readonly string[]; readonly customerIds: readonly bigint[] },
): Promise<bigint[]> {
  await stripRedacted(sql, orderGids);
  const family = await familyOf(sql, customerIds);
  const owned = await ownersOf(sql, await concernedOrders(sql, orderGids, family));
  const moved = owned.filter(({ before, after }) => before !== after);
  await moveOrders(sql, moved);
  const ends = (rows: typeof owned) =>
    rows.flatMap(({ before, after }) => [before, after]).filter((id) => id !== null);
  await summariseCustomers(sql, [...new Set([...ends(owned), ...family])]);
  return [...new Set(ends(moved))];
}

/**
 * These customers and all who have become them, through guests and merges of guests and merges: when a pointer moves, the
 * orders at the far end of the chain move too, whichever pointer was told first.
 */
async function familyOf(sql: ShopSql, customerIds: readonly bigint[]): Promise<readonly bigint[]> {
  const family = new Set(customerIds);
  for (let newest = [...family]; newest.length > 0; ) {
    const rows = await sql.rows<{ id: bigint }>(
      'SELECT id FROM customer WHERE shop_id = $1 AND merged_into_id = ANY($2::int8[])',
      newest,
    );
    newest = rows.map(({ id }) => id).filter((id) => !family.has(id));
    for (const id of newest) family.add(id);
  }
  return [...family];
}

interface Concerned {
  readonly id: bigint;
  readonly before: bigint | null;
  readonly customerGid: string | null;
  readonly emailHash: Buffer | null;
}

/** The orders named, and those of the customers named: by Shopify's customer, or by a guest's address. */
async function concernedOrders(
  sql: ShopSql,
  orderGids: readonly string[],
  customerIds: readonly bigint[],
): Promise<Concerned[]> {
  const customers =
    customerIds.length === 0
      ? []
      : await sql.rows<{ gid: string | null; hash: Buffer | null }>(
          'SELECT shopify_customer_id AS gid, email_hash AS hash FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[])',
          customerIds,
        );
  const columns =
    'id, customer_id AS before, shopify_customer_id AS "customerGid", email_hash AS "emailHash"';
  return sql.rows<Concerned>(
    `SELECT ${columns} FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[])
     UNION
     SELECT ${columns} FROM orders WHERE shop_id = $1 AND shopify_customer_id = ANY($3::text[])
     UNION
     SELECT ${columns} FROM orders WHERE shop_id = $1 AND shopify_customer_id IS NULL AND email_hash = ANY($4::bytea[])`,
    orderGids,
    customers.flatMap(({ gid }) => gid ?? []),
    customers.flatMap(({ gid, hash }) => (gid === null && hash !== null ? [hash] : [])),
  );
}

interface Owned {
  readonly id: bigint;
  readonly before: bigint | null;
  readonly after: bigint | null;
}

interface Pointer {
  readonly id: bigint;
  readonly next: bigint | null;
  readonly isRedacted: boolean;
}

const POINTER = 'id, merged_into_id AS next, redacted_at IS NOT NULL AS "isRedacted"';

async function ownersOf(sql: ShopSql, orders: readonly Concerned[]): Promise<Owned[]> {
  if (orders.length === 0) return [];
  const guests = orders.flatMap(({ customerGid, emailHash }) =>
    customerGid === null && emailHash !== null ? [emailHash] : [],
  );
  const rows = await sql.rows<Pointer & { gid: string | null; hash: Buffer | null }>(
    `SELECT ${POINTER}, shopify_customer_id AS gid, email_hash AS hash FROM customer
     WHERE shop_id = $1 AND shopify_customer_id = ANY($2::text[])
     UNION ALL
     SELECT ${POINTER}, NULL, email_hash FROM customer
     WHERE shop_id = $1 AND shopify_customer_id IS NULL AND email_hash = ANY($3::bytea[])`,
    orders.flatMap(({ customerGid }) => customerGid ?? []),
    guests,
  );
  const keyOf = (gid: string | null, hash: Buffer | null) => gid ?? (hash === null ? '' : keyText(hash));
  const byKey = new Map(rows.map((row) => [keyOf(row.gid, row.hash), row]));
  const rootOf = await rootsOf(sql, rows);
  return orders.map(({ id, before, customerGid, emailHash }) => {
    const customer = byKey.get(keyOf(customerGid, emailHash));
    return { id, before, after: customer ? rootOf(customer) : null };
  });
}

/** Far more merges than anybody has behind them. */
const LONGEST_CHAIN = 16;

/** Whom these customers have become; nobody, where somebody on the way was redacted. */
async function rootsOf(
  sql: ShopSql,
  customers: readonly Pointer[],
): Promise<(customer: Pointer) => bigint | null> {
  const known = new Map(customers.map((customer) => [customer.id, customer]));
  let newest = customers;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const next = newest.flatMap(({ next: id }) => (id !== null && !known.has(id) ? [id] : []));
    if (next.length === 0) break;
    newest = await sql.rows<Pointer>(
      `SELECT ${POINTER} FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[])`,
      next,
    );
    for (const pointer of newest) known.set(pointer.id, pointer);
  }
  return (customer) => {
    let at = customer;
    for (let step = 0; !at.isRedacted && at.next !== null && step < LONGEST_CHAIN; step += 1) {
      const next = known.get(at.next);
      if (!next) return null;
      at = next;
    }
    return at.isRedacted ? null : at.id;
  };
}

async function moveOrders(sql: ShopSql, moved: readonly Owned[]): Promise<void> {
  if (moved.length === 0) return;
  await sql.run(
    `UPDATE orders o SET customer_id = g.after FROM unnest($2::int8[], $3::int8[]) AS g (id, after) WHERE o.shop_id = $1 AND o.id = g.id`,
    moved.map(({ id }) => id),
    moved.map(({ after }) => after),
  );
}

/** An order of a redacted customer that only now arrives keeps its goods and loses its buyer. */
async function stripRedacted(sql: ShopSql, orderGids: readonly string[]): Promise<void> {
  const buyers = await sql.rows<{ gid: string }>(
    `SELECT DISTINCT shopify_customer_id AS gid FROM orders
     WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND shopify_customer_id IS NOT NULL`,
    orderGids,
  );
  if (buyers.length === 0) return;
  const redacted = await sql.rows<{ gid: string }>(
    `SELECT shopify_customer_id AS gid FROM customer
     WHERE shop_id = $1 AND shopify_customer_id = ANY($2::text[]) AND redacted_at IS NOT NULL`,
    buyers.map(({ gid }) => gid),
  );
  if (redacted.length === 0) return;
  await sql.run(
    `UPDATE orders SET shopify_customer_id = NULL, email_hash = NULL, attribution_token = NULL,
       versions = versions || jsonb_build_object('${REDACTED}', jsonb_build_array(0, '00'))
     WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND shopify_customer_id = ANY($3::text[])`,
    orderGids,
    redacted.map(({ gid }) => gid),
  );
}

interface Summary {
  readonly id: bigint;
  readonly countryCode: string | null;
  readonly provinceCode: string | null;
}

/** First and last order, number and worth of those we hold, home, language and ordinals, from the rows as they are now. */
async function summariseCustomers(sql: ShopSql, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const homes = await sql.rows<Summary>(
    `SELECT c.id, coalesce(place.country_code, c.default_country_code) AS "countryCode",
       CASE WHEN place.country_code IS NULL THEN c.default_province_code ELSE place.province_code END AS "provinceCode"
     FROM customer c LEFT JOIN LATERAL (
       SELECT country_code, province_code FROM orders o
       WHERE o.shop_id = $1 AND o.customer_id = c.id AND o.country_code IS NOT NULL
       ORDER BY processed_at DESC, shopify_order_id DESC LIMIT 1) place ON true
     WHERE c.shop_id = $1 AND c.id = ANY($2::int8[])`,
    ids,
  );
  await sql.run(
    `UPDATE customer c SET country_code = g.country, province_code = g.province, time_zone = g.zone,
       locale = coalesce(c.own_locale, told.locale), company = coalesce(sums.company, false),
       first_order_at = sums.first_at, last_order_at = sums.last_at, held_orders = sums.held, held_spent_minor = sums.spent
     FROM unnest($2::int8[], $3::text[], $4::text[], $5::text[]) AS g (id, country, province, zone)
     LEFT JOIN LATERAL (
       SELECT min(processed_at) FILTER (WHERE counts) AS first_at, max(processed_at) FILTER (WHERE counts) AS last_at, bool_or(is_company) AS company,
         count(*) FILTER (WHERE stands)::int AS held, coalesce(sum(total_minor) FILTER (WHERE stands), 0)::int8 AS spent
       FROM (SELECT processed_at, is_company, total_minor, purpose = 'purchase' AND cancelled_at IS NULL AS counts,
               cancelled_at IS NULL AND deleted_at IS NULL AND NOT is_test AS stands
             FROM orders WHERE shop_id = $1 AND customer_id = g.id) o) sums ON true
     LEFT JOIN LATERAL (
       SELECT locale FROM orders WHERE shop_id = $1 AND customer_id = g.id AND locale IS NOT NULL
       ORDER BY processed_at DESC, shopify_order_id DESC LIMIT 1) told ON true
     WHERE c.shop_id = $1 AND c.id = g.id
       AND (c.country_code, c.province_code, c.time_zone, c.locale, c.company, c.first_order_at, c.last_order_at, c.held_orders, c.held_spent_minor) IS DISTINCT FROM
         (g.country, g.province, g.zone, coalesce(c.own_locale, told.locale), coalesce(sums.company, false), sums.first_at, sums.last_at, sums.held, sums.spent)`,
    homes.map(({ id }) => id),
    homes.map(({ countryCode }) => countryCode),
    homes.map(({ provinceCode }) => provinceCode),
    homes.map(({ countryCode, provinceCode }) => timeZoneOf(countryCode, provinceCode)),
  );
  await numberOrders(sql, ids);
}

/**
 * Which order of the customer's life each is: Shopify's count (numberOfOrders, as of the moment it was told) carried
 * forwards and backwards over the orders that we hold; without a count, the rows we hold are all that is known.
 */
async function numberOrders(sql: ShopSql, ids: readonly bigint[]): Promise<void> {
  const counts = await sql.rows<{ id: bigint; orders: number; toldAtMs: number | null }>(
    `SELECT id, number_of_orders AS orders, (versions->'numbers'->>0)::float8 AS "toldAtMs" FROM customer
     WHERE shop_id = $1 AND id = ANY($2::int8[])`,
    ids,
  );
  const orders = await sql.rows<{ id: bigint; customerId: bigint; processedAt: Date; known: number | null }>(
    `SELECT id, customer_id AS "customerId", processed_at AS "processedAt", customer_orders_at_the_time AS known FROM orders
     WHERE shop_id = $1 AND customer_id = ANY($2::int8[]) AND NOT is_test
     ORDER BY processed_at, length(shopify_order_id), shopify_order_id`,
    ids,
  );
  const held = new Map(counts.map(({ id }): [bigint, typeof orders] => [id, []]));
  for (const order of orders) held.get(order.customerId)?.push(order);
  const turned = counts.flatMap(({ id, orders: counted, toldAtMs }) => {
    const own = held.get(id) ?? [];
    const told = own.filter(({ processedAt }) => toldAtMs !== null && processedAt.getTime() <= toldAtMs);
    const before = counted > 0 ? counted - told.length : 0;
    return own
      .map((order, place) => ({ ...order, ordinal: Math.max(1, before + place + 1) }))
      .filter(({ known, ordinal }) => known !== ordinal);
  });
  if (turned.length === 0) return;
  await sql.run(
    `UPDATE orders o SET customer_orders_at_the_time = g.ordinal FROM unnest($2::int8[], $3::int4[]) AS g (id, ordinal)
     WHERE o.shop_id = $1 AND o.id = g.id`,
    turned.map(({ id }) => id),
    turned.map(({ ordinal }) => ordinal),
  );
}

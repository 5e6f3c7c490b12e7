import type { ShopSql } from '~/db.server';
import { timeZoneOf } from '~/intake/customers/time-zone';
import { REDACTED } from '~/intake/orders/merge-order.server';

/**
 * Which customer row an order belongs to: the one that Shopify's customer, or the guest's address, has become. Works out
 * the orders named and all orders of the customers named, then what customers owe to their orders. All of it follows
 * from rows, so it may be repeated and comes out the same in any order. Nobody who was redacted has orders. Returns the
 * customers who won or lost an order.
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
  const owned = await sql.rows<Owned>(
    `WITH RECURSIVE concerned AS MATERIALIZED (
       SELECT o.id, o.customer_id AS before, o.shopify_customer_id, o.email_hash FROM orders o
       WHERE o.shop_id = $1 AND o.shopify_order_id = ANY($2::text[])
       UNION
       SELECT o.id, o.customer_id, o.shopify_customer_id, o.email_hash FROM orders o
       JOIN customer c ON c.shop_id = $1 AND c.id = ANY($3::int8[]) AND c.shopify_customer_id = o.shopify_customer_id
       WHERE o.shop_id = $1
       UNION
       SELECT o.id, o.customer_id, o.shopify_customer_id, o.email_hash FROM orders o
       JOIN customer c ON c.shop_id = $1 AND c.id = ANY($3::int8[]) AND c.shopify_customer_id IS NULL AND c.email_hash = o.email_hash
       WHERE o.shop_id = $1 AND o.shopify_customer_id IS NULL
     ), owner AS MATERIALIZED (
       SELECT o.id AS order_id, o.before, c.id AS customer_id
       FROM concerned o LEFT JOIN LATERAL (
         SELECT k.id FROM customer k WHERE k.shop_id = $1 AND k.shopify_customer_id = o.shopify_customer_id
         UNION ALL
         SELECT g.id FROM customer g WHERE g.shop_id = $1 AND o.shopify_customer_id IS NULL AND g.shopify_customer_id IS NULL
           AND g.email_hash = o.email_hash) c ON true
     ), chain (start, at, next, redacted, steps) AS (
       SELECT DISTINCT c.id, c.id, c.merged_into_id, c.redacted_at IS NOT NULL, 0 FROM owner w JOIN customer c ON c.shop_id = $1 AND c.id = w.customer_id
       UNION ALL
       SELECT chain.start, c.id, c.merged_into_id, redacted OR c.redacted_at IS NOT NULL, steps + 1
       FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.next WHERE steps < 16
     ), root AS (SELECT start, at AS id FROM chain WHERE NOT redacted AND (next IS NULL OR steps >= 16))
     SELECT w.order_id AS id, w.before, root.id AS after FROM owner w LEFT JOIN root ON root.start = w.customer_id`,
    orderGids,
    family,
  );
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
  if (customerIds.length === 0) return customerIds;
  const rows = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE family (id) AS (
       SELECT unnest($2::int8[])
       UNION
       SELECT c.id FROM family f JOIN customer c ON c.shop_id = $1 AND c.merged_into_id = f.id
     ) SELECT id FROM family`,
    customerIds,
  );
  return rows.map(({ id }) => id);
}

interface Owned {
  readonly id: bigint;
  readonly before: bigint | null;
  readonly after: bigint | null;
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
  await sql.run(
    `UPDATE orders o SET shopify_customer_id = NULL, email_hash = NULL, attribution_token = NULL,
       versions = o.versions || jsonb_build_object('${REDACTED}', jsonb_build_array(0, '00'))
     FROM customer c WHERE o.shop_id = $1 AND o.shopify_order_id = ANY($2::text[]) AND c.shop_id = $1
       AND c.shopify_customer_id = o.shopify_customer_id AND c.redacted_at IS NOT NULL`,
    orderGids,
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
  await sql.run(
    `UPDATE orders o SET customer_orders_at_the_time = n.ordinal FROM (
       SELECT o.id, greatest(1, CASE WHEN c.number_of_orders > 0
         THEN c.number_of_orders - count(*) FILTER (WHERE o.processed_at <= told.at) OVER (PARTITION BY o.customer_id)
         ELSE 0 END + row_number() OVER (PARTITION BY o.customer_id ORDER BY o.processed_at, length(o.shopify_order_id), o.shopify_order_id))::int AS ordinal
       FROM orders o JOIN customer c ON c.shop_id = $1 AND c.id = o.customer_id,
       LATERAL (SELECT to_timestamp((c.versions->'numbers'->>0)::float8 / 1000) AS at) told
       WHERE o.shop_id = $1 AND o.customer_id = ANY($2::int8[]) AND NOT o.is_test) n
     WHERE o.shop_id = $1 AND o.id = n.id AND o.customer_orders_at_the_time IS DISTINCT FROM n.ordinal`,
    ids,
  );
}

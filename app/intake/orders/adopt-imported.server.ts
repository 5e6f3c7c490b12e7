import type { ShopSql } from '~/db.server';
import { namedOrderGid } from '~/intake/orders/imported-gid';
import { type LineLike, matchLines } from '~/intake/orders/match-lines';
import type { LineSnapshot, OrderSnapshot } from '~/intake/orders/order-snapshot';

/** An order that an export knew by its name alone is the one of that name that Shopify tells of now. */
export async function adoptNamedOrders(sql: ShopSql, orders: readonly OrderSnapshot[]): Promise<void> {
  const named = orders.filter(({ name }) => name !== '');
  if (named.length === 0) return;
  const adopted = await sql.rows<{ before: string; after: string }>(
    `UPDATE orders o SET shopify_order_id = g.after
     FROM unnest($2::text[], $3::text[]) AS g (before, after) WHERE o.shop_id = $1 AND o.shopify_order_id = g.before
       AND NOT EXISTS (SELECT FROM orders x WHERE x.shop_id = $1 AND x.shopify_order_id = g.after)
     RETURNING g.before, g.after`,
    named.map(({ name }) => namedOrderGid(name)),
    named.map(({ gid }) => gid),
  );
  if (adopted.length === 0) return;
  for (const table of ['order_line', 'fulfillment']) {
    await sql.run(
      `UPDATE ${table} t SET shopify_order_id = g.after FROM unnest($2::text[], $3::text[]) AS g (before, after)
       WHERE t.shop_id = $1 AND t.shopify_order_id = g.before`,
      adopted.map(({ before }) => before),
      adopted.map(({ after }) => after),
    );
  }
}

interface ImportedLine extends LineLike {
  readonly id: bigint;
  readonly orderGid: string;
}

/**
 * Shopify's own word on the lines of an order takes the place of what an export said of them. The rows stay and get
 * Shopify's ids: messages and complaints hang on them, and what was sent about a line keeps its name (`imported_as`), so
 * that nothing is sent once more. With `isWhole`, what is left of the export was no line of these orders, and goes.
 */
export async function adoptImportedLines(
  sql: ShopSql,
  told: { readonly orderGids: readonly string[]; readonly lines: readonly LineSnapshot[] },
  { isWhole }: { readonly isWhole: boolean },
): Promise<void> {
  const orderGids = [...new Set([...told.orderGids, ...told.lines.map(({ orderGid }) => orderGid)])];
  if (orderGids.length === 0) return;
  const imported = await sql.rows<ImportedLine>(
    `SELECT id, shopify_order_id AS "orderGid", shopify_variant_id AS "variantGid", title, quantity, unit_price_minor AS "unitPriceMinor"
     FROM order_line WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND shopify_line_item_id LIKE 'import:%'
     ORDER BY length(shopify_line_item_id), shopify_line_item_id`,
    orderGids,
  );
  if (imported.length === 0) return;
  const fresh = await withoutKnown(sql, told.lines);
  const pairs = [...new Set(imported.map(({ orderGid }) => orderGid))].flatMap((gid) =>
    matchLines(
      imported.filter(({ orderGid }) => orderGid === gid),
      fresh.filter(({ orderGid }) => orderGid === gid),
      { isWhole },
    ),
  );
  await sql.run(
    `UPDATE order_line l SET shopify_line_item_id = g.gid, imported_as = l.shopify_line_item_id
     FROM unnest($2::int8[], $3::text[]) AS g (id, gid) WHERE l.shop_id = $1 AND l.id = g.id`,
    pairs.map(({ exported }) => exported.id),
    pairs.map(({ told: line }) => line.gid),
  );
  if (isWhole) await dropImported(sql, orderGids);
}

/** One snapshot a line, of those that have no row yet. */
async function withoutKnown(sql: ShopSql, lines: readonly LineSnapshot[]): Promise<LineSnapshot[]> {
  const byGid = new Map(lines.map((line) => [line.gid, line]));
  const known = await sql.rows<{ gid: string }>(
    `SELECT shopify_line_item_id AS gid FROM order_line WHERE shop_id = $1 AND shopify_line_item_id = ANY($2::text[])`,
    [...byGid.keys()],
  );
  for (const { gid } of known) byGid.delete(gid);
  return [...byGid.values()];
}

async function dropImported(sql: ShopSql, orderGids: readonly string[]): Promise<void> {
  await sql.run(
    `DELETE FROM order_line WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND shopify_line_item_id LIKE 'import:%'`,
    orderGids,
  );
}

/** When history is loaded, and each order with all its lines: what is left of exports of the orders that it told. */
export async function dropLeftOfImports(sql: ShopSql, customerIds: readonly bigint[]): Promise<void> {
  await sql.run(
    `DELETE FROM order_line l USING orders o WHERE o.shop_id = $1 AND o.customer_id = ANY($2::int8[])
       AND l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.shopify_line_item_id LIKE 'import:%'
       AND EXISTS (SELECT FROM order_line s WHERE s.shop_id = $1 AND s.shopify_order_id = o.shopify_order_id
         AND s.shopify_line_item_id NOT LIKE 'import:%')`,
    customerIds,
  );
}

/** The parcel of an export gives way to those that Shopify tells of. */
export async function dropImportedParcels(sql: ShopSql, orderGids: readonly string[]): Promise<void> {
  await sql.run(
    `DELETE FROM fulfillment WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND shopify_fulfillment_id LIKE 'import:%'`,
    orderGids,
  );
}

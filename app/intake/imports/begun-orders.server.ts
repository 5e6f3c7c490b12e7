import type { ShopSql } from '~/db.server';
import { type BegunOrder, exportAtMs, exportedOrderGid, type Standing } from '~/intake/imports/export-facts';
import type { ExportedOrder } from '~/intake/imports/order-export';
import { isNamedOrderGid } from '~/intake/orders/imported-gid';

/**
 * How those of these orders stand that there are already. An order of an import that was left off need not be whole: this
 * file tells all of it anew, over what the other told of it. It takes over from older imports alone, so that two which run
 * at once do not take from each other; to an import that is yet to begin (null), every other is older.
 */
export async function standingsOf(
  sql: ShopSql,
  importId: bigint | null,
  orders: readonly ExportedOrder[],
): Promise<ReadonlyMap<ExportedOrder, Standing>> {
  const rows = await sql.rows<BegunOrder & { isLeft: boolean }>(
    `SELECT o.shopify_order_id AS gid, o.name, o.currency, (extract(epoch FROM o.processed_at) * 1000)::float8 AS "processedAtMs",
       coalesce(o.arrived_by = 'import' AND o.order_import_id = $4::int8, false) AS "isOfFile",
       coalesce(o.arrived_by = 'import' AND ($4::int8 IS NULL OR o.order_import_id < $4::int8), false) AND EXISTS (SELECT FROM order_import i
         WHERE i.shop_id = $1 AND i.id = o.order_import_id AND i.state = 'running') AS "isLeft",
       coalesce(o.source_updated_at = $6::timestamptz, false) AS "isTold",
       CASE WHEN o.order_import_id = $4::int8 THEN
         (SELECT coalesce(max(substring(l.shopify_line_item_id FROM ':(\\d+)$')::int), 0) FROM order_line l
          WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.shopify_line_item_id LIKE 'import:%'
            AND l.source_updated_at = $5::timestamptz) ELSE 0 END AS places
     FROM orders o WHERE o.shop_id = $1 AND (o.shopify_order_id = ANY($2::text[]) OR o.name = ANY($3::text[]))`,
    orders.map(exportedOrderGid),
    orders.map(({ head }) => head.name),
    importId,
    new Date(exportAtMs(importId ?? 0n, 'lines')),
    new Date(exportAtMs(importId ?? 0n, 'own-cells')),
  );
  const byGid = new Map(rows.map((row) => [row.gid, row]));
  const byName = new Map(rows.map((row) => [row.name, row]));
  const standings = new Map<ExportedOrder, Standing>();
  for (const order of orders) {
    const row = byGid.get(exportedOrderGid(order)) ?? byName.get(order.head.name);
    if (!row) continue;
    if (row.isOfFile) standings.set(order, isSame(order, row) ? row : 'other');
    else standings.set(order, row.isLeft && isSame(order, row) ? row : 'known');
  }
  return standings;
}

/** Under one name; and under one Id, if both are told with theirs. */
function isSame(order: ExportedOrder, row: BegunOrder): boolean {
  if (row.name !== order.head.name) return false;
  return order.head.id === '' || isNamedOrderGid(row.gid) || row.gid === exportedOrderGid(order);
}

/** A later piece of this file may have further lines of these orders. */
export async function noteOrders(
  sql: ShopSql,
  importId: bigint,
  orderGids: readonly string[],
): Promise<void> {
  await sql.run(
    `UPDATE orders SET order_import_id = $2 WHERE shop_id = $1 AND shopify_order_id = ANY($3::text[])
       AND order_import_id IS DISTINCT FROM $2`,
    importId,
    orderGids,
  );
}

/** What holds of an order as a whole, where its lines came with several pieces: is it in the post, did all of it come back? */
export async function settleContinued(sql: ShopSql, orderGids: readonly string[]): Promise<void> {
  await sql.run(
    `UPDATE orders o SET is_digital = NOT EXISTS (SELECT FROM order_line l
       WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.requires_shipping)
     WHERE o.shop_id = $1 AND o.shopify_order_id = ANY($2::text[])`,
    orderGids,
  );
  await sql.run(
    `UPDATE order_line l SET current_quantity = 0 FROM orders o
     WHERE o.shop_id = $1 AND o.shopify_order_id = ANY($2::text[]) AND o.financial_status = 'REFUNDED'
       AND l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id`,
    orderGids,
  );
}

import type { ShopSql } from '~/db.server';
import type { Catalogue, Standing } from '~/intake/imports/export-facts';
import type { ExportedOrder } from '~/intake/imports/order-export';

interface Row {
  readonly variantGid: string;
  readonly productGid: string;
  readonly sku: string | null;
  readonly title: string;
  readonly fullTitle: string;
}

/** The same for those of them whose lines are to be read: orders that are known stay as they are. */
export function catalogueOfNew(
  sql: ShopSql,
  orders: readonly ExportedOrder[],
  standings: ReadonlyMap<ExportedOrder, Standing>,
): Promise<Catalogue> {
  return catalogueFor(
    sql,
    orders.filter((order) => standings.get(order) !== 'known'),
  );
}

/** The variants that these orders may mean. A SKU that several carry decides nothing; then the name does. */
export async function catalogueFor(sql: ShopSql, orders: readonly ExportedOrder[]): Promise<Catalogue> {
  const items = orders.flatMap((order) => order.items.map(({ cells }) => cells));
  const skus = [...new Set(items.map(({ sku }) => sku).filter(Boolean))];
  const titles = [...new Set(items.map(({ title }) => title.toLowerCase()))];
  const rows = await sql.rows<Row>(
    `SELECT v.shopify_variant_id AS "variantGid", v.shopify_product_id AS "productGid", v.sku, lower(p.title) AS title,
       lower(p.title || ' - ' || v.title) AS "fullTitle"
     FROM variant v JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     WHERE v.shop_id = $1 AND (v.sku = ANY($2::text[]) OR lower(p.title) = ANY($3::text[])
       OR lower(p.title || ' - ' || v.title) = ANY($3::text[]))
     ORDER BY v.deleted_at NULLS FIRST, v.position, v.id`,
    skus,
    titles,
  );
  const bySku = only(rows, ({ sku }) => sku ?? '');
  const byFullTitle = only(rows, ({ fullTitle }) => fullTitle);
  const byTitle = new Map([...rows].reverse().map((row) => [row.title, row]));
  return {
    find: (sku, title) => {
      const name = title.toLowerCase();
      return (sku && bySku.get(sku)) || byFullTitle.get(name) || byTitle.get(name) || null;
    },
  };
}

/** Rows by a key that only one of them has. */
function only(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  const found = new Map<string, Row | null>();
  for (const row of rows) found.set(keyOf(row), found.has(keyOf(row)) ? null : row);
  return new Map([...found].flatMap(([key, row]) => (row ? [[key, row]] : [])));
}

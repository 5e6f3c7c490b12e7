import type { ShopSql } from '~/db.server';
import { isDurableTitle } from '~/intake/products/durable-title';
import { type PackSize, packSizeOf, unitsPerItem } from '~/intake/products/pack-size';

/**
 * Each product makes one need, which all its variants serve; people may split, merge and correct needs afterwards. Usage
 * and units that a person set are never touched; those that were read from titles follow the titles. Returns the variants
 * that now serve another need, or serve it otherwise, than before: those who bought them have another supply at home.
 */
export async function makeNeeds(sql: ShopSql, shopifyProductIds: readonly string[]): Promise<string[]> {
  if (shopifyProductIds.length === 0) return [];
  const variants = await sql.rows<Variant>(
    `SELECT v.shopify_product_id AS "productGid", v.shopify_variant_id AS "variantGid", v.title, v.option_values AS "optionValues", v.pack_size AS stated,
       p.title AS "productTitle"
     FROM variant v JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     WHERE v.shop_id = $1 AND v.shopify_product_id = ANY($2::text[])
     ORDER BY length(v.shopify_variant_id), v.shopify_variant_id`,
    shopifyProductIds,
  );
  const products = grouped(variants);
  const titles = [...products].map(([gid, [first]]) => ({ gid, title: first?.productTitle ?? '' }));
  const turned = new Set(await writeNeeds(sql, titles));
  const moved = await writeUnits(sql, [...products.values()].flatMap(unitsOf));
  const ofTurned = variants.filter(({ productGid }) => turned.has(productGid));
  return [...new Set([...moved, ...ofTurned.map(({ variantGid }) => variantGid)])];
}

interface Variant {
  readonly productGid: string;
  readonly variantGid: string;
  readonly title: string;
  readonly optionValues: string[] | null;
  /** What the store itself states of the size. */
  readonly stated: PackSize | null;
  readonly productTitle: string;
}

interface Units {
  readonly productGid: string;
  readonly variantGid: string;
  readonly units: number;
  readonly source: 'metafield' | 'title' | 'default';
}

function grouped(variants: readonly Variant[]): Map<string, Variant[]> {
  const groups = new Map<string, Variant[]>();
  for (const variant of variants)
    groups.set(variant.productGid, [...(groups.get(variant.productGid) ?? []), variant]);
  return groups;
}

function unitsOf(variants: readonly Variant[]): Units[] {
  const sizes = variants.map(
    ({ optionValues, title, stated }) => stated ?? packSizeOf([...(optionValues ?? []), title]),
  );
  const units = unitsPerItem(sizes);
  return variants.map(({ productGid, variantGid }, at) => ({
    productGid,
    variantGid,
    units: units[at] ?? 1,
    source: sourceOf(variants[at]?.stated ?? null, sizes[at] ?? null, units),
  }));
}

function sourceOf(stated: PackSize | null, size: PackSize | null, units: readonly number[]): Units['source'] {
  if (!size || units.every((each) => each === 1)) return 'default';
  return stated ? 'metafield' : 'title';
}

/** The products whose need is used up, or is not, otherwise than before. */
async function writeNeeds(
  sql: ShopSql,
  products: readonly { gid: string; title: string }[],
): Promise<string[]> {
  const before = await usages(sql, products);
  await sql.run(
    `INSERT INTO need (shop_id, shopify_product_id, title, usage, usage_source)
     SELECT $1::bigint, gid, title, CASE WHEN durable THEN 'not_used_up' ELSE 'unknown' END, CASE WHEN durable THEN 'title' ELSE 'default' END
     FROM unnest($2::text[], $3::text[], $4::boolean[]) AS g (gid, title, durable)
     ON CONFLICT (shop_id, shopify_product_id) DO UPDATE SET title = EXCLUDED.title,
       usage = CASE WHEN need.usage_source IN ('default', 'title') THEN EXCLUDED.usage ELSE need.usage END,
       usage_source = CASE WHEN need.usage_source IN ('default', 'title') THEN EXCLUDED.usage_source ELSE need.usage_source END
     WHERE need.title <> EXCLUDED.title`,
    products.map(({ gid }) => gid),
    products.map(({ title }) => title),
    products.map(({ title }) => isDurableTitle(title)),
  );
  const after = await usages(sql, products);
  return [...after].flatMap(([gid, usage]) => (before.has(gid) && before.get(gid) !== usage ? [gid] : []));
}

async function usages(sql: ShopSql, products: readonly { gid: string }[]): Promise<Map<string, string>> {
  const rows = await sql.rows<{ gid: string; usage: string }>(
    'SELECT shopify_product_id AS gid, usage FROM need WHERE shop_id = $1 AND shopify_product_id = ANY($2::text[])',
    products.map(({ gid }) => gid),
  );
  return new Map(rows.map(({ gid, usage }) => [gid, usage]));
}

/** A new variant joins the need of its product, or, where that was retired, the need of a sibling. */
async function writeUnits(sql: ShopSql, units: readonly Units[]): Promise<string[]> {
  const given = [
    units.map((one) => one.productGid),
    units.map((one) => one.variantGid),
    units.map((one) => one.units),
    units.map((one) => one.source),
  ];
  const linked = await sql.rows<{ gid: string }>(
    `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, units_per_item, units_source, valid_from)
     SELECT $1::bigint, coalesce(
         CASE WHEN n.retired_at IS NULL THEN n.id END,
         (SELECT s.need_id FROM need_variant s JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = s.shopify_variant_id
          WHERE s.shop_id = $1 AND s.valid_until IS NULL AND v.shopify_product_id = g.product_gid ORDER BY s.need_id LIMIT 1),
         n.id), g.variant_gid, g.units, g.source, '1970-01-01'
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[]) AS g (product_gid, variant_gid, units, source)
     JOIN need n ON n.shop_id = $1 AND n.shopify_product_id = g.product_gid
     WHERE NOT EXISTS (SELECT FROM need_variant x WHERE x.shop_id = $1 AND x.shopify_variant_id = g.variant_gid)
     ON CONFLICT DO NOTHING RETURNING shopify_variant_id AS gid`,
    ...given,
  );
  const resized = await sql.rows<{ gid: string }>(
    `UPDATE need_variant x SET units_per_item = g.units, units_source = g.source
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[]) AS g (product_gid, variant_gid, units, source)
     WHERE x.shop_id = $1 AND x.shopify_variant_id = g.variant_gid AND x.valid_until IS NULL
       AND x.units_source IN ('default', 'title', 'metafield') AND (x.units_per_item, x.units_source) IS DISTINCT FROM (g.units, g.source)
     RETURNING x.shopify_variant_id AS gid`,
    ...given,
  );
  return [...linked, ...resized].map(({ gid }) => gid);
}

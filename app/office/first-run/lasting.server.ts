import { readTypedNumber } from '~/base/lib/typed-number';
import { daysBounds } from '~/base/vocabulary/product-bounds';
import type { ShopSql } from '~/db.server';
import { POOL_VERSION } from '~/insight/model/pools';
import { type EditedBy, editProducts } from '~/intake/products/edit-products.server';
import type { ProductEdit } from '~/intake/products/product-edit';

/** One of the products that sell most, with what is known of how long it lasts. */
export interface LastingProduct {
  readonly needId: string;
  readonly title: string;
  /** The variant that sells most; the question is about one item of it. */
  readonly variant: string;
  readonly units: number;
  /** What the merchant said; "unknown" where nobody did. */
  readonly usage: 'unknown' | 'used_up' | 'not_used_up';
  /** What the merchant said of one such item. */
  readonly days: number | null;
  /** What the customers' own purchases say, when they say enough. */
  readonly learntDays: number | null;
  readonly learntFrom: number;
  /** How many such items those days are for: what is bought at a time. */
  readonly learntItems: number | null;
}

const ASKED = 20;
const NEWEST_ORDERS = 1_000;

/**
 * The 20 needs of which most was sold in the newest orders. Durable things that their title gave away are not asked about
 * unless somebody has said how long they last.
 */
export async function loadLasting(sql: ShopSql): Promise<LastingProduct[]> {
  return sql.rows<LastingProduct>(
    `WITH newest AS MATERIALIZED (
       SELECT shopify_order_id FROM orders WHERE shop_id = $1 AND purpose = 'purchase' ORDER BY processed_at DESC LIMIT ${NEWEST_ORDERS}
     ), sold AS (
       SELECT nv.need_id, nv.shopify_variant_id, nv.units_per_item, sum(l.current_quantity)::int AS items
       FROM order_line l JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.valid_until IS NULL
       WHERE l.shop_id = $1 AND l.shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM newest)) AND NOT l.is_gift_card
       GROUP BY 1, 2, 3
     ), best AS (
       SELECT DISTINCT ON (need_id) need_id, shopify_variant_id, units_per_item,
         sum(items * units_per_item) OVER (PARTITION BY need_id) AS units
       FROM sold ORDER BY need_id, items DESC, shopify_variant_id
     )
     SELECT n.id::text AS "needId", n.title, coalesce(nullif(v.title, 'Default Title'), '') AS variant,
       b.units_per_item AS units,
       CASE WHEN n.usage_source = 'title' THEN 'unknown' ELSE n.usage END AS usage,
       round((n.days_per_unit * b.units_per_item)::numeric, 6)::float8 AS days,
       round((p.median_days)::numeric)::float8 AS "learntDays", coalesce(p.customers, 0) AS "learntFrom",
       CASE WHEN p.version = ${POOL_VERSION} THEN exp((p.pool->>'meanLogQuantity')::float8) / b.units_per_item END AS "learntItems"
     FROM best b JOIN need n ON n.shop_id = $1 AND n.id = b.need_id AND n.retired_at IS NULL
     LEFT JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = b.shopify_variant_id
     LEFT JOIN need_pool p ON p.shop_id = $1 AND p.need_id = n.id
     WHERE n.usage_source <> 'title' OR n.usage <> 'not_used_up' OR n.days_per_unit IS NOT NULL
     ORDER BY b.units DESC, n.id LIMIT ${ASKED}`,
  );
}

export type LastingErrors = Readonly<Record<string, 'range'>>;

/**
 * What the merchant typed: 'days.<need>' a number of days for one item, 'not.<need>' a tick for what is not used up.
 * All of it is saved or nothing; a field that is not there stays as it is, and an empty one takes the days back.
 */
export async function saveLasting(
  sql: ShopSql,
  given: unknown,
  who: EditedBy,
): Promise<{ status: 'saved'; editId: bigint | null } | { status: 'invalid'; errors: LastingErrors }> {
  const form = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const errors: Record<string, 'range'> = {};
  const edits: ProductEdit[] = [];
  for (const product of await loadLasting(sql)) {
    const field = `days.${product.needId}`;
    const edit = editOf(product, { days: form[field], isDurable: form[`not.${product.needId}`] });
    if (edit === 'range') errors[field] = 'range';
    else if (edit) edits.push({ needId: product.needId, ...edit });
  }
  if (Object.keys(errors).length > 0) return { status: 'invalid', errors };
  const { editId } = await editProducts(sql, edits, who);
  return { status: 'saved', editId };
}

type Said = Pick<ProductEdit, 'usage' | 'daysPerUnit'>;

/** What somebody says about a product by its two fields; null where that is nothing new. */
function editOf(
  { usage, days, units }: LastingProduct,
  given: { readonly days: unknown; readonly isDurable: unknown },
): Said | 'range' | null {
  const wasDurable = usage === 'not_used_up';
  const isDurable = typeof given.isDurable === 'boolean' ? given.isDurable : wasDurable;
  if (isDurable) return wasDurable ? null : { usage: 'not_used_up', daysPerUnit: null };
  const judged: Said = wasDurable ? { usage: 'unknown' } : {};
  const text = typeof given.days === 'string' ? given.days.trim() : null;
  if (text === '' && days !== null) return { ...judged, daysPerUnit: null };
  const typed = text ? readTypedNumber(text) : days;
  if (typed === days) return wasDurable ? judged : null;
  const daysPerUnit = (typed ?? Number.NaN) / units;
  if (!(daysPerUnit >= daysBounds.from && daysPerUnit <= daysBounds.to)) return 'range';
  return { ...judged, daysPerUnit };
}

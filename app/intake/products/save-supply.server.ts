import { type ShopSql, sqlInShop } from '~/db.server';
import { type EditedBy, editProducts } from '~/intake/products/edit-products.server';
import type { Supply, SupplyChange } from '~/intake/products/supply-input';

/** A product with the need that most of its variants serve: the one that its own page shows and changes. */
export interface ProductSupply extends Supply {
  readonly needId: bigint;
  /** How many needs its variants serve. */
  readonly needs: number;
}

export type SaveSupplyStatus = 'saved' | 'changed-meanwhile' | 'not-found';

/** Reads the supply of one product; with `lock`, so that nobody changes it before we do. Null without a need. */
export async function loadSupply(
  sql: ShopSql,
  shopifyProductId: string,
  lock?: 'lock',
): Promise<ProductSupply | null> {
  const [row] = await sql.rows<ProductSupply>(
    `SELECT p.warranty_months AS "warrantyMonths", n.id AS "needId", n.days_per_unit AS "daysPerUnit", served.needs
     FROM product p
     JOIN LATERAL (
       SELECT nv.need_id, count(*) OVER ()::int AS needs FROM variant v
       JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = v.shopify_variant_id AND nv.valid_until IS NULL
       WHERE v.shop_id = $1 AND v.shopify_product_id = p.shopify_product_id
       GROUP BY nv.need_id ORDER BY count(*) DESC, nv.need_id LIMIT 1) served ON true
     JOIN need n ON n.shop_id = $1 AND n.id = served.need_id
     WHERE p.shop_id = $1 AND p.shopify_product_id = $2 AND p.deleted_at IS NULL
     ${lock ? 'FOR UPDATE OF n' : ''}`,
    shopifyProductId,
  );
  return row ?? null;
}

/**
 * Stores what a person said on a product's own page, as any edit of products. The same words a second time change
 * nothing; words that were said of numbers which somebody else has changed since are refused.
 */
export async function saveSupply(
  shopId: bigint,
  {
    shopifyProductId,
    change,
    who,
  }: { shopifyProductId: string; change: SupplyChange; who: Omit<EditedBy, 'what'> },
): Promise<SaveSupplyStatus> {
  return sqlInShop(shopId, async (sql) => {
    const stored = await loadSupply(sql, shopifyProductId, 'lock');
    if (!stored) return 'not-found';
    if (isSame(stored, change.to)) return 'saved';
    if (!isSame(stored, change.was)) return 'changed-meanwhile';
    await editProducts(sql, [{ needId: String(stored.needId), ...change.to }], { what: 'edit', ...who });
    return 'saved';
  });
}

function isSame(a: Supply, b: Supply): boolean {
  return a.daysPerUnit === b.daysPerUnit && a.warrantyMonths === b.warrantyMonths;
}

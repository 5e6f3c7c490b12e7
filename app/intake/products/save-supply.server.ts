import { type ShopSql, sqlInShop } from '~/db.server';
import type { Supply, SupplyChange } from '~/intake/products/supply-input';

/** A product with the need that most of its variants serve: the one that its own page shows and changes. */
export interface ProductSupply extends Supply {
  readonly productId: bigint;
  readonly needId: bigint | null;
  readonly needs: number;
}

export type SaveSupplyResult =
  | { readonly status: 'saved' | 'same'; readonly needId: bigint | null }
  | { readonly status: 'changed-meanwhile' }
  | { readonly status: 'not-found' };

/** Reads the supply of one product; with `lock`, so that nobody changes it before we do. */
export async function loadSupply(
  sql: ShopSql,
  shopifyProductId: string,
  lock?: 'lock',
): Promise<ProductSupply | null> {
  const [row] = await sql.rows<ProductSupply>(
    `SELECT p.id AS "productId", p.warranty_months AS "warrantyMonths", n.id AS "needId",
       n.days_per_unit AS "daysPerUnit", coalesce(served.needs, 0) AS needs
     FROM product p
     LEFT JOIN LATERAL (
       SELECT nv.need_id, count(*) OVER ()::int AS needs FROM variant v
       JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = v.shopify_variant_id AND nv.valid_until IS NULL
       WHERE v.shop_id = $1 AND v.shopify_product_id = p.shopify_product_id
       GROUP BY nv.need_id ORDER BY count(*) DESC, nv.need_id LIMIT 1) served ON true
     LEFT JOIN need n ON n.shop_id = $1 AND n.id = served.need_id
     WHERE p.shop_id = $1 AND p.shopify_product_id = $2 AND p.deleted_at IS NULL
     ${lock ? 'FOR UPDATE OF p' : ''}`,
    shopifyProductId,
  );
  return row ?? null;
}

/**
 * Stores what a person said of a product. The same words a second time change nothing; words that were said of numbers
 * which somebody else has changed since are refused.
 */
export async function saveSupply(
  shopId: bigint,
  { shopifyProductId, change }: { shopifyProductId: string; change: SupplyChange },
): Promise<SaveSupplyResult> {
  return sqlInShop(shopId, async (sql) => {
    const stored = await loadSupply(sql, shopifyProductId, 'lock');
    if (!stored) return { status: 'not-found' };
    const { needId, productId } = stored;
    if (isSame(stored, change.to)) return { status: 'same', needId };
    if (!isSame(stored, change.was)) return { status: 'changed-meanwhile' };
    await sql.run(
      `UPDATE product SET warranty_months = $3, warranty_source = CASE WHEN $3::int IS NULL THEN NULL ELSE 'merchant' END
       WHERE shop_id = $1 AND id = $2 AND warranty_months IS DISTINCT FROM $3`,
      productId,
      change.to.warrantyMonths,
    );
    if (needId !== null) {
      await sql.run(
        `UPDATE need SET days_per_unit = $3, days_per_unit_source = CASE WHEN $3::float8 IS NULL THEN NULL ELSE 'merchant' END
         WHERE shop_id = $1 AND id = $2 AND days_per_unit IS DISTINCT FROM $3`,
        needId,
        change.to.daysPerUnit,
      );
    }
    return { status: 'saved', needId };
  });
}

function isSame(a: Supply, b: Supply): boolean {
  return a.daysPerUnit === b.daysPerUnit && a.warrantyMonths === b.warrantyMonths;
}

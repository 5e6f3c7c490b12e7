import type { ShopSql } from '~/db.server';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';

/**
 * Where the variant that was bought last is sold out or gone, another one of the same need (another size or flavour)
 * may be bought instead. Looked up only for needs that may be written about, which is rare.
 */
export async function withOtherVariants(sql: ShopSql, insight: CustomerInsight): Promise<CustomerInsight> {
  const without = insight.needs.filter(({ forecast, availableForSale }) => forecast && !availableForSale);
  if (without.length === 0) return insight;
  const rows = await sql.rows<{ needId: bigint; variant: string }>(
    `SELECT DISTINCT ON (nv.need_id) nv.need_id AS "needId", v.shopify_variant_id AS variant
     FROM need_variant nv
     JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = nv.shopify_variant_id
     JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     WHERE nv.shop_id = $1 AND nv.need_id = ANY ($2::bigint[]) AND nv.valid_until IS NULL AND v.available_for_sale
       AND v.deleted_at IS NULL AND p.deleted_at IS NULL AND p.status = 'ACTIVE'
     ORDER BY nv.need_id, v.position, v.shopify_variant_id`,
    without.map(({ need }) => need.id),
  );
  const found = new Map(rows.map(({ needId, variant }) => [needId, variant]));
  return {
    ...insight,
    needs: insight.needs.map((need) => {
      const variant = need.availableForSale ? undefined : found.get(need.need.id);
      return variant ? { ...need, reorderVariantId: variant, availableForSale: true } : need;
    }),
  };
}

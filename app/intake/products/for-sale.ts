/**
 * Whether anything of a need can be bought at present, as a condition in SQL.
 *
 * @param need the statement's name of the need, such as 'n'
 */
export function isForSale(need: string): string {
  return `EXISTS (SELECT 1 FROM need_variant nv JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = nv.shopify_variant_id
          JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
          WHERE nv.need_id = ${need}.id AND nv.valid_until IS NULL AND v.available_for_sale AND v.deleted_at IS NULL
            AND p.deleted_at IS NULL AND p.status = 'ACTIVE')`;
}

/**
 * The need by which what a merchant named as a substitute is known now, as an expression in SQL. A named product stays
 * the one that was meant when it is put into a pool, and when it is taken out again.
 *
 * @param need the statement's name of the need that may be substituted, such as 'n'
 */
export function substituteNeed(need: string): string {
  return `(SELECT CASE WHEN named.retired_at IS NULL THEN named.id ELSE (
      SELECT now.need_id FROM need_variant was
      JOIN need_variant now ON now.shop_id = $1 AND now.shopify_variant_id = was.shopify_variant_id AND now.valid_until IS NULL
      WHERE was.shop_id = $1 AND was.need_id = named.id ORDER BY was.valid_until DESC, was.id LIMIT 1) END
    FROM need named WHERE named.shop_id = $1 AND named.id = ${need}.substitute_need_id)`;
}

/**
 * Was it noted, and not taken back, that a customer has died? `c` is the customer, and `$1` the shop. A look at the index for
 * each row: as an EXISTS all notes of the shop would be read first.
 */
export const hasDiedSql = `(SELECT true FROM contact_note died WHERE died.shop_id = $1 AND died.customer_id = c.id
  AND died.kind = 'died' AND died.until IS NULL ORDER BY died.at LIMIT 1) IS NOT NULL`;

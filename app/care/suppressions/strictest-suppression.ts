/** The strictest suppression in force of the address with this keyed hash (an expression in SQL; $1 is the shop), if any. */
export function strictestSuppression(emailHash: string): string {
  return `SELECT x.reason, x.scope, x.created_at AS since FROM suppression x
    WHERE x.shop_id = $1 AND x.email_hash = ${emailHash} AND x.lifted_at IS NULL
    ORDER BY CASE x.scope WHEN 'all' THEN 0 ELSE 1 END, x.created_at, x.id LIMIT 1`;
}

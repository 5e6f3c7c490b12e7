/**
 * SQL: has the product `p` a warranty, its own or the shop's usual one where nobody said anything of it? 0 months is a
 * word too: it has none. `usualMonths` is the place of the usual one, null where there is none.
 *
 * @example hasWarrantySql('$2') // 'coalesce(p.warranty_months, $2::int) > 0'
 */
export function hasWarrantySql(usualMonths: string): string {
  return `coalesce(p.warranty_months, ${usualMonths}::int) > 0`;
}

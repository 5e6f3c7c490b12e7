import type { ShopSql } from '~/db.server';

const MOST = 500;

/** The names of a shop's people by Shopify's number, so that what somebody did is told by name and not by number. */
export async function loadColleagues(sql: ShopSql): Promise<Record<string, string>> {
  const rows = await sql.rows<{ staff: string; name: string }>(
    `SELECT staff, name FROM staff WHERE shop_id = $1 AND name IS NOT NULL ORDER BY seen_at DESC LIMIT ${MOST}`,
  );
  return Object.fromEntries(rows.map(({ staff, name }) => [staff, name]));
}

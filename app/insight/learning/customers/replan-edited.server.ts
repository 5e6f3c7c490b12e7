import { now } from '~/base/lib/clock.server';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { markCustomers } from '~/insight/learning/customers/mark-customers.server';

const CUSTOMERS_A_BATCH = 500;

/**
 * Asks for new plans of all who bought what people edited, pooled or took back. What is owed stands on the edit's row
 * until it is done, so a process that dies half-way leaves it to the next call; the daily sweep makes one.
 *
 * @returns how many customers were marked
 */
export async function replanEdited(shopId: ShopId): Promise<number> {
  const edits = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; undoneAt: Date | null }>(
      `SELECT id, undone_at AS "undoneAt" FROM product_edit WHERE shop_id = $1 AND replanned_at IS NULL ORDER BY id`,
    ),
  );
  let marked = 0;
  for (const { id, undoneAt } of edits) {
    const customerIds = await sqlInShop(shopId, (sql) => buyersOf(sql, id));
    for (let from = 0; from < customerIds.length; from += CUSTOMERS_A_BATCH) {
      const batch = customerIds.slice(from, from + CUSTOMERS_A_BATCH);
      marked += await markCustomers(shopId, batch);
    }
    // Somebody may have taken it back meanwhile: then it is owed once more.
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE product_edit SET replanned_at = $3 WHERE shop_id = $1 AND id = $2 AND undone_at IS NOT DISTINCT FROM $4::timestamptz`,
        id,
        now(),
        undoneAt,
      ),
    );
  }
  return marked;
}

/** Everybody who ever bought a variant that served one of the edited needs, before or after; in the order of ids. */
async function buyersOf(sql: ShopSql, editId: bigint): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE touched AS (
       SELECT DISTINCT (one->>'needId')::bigint AS need_id
       FROM product_edit e, jsonb_array_elements(e.before || e.after) AS one WHERE e.shop_id = $1 AND e.id = $2
     ), variants AS (
       SELECT DISTINCT x.shopify_variant_id AS gid FROM need_variant x JOIN touched t ON t.need_id = x.need_id WHERE x.shop_id = $1
     ), buyers (id) AS (
       SELECT DISTINCT o.customer_id FROM order_line l
       JOIN orders o ON o.shop_id = $1 AND o.shopify_order_id = l.shopify_order_id AND o.customer_id IS NOT NULL
       WHERE l.shop_id = $1 AND l.shopify_variant_id = ANY (ARRAY(SELECT gid FROM variants))
       UNION
       SELECT c.merged_into_id FROM buyers b JOIN customer c ON c.shop_id = $1 AND c.id = b.id AND c.merged_into_id IS NOT NULL
     )
     SELECT c.id FROM buyers b JOIN customer c ON c.shop_id = $1 AND c.id = b.id
     WHERE c.merged_into_id IS NULL AND c.deleted_at IS NULL AND c.redacted_at IS NULL ORDER BY c.id`,
    editId,
  );
  return rows.map(({ id }) => id);
}

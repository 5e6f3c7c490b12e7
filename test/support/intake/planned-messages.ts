import { type ShopId, sqlInShop } from '~/db.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';

/** Plans for everybody who is owed a plan, as the jobs would, until nobody is. */
export async function planWhoIsOwed(shopId: ShopId): Promise<void> {
  for (;;) {
    const owed = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        'SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL ORDER BY merged_into_id IS NULL, id',
      ),
    );
    if (owed.length === 0) return;
    for (const { id } of owed) await planCustomer(shopId, id);
  }
}

/** What a merchant tells of products: how long one lasts, and the guarantee; by the product's own digits. */
export async function tellOfProducts(shopId: ShopId): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    const digit = (column: string) => `right(${column}, 1)::int`;
    await sql.run(
      `UPDATE need SET days_per_unit = 15 + ${digit('shopify_product_id')}, days_per_unit_source = 'merchant' WHERE shop_id = $1`,
    );
    await sql.run(
      `UPDATE product SET warranty_months = 1 + ${digit('shopify_product_id')} % 3, warranty_source = 'merchant' WHERE shop_id = $1`,
    );
  });
}

/** Forgets every message and plans for everybody anew, from the rows alone. */
export async function planAnew(shopId: ShopId): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await sql.run('DELETE FROM message WHERE shop_id = $1');
    await sql.run('UPDATE customer SET replan_due_at = now() WHERE shop_id = $1');
  });
  await planWhoIsOwed(shopId);
}

/** Messages in a comparable form: kind, day, hour, mail, state, reason and numbers; our own ids become Shopify's. */
export async function messagesOf(shopId: ShopId, states: readonly string[]): Promise<string[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<Record<string, unknown>>(
      `SELECT m.key, m.kind, m.class, m.channel, m.step, m.state, m.due_at, m.useful_until, m.wanted_on, m.lead_key, m.rank,
         m.reason, m.why, coalesce(c.shopify_customer_id, 'guest ' || encode(c.email_hash, 'hex')) AS customer,
         n.shopify_product_id AS need, o.shopify_order_id AS order, l.shopify_line_item_id AS line
       FROM message m JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id
       LEFT JOIN need n ON n.shop_id = $1 AND n.id = m.need_id
       LEFT JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
       LEFT JOIN order_line l ON l.shop_id = $1 AND l.id = m.order_line_id
       WHERE m.shop_id = $1 AND m.state = ANY($2::text[]) ORDER BY m.key`,
      states,
    ),
  );
  return rows.map((row) => JSON.stringify(row));
}

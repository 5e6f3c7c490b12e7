import type { LinkClaims } from '~/care/answers/link-token';
import { sqlInShop } from '~/db.server';

/** What an answer page asks about: a supply, or an order. Null when it is gone. */
export type Question =
  | { readonly about: 'supply'; readonly item: string }
  | { readonly about: 'order'; readonly orderName: string };

export async function loadQuestion({ shopId, needId, messageId }: LinkClaims): Promise<Question | null> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ item: string | null; orderName: string | null }>(
      `SELECT (SELECT title FROM need WHERE shop_id = $1 AND id = $2) AS item,
         (SELECT o.name FROM message m JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
          WHERE m.shop_id = $1 AND m.id = $3) AS "orderName"`,
      needId ?? 0n,
      messageId ?? 0n,
    );
    if (row?.item) return { about: 'supply', item: row.item };
    return row?.orderName ? { about: 'order', orderName: row.orderName } : null;
  });
}

import { isLastStep } from '~/base/vocabulary/steps';
import type { LinkClaims } from '~/care/answers/link-token';
import { sqlInShop } from '~/db.server';

/** What an answer page asks about: a supply, a thing that should still work, or an order. Null when it is gone. */
export type Question =
  | {
      readonly about: 'supply';
      readonly item: string;
      /** It was asked for the last time: nobody asks again before the next purchase. */
      readonly isLast: boolean;
    }
  | { readonly about: 'product'; readonly item: string }
  | {
      readonly about: 'order';
      readonly orderName: string;
      /** What is in it, for somebody who wants to say which thing they mean. */
      readonly lines: readonly { readonly id: string; readonly title: string }[];
    };

const MOST_LINES = 50;

/** The mail's own kind says what it asked about; a warranty's message knows the need of the thing as well. */
export async function loadQuestion({ shopId, needId, messageId }: LinkClaims): Promise<Question | null> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{
      supply: string | null;
      kind: string | null;
      step: number | null;
      item: string | null;
      orderName: string | null;
      lines: { id: string; title: string }[] | null;
    }>(
      `SELECT (SELECT title FROM need WHERE shop_id = $1 AND id = $2) AS supply, m.kind, m.step, m.reason ->> 'item' AS item,
         o.name AS "orderName",
         (SELECT json_agg(json_build_object('id', l.id::text, 'title', concat_ws(' – ', l.title,
             (SELECT nullif(v.title, 'Default Title') FROM variant v WHERE v.shop_id = $1 AND v.shopify_variant_id = l.shopify_variant_id))) ORDER BY l.id)
          FROM (SELECT * FROM order_line WHERE shop_id = $1 AND shopify_order_id = o.shopify_order_id AND current_quantity > 0
                ORDER BY id LIMIT ${MOST_LINES}) l) AS lines
       FROM (VALUES (1)) AS one LEFT JOIN message m ON m.shop_id = $1 AND m.id = $3
         LEFT JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id`,
      needId ?? 0n,
      messageId ?? 0n,
    );
    if (row?.kind === 'warranty-expiry' && row.item) return { about: 'product', item: row.item };
    if (row?.kind !== 'thank-you' && row?.supply) {
      const isLast = row.kind !== null && isLastStep(row.kind, row.step ?? 1);
      return { about: 'supply', item: row.supply, isLast };
    }
    return row?.orderName ? { about: 'order', orderName: row.orderName, lines: row.lines ?? [] } : null;
  });
}

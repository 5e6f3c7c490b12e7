import { searchPatterns } from '~/base/lib/search-words';
import { sqlInShop } from '~/db.server';

export interface FoundProduct {
  readonly id: string;
  readonly title: string;
  readonly products: number;
  /** Titles of its first products: what a group holds. */
  readonly productTitles: readonly string[];
}

const MOST_TITLES = 12;

/** The titles of products that a question can name, each once. */
export function productTitlesSql(product: string): string {
  return `(array_agg(DISTINCT ${product}.title))[1:${MOST_TITLES}]`;
}

const SHOWN = 8;

/** A few products whose titles hold all words that were typed, the most bought first. */
export async function findProducts(shopId: bigint, search: string): Promise<FoundProduct[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; title: string; products: number; productTitles: string[] | null }>(
      `SELECT n.id, n.title, own.products, own.titles AS "productTitles"
       FROM (SELECT id, title, buyers FROM need WHERE shop_id = $1 AND retired_at IS NULL AND title ILIKE ALL ($2::text[])
             ORDER BY buyers DESC, id DESC LIMIT ${SHOWN}) n
       CROSS JOIN LATERAL (
         SELECT count(DISTINCT p.shopify_product_id)::int AS products, ${productTitlesSql('p')} AS titles
         FROM need_variant x
         JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = x.shopify_variant_id
         JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
         WHERE x.shop_id = $1 AND x.need_id = n.id AND x.valid_until IS NULL) own
       ORDER BY n.buyers DESC, n.id DESC`,
      searchPatterns(search),
    ),
  );
  return rows.map((row) => ({ ...row, id: String(row.id), productTitles: row.productTitles ?? [] }));
}

import { searchPatterns } from '~/base/lib/search-words';
import { type ShopSql, sqlInShop } from '~/db.server';

/** A product to filter by: what customers use up, whichever size or flavour they bought. */
export interface NeedChoice {
  readonly id: string;
  readonly title: string;
}

const MOST_CHOICES = 12;

/** Products whose title holds the words, in any order. */
export async function findNeeds(shopId: bigint, search: string): Promise<NeedChoice[]> {
  return sqlInShop(shopId, async (sql) => {
    const rows = await sql.rows<{ id: bigint; title: string }>(
      `SELECT id, title FROM need WHERE shop_id = $1 AND retired_at IS NULL AND title ILIKE ALL ($2::text[])
       ORDER BY title, id LIMIT ${MOST_CHOICES}`,
      searchPatterns(search),
    );
    return rows.map(({ id, title }) => ({ id: String(id), title }));
  });
}

export async function needTitle(sql: ShopSql, needId: bigint): Promise<string | null> {
  const [row] = await sql.rows<{ title: string }>(
    'SELECT title FROM need WHERE shop_id = $1 AND id = $2',
    needId,
  );
  return row?.title ?? null;
}

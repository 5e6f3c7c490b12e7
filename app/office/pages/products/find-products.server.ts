import { searchPatterns } from '~/base/lib/search-words';
import { sqlInShop } from '~/db.server';

export interface FoundProduct {
  readonly id: string;
  readonly title: string;
}

const SHOWN = 8;

/** A few products whose titles hold all words that were typed, the most bought first. */
export async function findProducts(shopId: bigint, search: string): Promise<FoundProduct[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; title: string }>(
      `SELECT id, title FROM need WHERE shop_id = $1 AND retired_at IS NULL AND title ILIKE ALL ($2::text[])
       ORDER BY buyers DESC, id DESC LIMIT ${SHOWN}`,
      searchPatterns(search),
    ),
  );
  return rows.map(({ id, title }) => ({ id: String(id), title }));
}

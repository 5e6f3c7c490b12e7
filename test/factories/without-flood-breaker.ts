import { sqlInShop } from '~/db.server';

/** A real worker would hold thousands of messages of one kind for a person; tests of sending are not about that. */
export async function withoutFloodBreaker(shopId: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run('UPDATE shop_kind SET flood_minimum = 1000000, flood_limit = 1000000 WHERE shop_id = $1'),
  );
}

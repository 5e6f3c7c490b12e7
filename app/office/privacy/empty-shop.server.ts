import { acrossShops, type ShopId, sqlInShop } from '~/db.server';
import { shopTables } from '~/office/privacy/shop-tables.server';

export const lockedState = 'SELECT state FROM shop WHERE id = $1 FOR UPDATE';

export interface EmptyOptions {
  /** Table → which of its rows stay, as a condition; true: all of them. */
  readonly keeps: Readonly<Record<string, string | true>>;
}

export type Emptied =
  | { readonly status: 'emptied'; readonly rows: number }
  | { readonly status: 'installed-again' }
  | { readonly status: 'unknown' };

/**
 * Deletes what is in the shop's tables, each in a transaction of its own that holds the shop's row as an install does and
 * looks whether the shop is still gone; then its sessions and webhooks. The privacy requests are left to whoever closes
 * them. Doing it twice finds nothing more.
 */
export async function emptyShop(shopId: ShopId, { keeps }: EmptyOptions): Promise<Emptied> {
  const [shop] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1'),
  );
  if (!shop) return { status: 'unknown' };
  let rows = 0;
  for (const { name } of await shopTables()) {
    const kept = keeps[name];
    if (name === 'privacy_request' || kept === true) continue;
    const deleted = await sqlInShop(shopId, async (sql) => {
      if (isBack(await sql.rows<{ state: string }>(lockedState))) return null;
      return sql.run(`DELETE FROM "${name}" WHERE shop_id = $1 ${kept ? `AND NOT (${kept})` : ''}`);
    });
    if (deleted === null) return { status: 'installed-again' };
    rows += deleted;
  }
  return acrossShops('housekeeping', async (sql): Promise<Emptied> => {
    if (isBack(await sql.rows<{ state: string }>(lockedState, shopId))) return { status: 'installed-again' };
    await sql.run('DELETE FROM session WHERE shop = $1', shop.domain);
    await sql.run('DELETE FROM webhook_seen WHERE shop_domain = $1', shop.domain);
    const webhooks = await sql.run('DELETE FROM inbox_webhook WHERE shop_domain = $1', shop.domain);
    return { status: 'emptied', rows: rows + webhooks };
  });
}

function isBack([shop]: readonly { state: string }[]): boolean {
  return shop?.state === 'installed';
}

import { beforeAll, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { noteStockOuts } from '~/intake/products/note-stock-outs.server';
import { makeShop } from '../../factories/history';

const shop = 341n;
const variant = 'gid://shopify/ProductVariant/341';

beforeAll(() => makeShop({ id: shop }));

const hour = (nr: number) => new Date(Date.UTC(2026, 5, 1, nr));

/** @param hours when it went and came back, in turn */
async function told(...hours: readonly number[]) {
  await sqlInShop(shop, (sql) =>
    noteStockOuts(
      sql,
      hours.map((nr, at) => ({ variant, available: at % 2 === 1, at: hour(nr) })),
    ),
  );
  return sqlInShop(shop, (sql) =>
    sql.rows<{ from: Date; until: Date | null }>(
      `SELECT from_at AS from, until_at AS until FROM stock_out WHERE shop_id = $1 ORDER BY from_at`,
    ),
  );
}

it('a variant that comes and goes by the hour leaves nothing; what was gone for days, or still is, is kept', async () => {
  expect(await told(...Array.from({ length: 40 }, (_, nr) => nr))).toEqual([]);
  const days = { from: hour(100), until: hour(200) };
  expect(await told(100, 200, 210, 220)).toEqual([days]);
  expect(await told(300)).toEqual([days, { from: hour(300), until: null }]);
});

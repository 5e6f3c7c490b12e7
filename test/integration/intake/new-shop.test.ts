import { expect, it } from 'vitest';
import { acrossShops, sqlInShop } from '~/db.server';
import { exportFacts } from '~/intake/imports/export-facts';
import { readPiece } from '~/intake/imports/read-piece';
import { addOrderFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { orderExportHeader } from '../../support/intake/order-export-header';

/** So many orders of as many buyers, as an export tells of them. */
function factsOf(orders: number) {
  const lines = Array.from(
    { length: orders },
    (_, n) =>
      `#${n},buyer-${n}@example.com,paid,,,,EUR,9.50,12.00,2024-01-05 10:00:00 +0000,1,Sumatra,4.75,,,GB,${n + 1}`,
  );
  const file = Buffer.from([orderExportHeader, ...lines].join('\n'));
  const piece = readPiece(file, { columns: null, isLast: true });
  if (piece.status !== 'read') throw new Error('no header');
  const facts = noFacts();
  for (const order of piece.orders) {
    const read = exportFacts(order, { currency: 'EUR', catalogue: { find: () => null } });
    if (read.facts) addOrderFacts(facts, read.facts);
  }
  expect(facts.orders).toHaveLength(orders);
  return facts;
}

/** How many rows the server looks at while the orders of a new shop are projected. */
async function rowsLookedAt(shopId: bigint, orders: number): Promise<number> {
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, installed_at, time_zone, currency, country_code)
       VALUES ($1::int8, 'new-' || $1::int8 || '.myshopify.com', now(), 'Europe/London', 'EUR', 'GB')`,
      shopId,
    ),
  );
  return sqlInShop(shopId, async (sql) => {
    await projectFacts(sql, factsOf(orders), 'import');
    const [counted] = await sql.rows<{ rows: number }>(
      `SELECT sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::float8 AS rows
       FROM pg_stat_xact_user_tables WHERE $1::bigint IS NOT NULL`,
    );
    return counted?.rows ?? 0;
  });
}

// The server has counted none of these tables yet: it takes every shop for one of a handful of rows.
it('the orders of a new shop are not looked at again for every pair of others', async () => {
  const orders = 150;
  expect(await rowsLookedAt(6_600_101n, orders)).toBeLessThan(5 * orders ** 2);
});

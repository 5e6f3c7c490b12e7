import { describe, expect, it } from 'vitest';
import { acrossShops, inShop, sqlInShop } from '~/db.server';

const ada = 1n;
const bob = 2n;

async function makeShops(): Promise<void> {
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, installed_at) VALUES ($1, 'ada.myshopify.com', now()), ($2, 'bob.myshopify.com', now())
       ON CONFLICT DO NOTHING`,
      ada,
      bob,
    ),
  );
}

describe('one shop never sees or touches rows of another', () => {
  it('through Prisma', async () => {
    await makeShops();
    await inShop(ada, (db) => db.need.create({ data: { shopId: ada, title: 'Ada’s coffee' } }));
    expect(await inShop(bob, (db) => db.need.findMany())).toEqual([]);
    expect(await inShop(ada, (db) => db.need.count())).toBe(1);
    expect(await inShop(bob, (db) => db.need.updateMany({ data: { title: 'stolen' } }))).toEqual({
      count: 0,
    });
  });

  it('through raw SQL that forgets its own filter', async () => {
    await makeShops();
    const seen = await sqlInShop(bob, (sql) => sql.rows('SELECT title FROM need WHERE $1::bigint > 0'));
    expect(seen).toEqual([]);
  });

  it('by writing a row into another shop', async () => {
    await makeShops();
    const write = sqlInShop(bob, (sql) =>
      sql.run(`INSERT INTO need (shop_id, title) SELECT ${ada}, 'forged' WHERE $1::bigint > 0`),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('and the session table of another role stays closed to statements without a shop', async () => {
    await expect(sqlInShop(ada, (sql) => sql.rows('SELECT 1'))).rejects.toThrow(/without the shop/);
  });
});

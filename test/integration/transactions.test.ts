import { expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { makeCustomers, makeSendingShop } from '../factories/sending-shop';
import { until } from '../support/until';

it('of two transactions that wait for each other, the one that PostgreSQL ends runs again', async () => {
  const shopId = await makeSendingShop();
  const ids = await makeCustomers(shopId, [{ email: 'ada@buyer.example' }, { email: 'bob@buyer.example' }]);
  let begun = 0;
  const addOrderTo = async (inTurn: readonly bigint[]) =>
    sqlInShop(shopId, async (sql) => {
      for (const id of inTurn) {
        await sql.run(
          'UPDATE customer SET number_of_orders = number_of_orders + 1 WHERE shop_id = $1 AND id = $2',
          id,
        );
        begun += 1;
        await until('each has one of them', () => begun > 1);
      }
    });
  await Promise.all([addOrderTo(ids), addOrderTo(ids.toReversed())]);
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows('SELECT number_of_orders AS orders FROM customer WHERE shop_id = $1'),
  );
  expect(rows).toEqual([{ orders: 2 }, { orders: 2 }]);
  // Two rows each, and the one that the other had was asked for twice.
  expect(begun).toBe(5);
});

import { describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { deliver } from '../../support/intake/inbox';
import { makeShop } from '../../support/intake/shop-row';

const back = 'gid://shopify/Return/5';
const item = 'gid://shopify/LineItem/90';
const word = (topic: string, minute: number, quantity?: number) => ({
  topic,
  triggeredAt: Date.UTC(2026, 10, 20, 10, minute),
  payload: {
    id: 5,
    admin_graphql_api_id: back,
    order: { id: 9, admin_graphql_api_id: 'gid://shopify/Order/9' },
    ...(quantity !== undefined && {
      return_line_items: [
        { quantity, fulfillment_line_item: { line_item: { id: 90, admin_graphql_api_id: item } } },
      ],
    }),
  },
});
const words = [
  word('returns/request', 1, 1),
  word('returns/update', 2, 2),
  // The newest word tells that it is over, and no quantity.
  word('returns/close', 3),
];

describe('what comes back', () => {
  it.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])('is as many as the newest word with a number says, told in the order %i %i %i', async (...order) => {
    const id = 6000n + BigInt(order.join(''));
    const domain = `returns-${id}.myshopify.com`;
    await makeShop(id, domain);
    for (const at of order) {
      await deliver(domain, words[at] ?? { topic: '', payload: {} });
      await projectInbox(id);
    }
    const rows = await sqlInShop(id, (sql) =>
      sql.rows('SELECT status, line_quantities AS quantities FROM order_return WHERE shop_id = $1'),
    );
    expect(rows).toEqual([{ status: 'CLOSED', quantities: { [item]: 2 } }]);
  });

  it('keeps what a row from before told when a word of before it comes again', async () => {
    const domain = 'returns-before.myshopify.com';
    await makeShop(6999n, domain);
    for (const one of words.slice(0, 2)) await deliver(domain, one);
    await projectInbox(6999n);
    await sqlInShop(6999n, (sql) => sql.run(`UPDATE order_return SET versions = '{}' WHERE shop_id = $1`));
    await deliver(domain, word('returns/approve', 1, 1));
    await projectInbox(6999n);
    const rows = await sqlInShop(6999n, (sql) =>
      sql.rows('SELECT line_quantities AS quantities FROM order_return WHERE shop_id = $1'),
    );
    expect(rows).toEqual([{ quantities: { [item]: 2 } }]);
  });
});

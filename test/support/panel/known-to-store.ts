import { createCustomer } from '../../store/world/actions/change-customer';
import type { World } from '../../store/world/world';

/** Makes the people of a made shop known to the local store, which alone says who is in a segment. */
export async function makeKnownToStore(shopId: bigint, world: World): Promise<void> {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(shopId, async (sql) => {
    const people = await sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1 ORDER BY id');
    for (const { id } of people) {
      const { id: number } = createCustomer(world, {
        firstName: '',
        lastName: '',
        locale: 'en',
        email: `member-${id}@example.com`,
      });
      await sql.run(
        'UPDATE customer SET shopify_customer_id = $2 WHERE shop_id = $1 AND id = $3',
        `gid://shopify/Customer/${number}`,
        id,
      );
    }
  });
}

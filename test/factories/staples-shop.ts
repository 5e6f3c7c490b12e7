import { isoDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { scoreShop } from '~/insight/learning/pools/score-shop.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { makeCustomer, makeNeed, makeOrder } from './history';

export interface StaplesShop {
  readonly coffee: bigint;
  readonly decaf: bigint;
  readonly filters: bigint;
  readonly lamp: bigint;
  readonly regular: bigint;
}

/** Products of every sort in an installed shop, bought by so many customers, learnt and forecast. */
export async function makeStaplesShop(
  shopId: bigint,
  { today, customers = 20 }: { readonly today: number; readonly customers?: number },
): Promise<StaplesShop> {
  const made = await sqlInShop(shopId, async (sql) => {
    const coffee = await makeNeed(sql, { title: 'Yirgacheffe, whole bean, 250 g' });
    const decaf = await makeNeed(sql, { title: 'Decaf, whole bean, 1 kg' });
    const filters = await makeNeed(sql, { title: 'Paper filters no. 4, 100 pieces', daysPerUnit: 60 });
    const lamp = await makeNeed(sql, { title: 'Desk lamp “Kitchen table”', usage: 'not_used_up' });
    await sql.run(
      `UPDATE product SET warranty_months = 24, warranty_source = 'merchant' WHERE shop_id = $1 AND shopify_product_id = $2`,
      lamp.product,
    );
    const people: bigint[] = [];
    for (let k = 0; k < customers; k++) {
      const customerId = await makeCustomer(sql, { firstName: `Buyer ${k + 1}` });
      people.push(customerId);
      const gap = 24 + (k % 9);
      for (let n = 0; n < 9; n++) {
        const day = today - 4 - (k % 25) - n * gap;
        const { variant } = k % 4 === 3 ? decaf : coffee;
        await makeOrder(sql, { customerId, variant, on: isoDay(day), quantity: 1 + ((k + n) % 3) });
      }
      if (k % 2 === 0)
        await makeOrder(sql, { customerId, variant: filters.variant, on: isoDay(today - 70 - k) });
      if (k % 5 === 0)
        await makeOrder(sql, { customerId, variant: lamp.variant, on: isoDay(today - 90 - k) });
    }
    return {
      people,
      shop: {
        coffee: coffee.needId,
        decaf: decaf.needId,
        filters: filters.needId,
        lamp: lamp.needId,
        regular: people[0] ?? 0n,
      },
    };
  });
  await sweepShop(shopId, today);
  await scoreShop(shopId, today);
  for (const id of made.people) await sqlInShop(shopId, (sql) => learnCustomer(sql, id, { today }));
  return made.shop;
}

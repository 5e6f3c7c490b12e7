import { type ShopId, sqlInShop } from '~/db.server';
import type { Pools } from '~/insight/learning/customers/learn-from';
import { poolsInThread } from '~/insight/learning/pools/pool-thread.server';
import { readSweepContext, readSweepPage } from '~/insight/learning/pools/read-sweep-page.server';
import { readNeedFacts } from '~/insight/learning/pools/save-pools.server';
import { learnTransit } from '~/insight/learning/pools/sweep-shop.server';
import type { SupplyPrior } from '~/insight/model/reorder';

const CUSTOMERS_A_PAGE = 1_000;

/**
 * What the shop's pools were at the start of `day` (a day number): built from the purchases before it, and from those
 * alone. In a thread of its own, one day after the other, so that memory holds one history at a time.
 *
 * @param goOn is asked after each page; false ends the work with null
 */
export async function poolsOn(
  shopId: ShopId,
  day: number,
  goOn: () => Promise<boolean>,
): Promise<Pools | null> {
  const { context, needs, transit } = await sqlInShop(shopId, async (sql) => ({
    context: await readSweepContext(sql),
    needs: await readNeedFacts(sql),
    transit: await learnTransit(sql, day),
  }));
  const priors = new Map<string, SupplyPrior>();
  for (const { id, daysPerUnit } of needs) {
    if (daysPerUnit !== null && daysPerUnit > 0) priors.set(String(id), { daysPerUnit });
  }
  const builder = poolsInThread({ today: day, priors });
  try {
    for (let after: bigint | null = 0n; after !== null; ) {
      const start: bigint = after;
      const page = await sqlInShop(shopId, (sql) => readSweepPage(sql, context, start, CUSTOMERS_A_PAGE));
      builder.add(
        page.customers.map(({ customerId, orderDays, needs: bought }) => ({
          customerKey: String(customerId),
          orderDays: orderDays.filter((orderDay) => orderDay < day),
          needs: bought.map(({ needId, purchases }) => ({
            needKey: String(needId),
            purchases: purchases.filter((purchase) => purchase.day < day),
          })),
        })),
      );
      if (!(await goOn())) return null;
      after = page.next;
    }
    const { shop, needs: pools } = await builder.build();
    return { shop, transit, sweptDay: day, need: (id) => pools.get(String(id)) ?? null };
  } finally {
    await builder.close();
  }
}

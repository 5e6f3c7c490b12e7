import { type ShopId, sqlInShop } from '~/db.server';
import { foldSwept, type SweepContext, type SweptRows } from '~/insight/learning/history/fold-swept';
import { poolsInThread } from '~/insight/learning/pools/pool-thread.server';
import { readSweepContext, sweepPages } from '~/insight/learning/pools/read-sweep-page.server';
import { type NeedFacts, readNeedFacts } from '~/insight/learning/pools/save-pools.server';
import { type NeedPool, type ShopPool, type SupplyPrior, supplyPrior } from '~/insight/model/reorder';

export interface PoolsAsOf {
  readonly shop: ShopPool;
  readonly needs: ReadonlyMap<bigint, NeedPool>;
  readonly customers: number;
  readonly purchases: number;
}

/** What stands beside the order lines, read once. */
export interface SweepFacts {
  readonly context: SweepContext;
  readonly needs: readonly NeedFacts[];
}

export function readSweepFacts(shopId: ShopId): Promise<SweepFacts> {
  return sqlInShop(shopId, async (sql) => ({
    context: await readSweepContext(sql),
    needs: await readNeedFacts(sql),
  }));
}

/**
 * The shop's pools at the start of `day` (a day number): a function of what was known before it and of nothing else, so
 * that whatever order the rows came in, and whenever it is asked, the same rows give the same pools. Built in a thread.
 *
 * @param onPage sees each page that was read; false ends the work with null
 */
export async function buildPools(
  shopId: ShopId,
  { day, context, needs }: SweepFacts & { readonly day: number },
  onPage: (customers: readonly SweptRows[]) => boolean | Promise<boolean> = () => true,
): Promise<PoolsAsOf | null> {
  const keyOf = new Map(needs.map(({ id, key }) => [id, key]));
  const priors = new Map<string, SupplyPrior>();
  for (const need of needs) {
    const prior = supplyPrior(need.daysPerUnit);
    if (prior) priors.set(need.key, prior);
  }
  const thread = poolsInThread({ today: day, priors });
  let customers = 0;
  let purchases = 0;
  try {
    for await (const page of sweepPages(shopId)) {
      thread.add(
        page.map((customer) => {
          const { orderDays, needs: bought } = foldSwept(customer, context, day - 1);
          for (const need of bought) purchases += need.purchases.length;
          return {
            customerKey: customer.key,
            orderDays,
            needs: bought.map((need) => ({
              needKey: keyOf.get(need.needId) ?? String(need.needId),
              purchases: need.purchases,
            })),
          };
        }),
      );
      customers += page.length;
      if (!(await onPage(page))) return null;
    }
    const built = await thread.build();
    const pools = new Map<bigint, NeedPool>();
    for (const { id, key } of needs) {
      const pool = built.needs.get(key);
      if (pool) pools.set(id, pool);
    }
    return { shop: built.shop, needs: pools, customers, purchases };
  } finally {
    await thread.close();
  }
}

import { type ShopId, sqlInShop } from '~/db.server';
import type { Pools } from '~/insight/learning/customers/learn-from';
import { buildPools, readSweepFacts } from '~/insight/learning/pools/build-pools.server';
import { learnTransit } from '~/insight/learning/pools/sweep-shop.server';

/**
 * What the shop's pools were at the start of `day` (a day number): built from the purchases before it, and from those
 * alone. One day after the other, so that memory holds one history at a time.
 *
 * @param goOn is asked after each page; false ends the work with null
 */
export async function poolsOn(
  shopId: ShopId,
  day: number,
  goOn: () => Promise<boolean>,
): Promise<Pools | null> {
  const transit = await sqlInShop(shopId, (sql) => learnTransit(sql, day));
  const built = await buildPools(shopId, { ...(await readSweepFacts(shopId)), day }, goOn);
  if (!built) return null;
  const { shop, needs } = built;
  return { shop, transit, sweptDay: day, need: (id) => needs.get(id) ?? null };
}

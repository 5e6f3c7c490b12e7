import type { ShopSql } from '~/db.server';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import { learnFrom } from '~/insight/learning/customers/learn-from';
import { saveInsight } from '~/insight/learning/customers/save-insight.server';
import { loadHistory } from '~/insight/learning/history/load-history.server';
import { withOtherVariants } from '~/insight/learning/history/other-variants.server';
import { loadPools } from '~/insight/learning/pools/load-pools.server';

export interface LearningMoment {
  /** Day number in the customer's zone (`localDay`). */
  readonly today: number;
  /** Instants at which something ends that learning does not know of: the next look is no later than the first of them. */
  readonly othersAt?: readonly Date[];
}

/**
 * Learns everything about one customer and stores forecasts, status and the next look, inside the caller's transaction
 * (which holds the customer's lock): two round trips, and one more when a pool is not in memory.
 *
 * @returns what a plan is made from. Throws when the customer is not there: resolve and lock them first.
 */
export async function learnCustomer(
  sql: ShopSql,
  customerId: bigint,
  { today, othersAt = [] }: LearningMoment,
): Promise<CustomerInsight> {
  const insight = await readInsight(sql, customerId, today);
  if (!insight) throw new Error(`No customer ${customerId}`);
  await saveInsight(sql, insight, othersAt);
  return insight;
}

/** The same without storing anything: for pages that show a customer. Null when there is no such customer. */
export async function readInsight(
  sql: ShopSql,
  customerId: bigint,
  today: number,
): Promise<CustomerInsight | null> {
  const rows = await loadHistory(sql, customerId);
  if (!rows) return null;
  const needIds = rows.needs.map((need) => BigInt(need.id));
  const pools = await loadPools(sql, rows.shop.poolBuiltAt, needIds);
  return withOtherVariants(sql, learnFrom(rows, pools, today));
}

import { FOLDS, type HistorySet } from '~/insight/model/fit/history-set';
import type { NeedSums } from '~/insight/model/fit/need-sums';
import { type Head, type NeedPool, needMeanLogGap, POOL_VERSION, PRIOR_GAPS } from '~/insight/model/pools';
import { seasonPace } from '~/insight/model/season';
import { at } from '~/insight/model/stats/slab';

/** 75 % of a normal distribution lie below its mean and this many standard deviations. */
const UPPER_QUARTER = 0.6745;

/**
 * What all customers say about each need, and nothing that the merchant says: their days of supply are laid beside it
 * where it is asked (`needMeanLogGap`). The effect of quantity counts the shop's as 25 of the need's own.
 */
export function poolNeeds(set: HistorySet, sums: NeedSums, head: Head): NeedPool[] {
  return Array.from({ length: set.needHash.length }, (_, need) => {
    const pool = poolOf(sums, need, { needCount: set.needHash.length, head });
    const mean = needMeanLogGap(pool, head, null);
    const { finishedGaps: gaps, sumLogGap } = pool;
    const squares = Math.max(at(sums.sumSquaredLogGap, need) - 2 * mean * sumLogGap + gaps * mean * mean, 0);
    const sd = Math.sqrt((squares + PRIOR_GAPS * head.withinVariance) / (gaps + PRIOR_GAPS));
    return {
      ...pool,
      p25Days: Math.exp(mean - UPPER_QUARTER * sd),
      medianDays: Math.exp(mean),
      p75Days: Math.exp(mean + UPPER_QUARTER * sd),
    };
  });
}

function poolOf(
  sums: NeedSums,
  need: number,
  { needCount, head }: { needCount: number; head: Head },
): NeedPool {
  let finishedGaps = 0;
  let sumLogGap = 0;
  for (let f = 0; f < FOLDS; f++) {
    finishedGaps += at(sums.gaps, f * needCount + need);
    sumLogGap += at(sums.sumLogGap, f * needCount + need);
  }
  const purchases = at(sums.purchases, need);
  const customers = at(sums.customers, need);
  const repeatCustomers = at(sums.repeatCustomers, need);
  const meanLogQuantity = purchases > 0 ? at(sums.sumLogQuantity, need) / purchases : 0;
  const squares = Math.max(at(sums.sumSquaredLogQuantity, need) - purchases * meanLogQuantity ** 2, 0);
  const firstSale = sums.firstSale[need] as number;
  const sales = Array.from(sums.sales.subarray(need * sums.weeks + firstSale, (need + 1) * sums.weeks));
  return {
    version: POOL_VERSION,
    customers,
    repeatCustomers,
    buyAgainShare: customers > 0 ? repeatCustomers / customers : 0,
    purchases,
    finishedGaps,
    sumLogGap,
    meanLogQuantity,
    sdLogQuantity: Math.sqrt((squares + 20 * head.sdLogQuantity ** 2) / (purchases + 20)),
    theta: (at(sums.covariance, need) + 25 * head.theta) / (at(sums.quantityVariance, need) + 25),
    never: head.never,
    sales,
    salesFrom: sums.firstWeek + firstSale,
    season: seasonPace(sales, sums.firstWeek + firstSale),
    p25Days: 0,
    medianDays: 0,
    p75Days: 0,
  };
}

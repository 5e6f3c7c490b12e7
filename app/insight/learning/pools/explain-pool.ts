import { type NeedPool, needMeanLogGap, PRIOR_GAPS, type ShopPool } from '~/insight/model/pools';
import { ownWeight, type PurchaseDay, supplyPrior } from '~/insight/model/reorder';

/** What was learnt of a need, in numbers that a person can follow. */
export interface PoolExplained {
  /** Days until it is bought again, at the usual quantity, for those who come back. */
  readonly p25Days: number;
  readonly medianDays: number;
  readonly p75Days: number;
  /** Units of supply of a usual purchase, to a tenth: the days above are for so many, and not for the nearest whole. */
  readonly usualUnits: number;
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly intervals: number;
  /** How far the days rest on this product's own intervals; the rest is the whole shop, of those reckoned with a word. */
  readonly learntShare: number;
  /** How many days the merchant's word means for a usual purchase; null without one. */
  readonly saidDays: number | null;
  /** Median days that customers are reckoned with from now on, by the word as it stands and the orders as of last night. */
  readonly reckonedDays: number;
  /** For a usual customer with so many intervals of their own: how far their own rhythm carries the forecast. */
  readonly ownShares: readonly { readonly intervals: number; readonly share: number }[];
  /** Median days when so many units are bought. */
  readonly byUnits: readonly { readonly units: number; readonly days: number }[];
  /** 0: quantity means nothing, 1: twice as much lasts twice as long. */
  readonly elasticity: number;
}

const OWN_INTERVALS = [0, 1, 2, 4, 8];
const UNITS = [1, 2, 3, 4, 6, 12];
const SHOWN_UNITS = 4;

/** @param daysPerUnit the merchant's word, null where there is none */
export function explainPool(pool: NeedPool, shop: ShopPool, daysPerUnit: number | null): PoolExplained {
  const usualUnits = Math.max(0.1, Math.round(Math.exp(pool.meanLogQuantity) * 10) / 10);
  const prior = supplyPrior(daysPerUnit);
  // Quantities around the usual one: of a pack that is bought by the dozen, "one" would be a number nobody sees.
  const around = [...UNITS.map((one) => one), Math.round(usualUnits), Math.round(usualUnits * 2)]
    .filter((units) => units >= Math.max(1, Math.floor(usualUnits / 2)))
    .sort((a, b) => a - b);
  return {
    p25Days: pool.p25Days,
    medianDays: pool.medianDays,
    p75Days: pool.p75Days,
    usualUnits,
    customers: pool.customers,
    repeatCustomers: pool.repeatCustomers,
    intervals: pool.finishedGaps,
    learntShare: pool.finishedGaps / (pool.finishedGaps + PRIOR_GAPS),
    saidDays: daysPerUnit === null ? null : daysPerUnit * usualUnits,
    reckonedDays: Math.exp(needMeanLogGap(pool, shop.needs, prior)),
    ownShares: OWN_INTERVALS.map((intervals) => {
      const purchases = usualPurchases(pool, shop, intervals);
      const rhythm = { orderDays: purchases.map(({ day }) => day) };
      return { intervals, share: ownWeight({ purchases, rhythm, need: pool, shop, prior }) };
    }),
    byUnits: [...new Set(around)].slice(0, SHOWN_UNITS).map((units) => ({
      units,
      days: pool.medianDays * Math.exp(pool.theta * (Math.log(units) - pool.meanLogQuantity)),
    })),
    elasticity: pool.theta,
  };
}

/** Somebody who buys this need alone, usually much at a time, now a little sooner than usual and now a little later. */
function usualPurchases(pool: NeedPool, shop: ShopPool, intervals: number): PurchaseDay[] {
  const quantity = Math.exp(pool.meanLogQuantity);
  const off = intervals > 1 ? Math.exp(Math.sqrt(shop.needs.withinVariance)) : 1;
  const lastDay = Math.floor(7 * (pool.salesFrom + pool.sales.length));
  let day = lastDay;
  const purchases = [{ day, quantity }];
  for (let back = 0; back < intervals; back++) {
    day -= pool.medianDays * (back % 2 === 0 ? off : 1 / off);
    purchases.unshift({ day, quantity });
  }
  return purchases;
}

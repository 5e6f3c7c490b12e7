import { fitHead } from '~/insight/model/fit/fit-head';
import type { HistorySet } from '~/insight/model/fit/history-set';
import { calibrateLapse } from '~/insight/model/lapse-calibration';
import {
  emptyLapse,
  type NeedPool,
  POOL_VERSION,
  type ShopPool,
  type SupplyPrior,
} from '~/insight/model/pools';
import type { PurchaseDay } from '~/insight/model/purchase-history';
import { createPurchaseLog } from '~/insight/model/purchase-log';

/** Takes a shop's purchases in any order and builds what all customers together say. */
export interface PoolBuilder {
  /**
   * All purchases of one need by one customer. `customerKey` ties a customer's needs together, which lets the pools
   * learn from the customer's pace and order rhythm; without it the pair stands alone.
   */
  addPair(needId: string, purchases: readonly PurchaseDay[], customerKey?: string): void;
  /** the distinct days on which one customer ordered anything */
  addCustomer(orderDays: readonly number[], customerKey?: string): void;
  build(): { shop: ShopPool; needs: Map<string, NeedPool> };
}

const ANY_ORDER = 'order';

/**
 * @param options.today rows dated on this day or later are ignored: a pool is a function of the days before it
 * @param options.priors merchant's days of supply by need
 */
export function createPoolBuilder(options: {
  readonly today: number;
  readonly priors: ReadonlyMap<string, SupplyPrior>;
}): PoolBuilder {
  const needs = createPurchaseLog();
  const orders = createPurchaseLog();
  const orderDays = new Map<string, number[]>();
  let unnamed = 0;
  const nameOf = (days: readonly number[]) => `\0${days.join(' ')} ${unnamed++}`;
  return {
    addPair(needId, purchases, customerKey) {
      const key = customerKey ?? nameOf(purchases.map((purchase) => purchase.day));
      for (const { day, quantity, lastedDays } of purchases)
        needs.append(key, needId, Math.floor(day), quantity, lastedDays);
    },
    addCustomer(days, customerKey) {
      const key = customerKey ?? nameOf(days);
      const whole = days.map((day) => Math.floor(day));
      for (const day of whole) orders.append(key, ANY_ORDER, day, 1);
      orderDays.set(key, [...(orderDays.get(key) ?? []), ...whole]);
    },
    build() {
      const pools = new Map<string, NeedPool>();
      const known = needs.customerKeys.map((key) => orderDays.get(key)?.sort((a, b) => a - b));
      const fitted = fitLog(needs, known, options);
      needs.needKeys.forEach((key, k) => {
        const pool = fitted.needs[k];
        if (pool && pool.purchases > 0) pools.set(key, pool);
      });
      const whole = fitLog(orders, [], { ...options, priors: new Map() });
      const anyOrder = whole.needs[0]?.purchases ? whole.needs[0] : null;
      const shop: ShopPool = {
        version: POOL_VERSION,
        customers: anyOrder?.customers ?? 0,
        needs: fitted.head,
        orders: whole.head,
        lapse: anyOrder
          ? calibrateLapse({
              rows: orders.sorted(options.today),
              customerHash: orders.customerHash,
              head: whole.head,
              need: anyOrder,
              today: options.today,
            })
          : emptyLapse,
        anyOrder,
      };
      return { shop, needs: pools };
    },
  };
}

function fitLog(
  log: ReturnType<typeof createPurchaseLog>,
  orderDays: HistorySet['orderDays'],
  { today, priors }: Parameters<typeof createPoolBuilder>[0],
): ReturnType<typeof fitHead> {
  return fitHead({
    rows: log.sorted(today),
    pairs: log.pairs,
    customerHash: log.customerHash,
    needHash: log.needHash,
    orderDays,
    priors: log.needKeys.map((key) => priors.get(key) ?? null),
    today,
  });
}

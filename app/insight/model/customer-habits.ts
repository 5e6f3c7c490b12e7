import { addPace } from '~/insight/model/customer-pace';
import { CUSTOMER, CUSTOMER_WIDTH } from '~/insight/model/customer-state';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  type NeedPool,
  needMeanLogGap,
  needOrOwn,
  type ShopPool,
  type SupplyPrior,
} from '~/insight/model/pools';
import {
  type CustomerBasket,
  type CustomerPace,
  inOrder,
  type PurchaseDay,
} from '~/insight/model/purchase-history';
import { at } from '~/insight/model/stats/slab';

/** One customer's purchases of one need, in any order of days. */
export interface NeedHistory {
  readonly purchases: readonly PurchaseDay[];
  readonly need: NeedPool | null;
  readonly prior: SupplyPrior | null;
}

/** How one customer buys, over all their needs. */
export interface CustomerHabits {
  readonly pace: CustomerPace;
  /** Their lines up to a day on which they bought; undefined for any other day. */
  basketOn(day: number): CustomerBasket | undefined;
}

/**
 * What a customer's other needs say about one of them.
 *
 * Pace is the sum, over the finished gaps of all needs, of how much longer (in logs) than the need's own mean each was.
 * The basket counts lines: who carries home ten things at a time, mostly new ones, comes back for few of them.
 */
export function customerHabits(histories: Iterable<NeedHistory>, shop: ShopPool): CustomerHabits {
  const customer = new Float64Array(CUSTOMER_WIDTH);
  const linesOn = new Map<number, { lines: number; repeatLines: number }>();
  for (const { purchases, need, prior } of histories) {
    if (purchases.length === 0) continue;
    const pair = new Float64Array(PAIR_WIDTH);
    for (const { day, quantity, lastedDays } of inOrder(purchases)) {
      advancePair(pair, 0, day, quantity, lastedDays);
      const { lines, repeatLines } = linesOn.get(day) ?? { lines: 0, repeatLines: 0 };
      const isRepeat = at(pair, PAIR.gaps) > 0;
      linesOn.set(day, { lines: lines + 1, repeatLines: repeatLines + Number(isRepeat) });
    }
    const pool = needOrOwn(need, shop.needs, purchases);
    addPace(customer, 0, pair, 0, { need: pool, mean: needMeanLogGap(pool, shop.needs, prior) });
  }
  const baskets = summedUp(linesOn);
  return {
    pace: { sum: at(customer, CUSTOMER.paceSum), gaps: at(customer, CUSTOMER.paceGaps) },
    basketOn: (day) => baskets.get(day),
  };
}

function summedUp(
  linesOn: ReadonlyMap<number, { lines: number; repeatLines: number }>,
): Map<number, CustomerBasket> {
  let lines = 0;
  let repeatLines = 0;
  return new Map(
    [...linesOn]
      .toSorted(([a], [b]) => a - b)
      .map(([day, of]) => {
        lines += of.lines;
        repeatLines += of.repeatLines;
        return [day, { lines, repeatLines, lastLines: of.lines }];
      }),
  );
}

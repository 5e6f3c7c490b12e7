import { paceOf } from '~/insight/model/customer-pace';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  type NeedPool,
  needMeanLogGap,
  type ShopPool,
  type SupplyPrior,
  unknownNeed,
} from '~/insight/model/pools';
import { type CustomerRhythm, inOrder, type PurchaseDay } from '~/insight/model/purchase-history';
import { at } from '~/insight/model/stats/slab';

/** One customer's purchases of one need, in any order of days. */
export interface NeedHistory {
  readonly purchases: readonly PurchaseDay[];
  readonly need: NeedPool | null;
  readonly prior: SupplyPrior | null;
}

/** How one customer buys, over all their needs. */
export interface CustomerHabits {
  /** Pace and basket up to and with a day on which they bought; nothing for any other day. */
  on(day: number): Pick<CustomerRhythm, 'pace' | 'basket'>;
}

/** What one day of a customer's adds. */
interface DayOfLines {
  lines: number;
  repeatLines: number;
  paceSum: number;
  paceGaps: number;
}

/**
 * What a customer's other needs say about one of them, as of a day: a forecast is what was known at the end of the day
 * of its purchase, and so does not move when they buy something else later.
 *
 * Pace is the sum, over the finished gaps of all needs, of how much longer (in logs) than the need's own mean each was.
 * The basket counts lines: who carries home ten things at a time, mostly new ones, comes back for few of them.
 */
export function customerHabits(histories: Iterable<NeedHistory>, shop: ShopPool): CustomerHabits {
  const days = new Map<number, DayOfLines>();
  for (const { purchases, need, prior } of histories) {
    const pool = need ?? unknownNeed(shop.needs);
    const against = { need: pool, mean: needMeanLogGap(pool, shop.needs, prior) };
    const pair = new Float64Array(PAIR_WIDTH);
    let pace = 0;
    let gaps = 0;
    for (const { day, quantity, lastedDays } of inOrder(purchases)) {
      advancePair(pair, 0, day, quantity, lastedDays);
      const on = days.get(day) ?? { lines: 0, repeatLines: 0, paceSum: 0, paceGaps: 0 };
      const [paceNow, gapsNow] = [paceOf(pair, 0, against), at(pair, PAIR.gaps)];
      on.lines++;
      if (gapsNow > 0) on.repeatLines++;
      on.paceSum += paceNow - pace;
      on.paceGaps += gapsNow - gaps;
      [pace, gaps] = [paceNow, gapsNow];
      days.set(day, on);
    }
  }
  const known = summedUp(days);
  return { on: (day) => known.get(day) ?? {} };
}

function summedUp(
  days: ReadonlyMap<number, DayOfLines>,
): Map<number, Pick<CustomerRhythm, 'pace' | 'basket'>> {
  const so = { lines: 0, repeatLines: 0, paceSum: 0, paceGaps: 0 };
  return new Map(
    [...days]
      .toSorted(([a], [b]) => a - b)
      .map(([day, of]) => {
        so.lines += of.lines;
        so.repeatLines += of.repeatLines;
        so.paceSum += of.paceSum;
        so.paceGaps += of.paceGaps;
        const basket = { lines: so.lines, repeatLines: so.repeatLines, lastLines: of.lines };
        return [day, { pace: { sum: so.paceSum, gaps: so.paceGaps }, basket }];
      }),
  );
}

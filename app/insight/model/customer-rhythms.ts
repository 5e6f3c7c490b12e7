import { addPace } from '~/insight/model/customer-pace';
import { CUSTOMER, CUSTOMER_WIDTH } from '~/insight/model/customer-state';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  type NeedPool,
  needMeanLogGap,
  type ShopPool,
  type SupplyPrior,
  unknownNeed,
} from '~/insight/model/pools';
import type { CustomerPace, CustomerRhythm, PurchaseDay } from '~/insight/model/purchase-history';
import { at } from '~/insight/model/stats/slab';

/** One customer's purchases of one need, in any order of days. */
export interface NeedHistory {
  readonly needId: string;
  readonly purchases: readonly PurchaseDay[];
  readonly need: NeedPool | null;
  readonly prior: SupplyPrior | null;
}

/**
 * The rhythm of one customer as it stood on the last purchase of each of their needs: what `forecastReorder` wants.
 *
 * Pace is the sum, over the finished gaps of all needs, of how much longer (in logs) than the need's own mean each
 * was; the basket counts lines. Both only know purchases up to that need's last day.
 *
 * @param orderDays ascending, distinct days with any order
 */
export function customerRhythms(
  histories: readonly NeedHistory[],
  orderDays: readonly number[],
  shop: ShopPool,
): Map<string, CustomerRhythm> {
  const rhythms = new Map<string, CustomerRhythm>();
  const lastDays = histories.map(({ purchases }) =>
    purchases.reduce((last, p) => Math.max(last, p.day), -Infinity),
  );
  histories.forEach(({ needId }, k) => {
    const until = lastDays[k] as number;
    const customer = new Float64Array(CUSTOMER_WIDTH);
    let lines = 0;
    let repeatLines = 0;
    let lastLines = 0;
    for (const other of histories) {
      const known = other.purchases.filter((p) => p.day <= until).sort((a, b) => a.day - b.day);
      const pair = new Float64Array(PAIR_WIDTH);
      let sumLogQuantity = 0;
      for (const purchase of known) {
        advancePair(pair, 0, purchase.day, purchase.quantity);
        sumLogQuantity += Math.log(Math.min(Math.max(purchase.quantity, 1e-3), 1e6));
      }
      if (known.length === 0) continue;
      const gaps = at(pair, PAIR.gaps);
      lines += gaps + 1;
      repeatLines += gaps;
      if (at(pair, PAIR.lastDay) === until) lastLines++;
      const pool = other.need ?? unknownNeed(shop.needs);
      const need = pool.purchases > 0 ? pool : { ...pool, meanLogQuantity: sumLogQuantity / known.length };
      addPace(customer, 0, pair, 0, { need, mean: needMeanLogGap(need, shop.needs, other.prior) });
    }
    rhythms.set(needId, {
      orderDays,
      pace: { sum: at(customer, CUSTOMER.paceSum), gaps: at(customer, CUSTOMER.paceGaps) },
      basket: { lines, repeatLines, lastLines },
    });
  });
  return rhythms;
}

/** The pace alone, over all that is known of the customer: for callers that do not ask need by need. */
export function customerPace(histories: Iterable<Omit<NeedHistory, 'needId'>>, shop: ShopPool): CustomerPace {
  const all = [...histories].map((history, k) => ({ ...history, needId: String(k) }));
  const last = all.reduce(
    (best, { purchases }) => purchases.reduce((day, p) => Math.max(day, p.day), best),
    -Infinity,
  );
  const rhythms = customerRhythms(
    [...all, { needId: 'until', purchases: [{ day: last, quantity: 1 }], need: null, prior: null }],
    [],
    shop,
  );
  return rhythms.get('until')?.pace ?? { sum: 0, gaps: 0 };
}

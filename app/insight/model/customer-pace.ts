import { CUSTOMER } from '~/insight/model/customer-state';
import { PAIR } from '~/insight/model/pair-state';
import type { NeedPool } from '~/insight/model/pools';
import { add, at } from '~/insight/model/stats/slab';

/**
 * Adds all finished gaps of one pair to its customer's pace: by how much (in logs) each was longer than the need's
 * mean for the quantity that began it. A customer who uses everything up quickly shows it in needs that are new to
 * them, too.
 */
export function addPace(
  customers: Float64Array,
  customer: number,
  pairs: Float64Array,
  pair: number,
  against: { need: Pick<NeedPool, 'theta' | 'meanLogQuantity'>; mean: number },
): void {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps === 0) return;
  const quantity = at(pairs, pair + PAIR.sumLogQuantityBefore) - gaps * against.need.meanLogQuantity;
  add(
    customers,
    customer + CUSTOMER.paceSum,
    at(pairs, pair + PAIR.sumLogGap) - gaps * against.mean - against.need.theta * quantity,
  );
  add(customers, customer + CUSTOMER.paceGaps, gaps);
}

import { CUSTOMER } from '~/insight/model/customer-state';
import { PAIR } from '~/insight/model/pair-state';
import type { NeedPool } from '~/insight/model/pools';
import { add, at } from '~/insight/model/stats/slab';

/** What a pair's gaps are held against: the need, and its mean log gap. */
export interface UsualPace {
  readonly need: Pick<NeedPool, 'theta' | 'meanLogQuantity' | 'purchases'>;
  readonly mean: number;
}

/**
 * By how much (in logs) the finished gaps of one pair were longer than the need's mean for the quantity that began
 * them, summed up. A customer who uses everything up quickly shows it in needs that are new to them, too.
 *
 * Of a need whose usual quantity nobody knows, every quantity is taken for the usual one.
 */
export function paceOf(pairs: Float64Array, pair: number, { need, mean }: UsualPace): number {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps === 0) return 0;
  const isKnown = need.purchases > 0;
  const more = isKnown ? at(pairs, pair + PAIR.sumLogQuantityBefore) - gaps * need.meanLogQuantity : 0;
  return at(pairs, pair + PAIR.sumLogGap) - gaps * mean - need.theta * more;
}

/** Adds all finished gaps of one pair to its customer's pace. */
export function addPace(
  customers: Float64Array,
  customer: number,
  pairs: Float64Array,
  pair: number,
  against: UsualPace,
): void {
  add(customers, customer + CUSTOMER.paceSum, paceOf(pairs, pair, against));
  add(customers, customer + CUSTOMER.paceGaps, at(pairs, pair + PAIR.gaps));
}

import { paceOf, type UsualPace } from '~/insight/model/customer-pace';
import { advanceCustomer, CUSTOMER, noteLine } from '~/insight/model/customer-state';
import { advancePair, noteOrders, PAIR } from '~/insight/model/pair-state';
import { add, at } from '~/insight/model/stats/slab';

/** Where a pair and its customer stand in their slabs, and what the pair's gaps are held against. */
interface Line {
  readonly pairs: Float64Array;
  readonly pair: number;
  readonly customers: Float64Array;
  readonly customer: number;
  readonly against: UsualPace;
}

/** Moves the states of a pair and of its customer by one purchase. Days must not go back. */
export function advanceLine(line: Line, day: number, quantity: number): void {
  const { pairs, pair, customers, customer, against } = line;
  const gaps = at(pairs, pair + PAIR.gaps);
  const isNewDay = !pairs[pair + PAIR.used] || at(pairs, pair + PAIR.lastDay) < day;
  const pace = paceOf(pairs, pair, against);
  advancePair(pairs, pair, day, quantity);
  if (at(pairs, pair + PAIR.gaps) > gaps) {
    add(customers, customer + CUSTOMER.paceSum, paceOf(pairs, pair, against) - pace);
    add(customers, customer + CUSTOMER.paceGaps, 1);
  }
  advanceCustomer(customers, customer, day);
  noteOrders(pairs, pair, at(customers, customer + CUSTOMER.orders));
  if (isNewDay) noteLine(customers, customer, at(pairs, pair + PAIR.gaps) > 0);
}

import type { SupplyPrior } from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';

/** What a fit reads: all purchases before a morning, and what the merchant said. */
export interface HistorySet {
  readonly rows: SortedRows;
  readonly pairs: number;
  readonly customerHash: readonly number[];
  readonly needHash: readonly number[];
  /** by customer, ascending: all days on which they ordered anything; without them, those of their rows */
  readonly orderDays: readonly (readonly number[] | undefined)[];
  /** merchant's days of supply by need */
  readonly priors: readonly (SupplyPrior | null)[];
  /** rows are dated before this day; gaps that are open then are censored */
  readonly today: number;
}

/** Fifths of the customers: what others say of a need comes from the other four. */
export const FOLDS = 5;

export function foldOf(set: HistorySet, customer: number): number {
  return mixHash((set.customerHash[customer] as number) + 17) % FOLDS;
}

/**
 * Order days for a walk over the sorted rows: at each row those since the customer's row before, and its own. What was
 * ordered without a need (a gift, something that does not run out) belongs to a customer's rhythm, as a forecast hears of it.
 */
export function walkOrderDays({
  orderDays,
}: HistorySet): (customer: number, day: number, visit: (day: number) => void) => void {
  let current = -1;
  let days: readonly number[] = [];
  let next = 0;
  return (customer, day, visit) => {
    if (customer !== current) {
      current = customer;
      days = orderDays[customer] ?? [];
      next = 0;
    }
    for (; next < days.length && (days[next] as number) < day; next++) visit(days[next] as number);
    if (days[next] === day) next++;
    visit(day);
  };
}

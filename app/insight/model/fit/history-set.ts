import type { SupplyPrior } from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';

/** What a fit reads: all purchases before a morning, and what the merchant said. */
export interface HistorySet {
  readonly rows: SortedRows;
  readonly pairs: number;
  readonly customerHash: readonly number[];
  readonly needHash: readonly number[];
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

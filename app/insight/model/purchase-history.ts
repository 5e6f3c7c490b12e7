/** One day on which a customer bought a need; several lines of one day are one. */
export interface PurchaseDay {
  /** days since 1970-01-01 in the customer's zone */
  readonly day: number;
  /** units of supply, > 0 */
  readonly quantity: number;
  /** how many days the supply of the purchase before lasted, where that was not until this day; at least 1 */
  readonly lastedDays?: number;
}

/** Days between two purchases of a need that follow each other, as they teach the customer's pace. */
export function daysLasted(before: PurchaseDay, next: PurchaseDay): number {
  return next.lastedDays ?? next.day - before.day;
}

/** How fast a customer uses things up compared with others: see `customerHabits`. */
interface CustomerPace {
  readonly sum: number;
  readonly gaps: number;
}

/** What a customer's whole history (all needs) says about their rhythm. */
export interface CustomerRhythm {
  /** ascending, distinct days with any order; those after the purchase in question do not count */
  readonly orderDays: readonly number[];
  /** over all needs up to that purchase; without it only this need's own purchases speak */
  readonly pace?: CustomerPace;
  /** how they buy: see `customerHabits`; without it the shop's mean is taken */
  readonly basket?: CustomerBasket;
}

/** Lines (one need on one day) up to a day: all, those that repeat a need, and those of the last day itself. */
interface CustomerBasket {
  readonly lines: number;
  readonly repeatLines: number;
  readonly lastLines: number;
}

/** By day; the very list where it is in order already. */
export function inOrder(purchases: readonly PurchaseDay[]): readonly PurchaseDay[] {
  for (let i = 1; i < purchases.length; i++) {
    if ((purchases[i] as PurchaseDay).day < (purchases[i - 1] as PurchaseDay).day) {
      return [...purchases].sort((a, b) => a.day - b.day);
    }
  }
  return purchases;
}

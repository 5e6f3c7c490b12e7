/** A time in which a variant could not be bought, in milliseconds; open while `until` is null. */
export interface StockOutRow {
  variant: string;
  from: number;
  until: number | null;
}

/** Who comes so soon after it is back has waited for it. */
const CAME_WHEN_BACK_DAYS = 14;
/** A day or two without stock moves nobody's habit. */
const SHORTEST_DAYS = 3;

/** Days of the gap between two purchases of a variant that were the shop's, because it could not be bought. */
export type Waits = (variant: string, fromDay: number, toDay: number) => number;

export const noWaits: Waits = () => 0;

/**
 * How long a customer had to wait for stock.
 *
 * Someone whose supply ended while the shop had none comes when it is back: the gap is longer than their habit. When
 * they would have come is not known, only that it was within the time out of stock; the middle of it is taken. A time
 * that ended long before they came has nothing to do with it.
 *
 * @param dayOf day number of an instant in the customer's zone
 * @example waits('v', 0, 46) // 11, when v was gone from day 25 to day 45
 */
export function waitsOf(rows: readonly StockOutRow[], dayOf: (ms: number) => number): Waits {
  if (rows.length === 0) return noWaits;
  const byVariant = new Map<string, { from: number; until: number }[]>();
  for (const { variant, from, until } of rows) {
    if (until === null) continue;
    byVariant.set(variant, [...(byVariant.get(variant) ?? []), { from: dayOf(from), until: dayOf(until) }]);
  }
  return (variant, fromDay, toDay) => {
    let wait = 0;
    for (const { from, until } of byVariant.get(variant) ?? []) {
      const mattered =
        from > fromDay &&
        until <= toDay &&
        until - from >= SHORTEST_DAYS &&
        toDay - until <= CAME_WHEN_BACK_DAYS;
      if (mattered) wait = Math.max(wait, toDay - Math.floor((from + until) / 2));
    }
    return Math.min(wait, Math.max(0, toDay - fromDay - 1));
  };
}

import { daysLasted, type PurchaseDay } from '~/insight/model/reorder';

const OTHERS = 3;
const TIMES_USUAL = 5;
const USUAL_GAP = 1.5;

/**
 * A single order many times the usual one, after which the customer came back as soon as ever, was not for their own
 * supply (a party, a gift for all colleagues): it counts as a usual one. Where they stayed away longer it was a stock,
 * and counts in full; so does the last order, of which nobody knows yet.
 *
 * @param purchases one entry a day, ascending
 */
export function tameBulk(purchases: readonly PurchaseDay[]): PurchaseDay[] {
  if (purchases.length <= OTHERS) return [...purchases];
  const gaps = purchases.slice(1).map((next, at) => daysLasted(purchases[at] ?? next, next));
  // Sorted once: who orders daily for years has thousands of purchases, and each is held against all others.
  const usualBeside = medianWithout(purchases.map(({ quantity }) => quantity));
  const gapBeside = medianWithout(gaps);
  return purchases.map((purchase, at) => {
    const gap = gaps[at];
    if (gap === undefined) return purchase;
    const usual = usualBeside(purchase.quantity);
    if (purchase.quantity < TIMES_USUAL * usual) return purchase;
    return gap <= USUAL_GAP * gapBeside(gap) ? { ...purchase, quantity: usual } : purchase;
  });
}

/** The median of what is left when one of these values is taken out. */
function medianWithout(values: readonly number[]): (left: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const placeOf = new Map(sorted.map((value, place) => [value, place]));
  const length = sorted.length - 1;
  return (left) => {
    const out = placeOf.get(left) ?? length;
    const at = (place: number) => sorted[place < out ? place : place + 1] ?? 0;
    const middle = Math.floor(length / 2);
    return length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  };
}

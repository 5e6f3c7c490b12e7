import type { PurchaseDay } from '~/insight/model/reorder';

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
  return purchases.map((purchase, at) => {
    const next = purchases[at + 1];
    if (!next) return purchase;
    const usual = median(purchases.filter((_, other) => other !== at).map(({ quantity }) => quantity));
    if (purchase.quantity < TIMES_USUAL * usual) return purchase;
    const gaps = purchases
      .slice(1)
      .flatMap((one, k) => (k === at ? [] : [one.day - (purchases[k]?.day ?? 0)]));
    return next.day - purchase.day <= USUAL_GAP * median(gaps) ? { ...purchase, quantity: usual } : purchase;
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

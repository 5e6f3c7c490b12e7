/**
 * Items of a line that the customer keeps.
 *
 * Shopify tells the same loss in up to three ways: `currentQuantity` falls with edits and most refunds, a refund names
 * the line, and so does the return before it. They overlap, so the largest loss counts and not their sum.
 *
 * @example keptQuantity({ quantity: 3, currentQuantity: 3, refunded: 1, returned: 1 }) // 2
 */
export function keptQuantity(line: {
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly refunded: number;
  readonly returned: number;
}): number {
  const afterMoneyBack = line.quantity - Math.max(line.refunded, line.returned);
  return Math.max(0, Math.min(line.currentQuantity, afterMoneyBack));
}

/** Adds up what came back by line item, over several refunds or returns. */
export function itemsBack(rows: readonly { readonly lines: Record<string, number> }[]): Map<string, number> {
  const back = new Map<string, number>();
  for (const { lines } of rows) {
    for (const [line, quantity] of Object.entries(lines ?? {})) {
      const items = Number(quantity);
      if (Number.isFinite(items) && items > 0) back.set(line, (back.get(line) ?? 0) + items);
    }
  }
  return back;
}

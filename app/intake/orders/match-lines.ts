/** What tells one line of an order from another, whoever told of it. */
export interface LineLike {
  readonly variantGid: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: bigint;
}

type Likeness = (exported: LineLike, told: LineLike) => boolean;

const isSameVariant: Likeness = (exported, told) =>
  exported.variantGid !== null && exported.variantGid === told.variantGid;

/** An export writes the variant's name behind the product's. */
const isSameTitle: Likeness = (exported, told) => {
  const name = exported.title.toLowerCase();
  const title = told.title.toLowerCase();
  return name === title || name.startsWith(`${title} - `);
};

const isSamePrice: Likeness = (exported, told) => exported.unitPriceMinor === told.unitPriceMinor;
const isSameAmount: Likeness = (exported, told) => exported.quantity === told.quantity;

/** From the surest to the weakest; within each, the first of the one goes with the first of the other. */
const sure: readonly Likeness[] = [
  (...both) => isSameVariant(...both) && isSameAmount(...both) && isSamePrice(...both),
  isSameVariant,
  (...both) => isSameTitle(...both) && isSameAmount(...both) && isSamePrice(...both),
  isSameTitle,
  (...both) => isSameAmount(...both) && isSamePrice(...both),
];

/**
 * Which of the lines that Shopify tells of an order are those that an export told of before, both in the order's own
 * sequence. With `isWhole` (no line of the order is missing) what is like no other goes by its place.
 */
export function matchLines<Exported extends LineLike, Told extends LineLike>(
  exported: readonly Exported[],
  told: readonly Told[],
  { isWhole }: { readonly isWhole: boolean },
): { exported: Exported; told: Told }[] {
  const rest = new Set(told);
  const pairs = new Map<Exported, Told>();
  for (const isLike of isWhole ? [...sure, () => true] : sure) {
    for (const one of exported) {
      if (pairs.has(one)) continue;
      const other = [...rest].find((line) => isLike(one, line));
      if (!other) continue;
      pairs.set(one, other);
      rest.delete(other);
    }
  }
  return [...pairs].map(([one, other]) => ({ exported: one, told: other }));
}

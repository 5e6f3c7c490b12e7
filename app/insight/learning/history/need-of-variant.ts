import type { NeedVariantRow } from '~/insight/learning/history/history-rows';

/** What a variant brings: which need, and how many units of supply one item is. */
export interface Supplies {
  readonly need: number;
  readonly units: number;
}

/** What an item brings whose share was rounded to nothing: the least that the model tells apart. */
const LEAST_UNITS = 0.001;

/**
 * Which need a purchase of a variant counts for.
 *
 * The newest mapping decides which need it is, also for old purchases: needs are merged and split because the merchant
 * found out how things belong together, not because the past changed. The units of an item are those of the day of
 * purchase, as far as they were told for that same need, so a pack that became smaller does not shrink old supply.
 */
export function needOfVariant(
  rows: readonly NeedVariantRow[],
): (variant: string | null, at: number) => Supplies | null {
  const byVariant = new Map<string, NeedVariantRow[]>();
  for (const row of rows) {
    const known = byVariant.get(row.variant);
    if (known) known.push(row);
    else byVariant.set(row.variant, [row]);
  }
  const newest = new Map<string, NeedVariantRow>();
  for (const [variant, history] of byVariant) {
    newest.set(
      variant,
      history.reduce((best, row) => (rank(row) >= rank(best) ? row : best)),
    );
  }
  return (variant, at) => {
    const current = variant === null ? undefined : newest.get(variant);
    if (!current || variant === null) return null;
    const history = byVariant.get(variant) ?? [];
    const then =
      history.length === 1
        ? current
        : (history.find(
            (row) => row.need === current.need && row.from <= at && (row.until === null || row.until > at),
          ) ?? current);
    return { need: current.need, units: then.units > 0 ? then.units : LEAST_UNITS };
  };
}

/** An open mapping is newer than any closed one. */
function rank(row: NeedVariantRow): number {
  return row.until === null ? Number.POSITIVE_INFINITY : row.until;
}

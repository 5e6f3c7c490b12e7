import { z } from 'zod';
import { readTypedNumber } from '~/base/lib/typed-number';
import { daysBounds, warrantyBounds } from '~/base/vocabulary/product-bounds';

/** How long one unit lasts one person, and how long the maker answers for it. Null: not said. */
export interface Supply {
  readonly daysPerUnit: number | null;
  readonly warrantyMonths: number | null;
}

/** A number, or what a person typed for one. */
const typed = (number: z.ZodNumber) =>
  z.preprocess((given) => (typeof given === 'string' ? readTypedNumber(given) : given), number.nullable());

const supply = z.object({
  daysPerUnit: typed(z.number().min(daysBounds.from).max(daysBounds.to)),
  warrantyMonths: typed(z.number().int().min(warrantyBounds.from).max(warrantyBounds.to)),
});

/** What is to be stored, and what the person saw when they began: nobody's change is overwritten unseen. */
export interface SupplyChange {
  readonly to: Supply;
  readonly was: Supply;
}

export type ParsedSupplyChange =
  | { readonly status: 'valid'; readonly change: SupplyChange }
  | { readonly status: 'invalid'; readonly fields: readonly (keyof Supply)[] };

export function parseSupplyChange(given: unknown): ParsedSupplyChange {
  const parsed = z.object({ to: supply, was: supply }).safeParse(given);
  if (parsed.success) return { status: 'valid', change: parsed.data };
  const wrong = (field: keyof Supply) =>
    parsed.error.issues.some(({ path }) => path[0] === 'to' && path[1] === field);
  return { status: 'invalid', fields: (['daysPerUnit', 'warrantyMonths'] as const).filter(wrong) };
}

import { readTypedNumber } from '~/base/lib/typed-number';
import { daysBounds, warrantyBounds } from '~/base/vocabulary/product-bounds';

/**
 * What a person typed into a field about a product: the value, null for an empty field (which takes the word back), or
 * undefined for what cannot be used.
 */
export type Typed<Value> = Value | null | undefined;

/** @example readDays('30,5') // 30.5 */
export function readDays(text: string): Typed<number> {
  const value = readNumber(text);
  if (value === null || value === undefined) return value;
  return value >= daysBounds.from && value <= daysBounds.to ? value : undefined;
}

export function readMonths(text: string): Typed<number> {
  const value = readNumber(text);
  if (value === null || value === undefined) return value;
  return Number.isInteger(value) && value >= warrantyBounds.from && value <= warrantyBounds.to
    ? value
    : undefined;
}

export function readUrl(text: string): Typed<string> {
  const given = text.trim();
  if (given === '') return null;
  return given.length <= 500 && URL.canParse(given) && new URL(given).protocol === 'https:'
    ? given
    : undefined;
}

function readNumber(text: string): Typed<number> {
  const given = text.trim();
  if (given === '') return null;
  return readTypedNumber(given);
}

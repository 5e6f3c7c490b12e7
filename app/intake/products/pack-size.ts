/**
 * How much one item brings, read from a title or an option: "60 capsules", "1 kg", "Pack of 6", "3 x 250 g".
 * Sizes of one dimension compare; the unit itself means nothing to the model, only the ratio between variants does.
 */
export interface PackSize {
  readonly dimension: 'mass' | 'volume' | 'pieces' | 'length' | 'days';
  /** Grams, millilitres, pieces, metres or days. */
  readonly amount: number;
}

const units: readonly [RegExp, PackSize['dimension'], number][] = [
  [/^(kg|kilos?|kilograms?|kilogramm)$/, 'mass', 1000],
  [/^(g|gr|grams?|gramm)$/, 'mass', 1],
  [/^(mg|milligrams?)$/, 'mass', 0.001],
  [/^(lbs?|pounds?)$/, 'mass', 453.592],
  [/^(oz|ounces?)$/, 'mass', 28.3495],
  [/^(l|lt|litres?|liters?|liter)$/, 'volume', 1000],
  [/^(cl)$/, 'volume', 10],
  [/^(ml|millilitres?|milliliters?)$/, 'volume', 1],
  [/^(fl\.? ?oz)$/, 'volume', 29.5735],
  [/^(gal|gallons?)$/, 'volume', 3785.41],
  [/^(m|metres?|meters?)$/, 'length', 1],
  [/^(days?|tage?)$/, 'days', 1],
  [/^(weeks?|wochen?)$/, 'days', 7],
  [/^(months?|monate?)$/, 'days', 30],
  [
    /^(capsules?|caps|kapseln?|tablets?|tabs|tabletten|pills?|softgels?|gumm(y|ies)|pods?|sachets?|bags?|teabags?|beutel|rolls?|rollen|sheets?|blatt|wipes?|pads?|filters?|filtertüten|blades?|klingen|bars?|riegel|cans?|dosen|bottles?|flaschen|pieces?|pcs|pc|stück|stk|count|ct|servings?|portionen|doses?|napkins?|candles?|diapers?|windeln|pack|pk|er[- ]?pack)$/,
    'pieces',
    1,
  ],
];

const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{1,3})?)`;
const UNIT = String.raw`(fl\.? ?oz|er[- ]?pack|[a-zäöü]{1,12})`;
const multiple = new RegExp(String.raw`(\d{1,4})\s*[x×*]\s*${NUMBER}\s*${UNIT}\b`, 'i');
const packOf = /\b(?:pack|set|box|case|bundle|bag|pkt|packung|bund)\s*(?:of|à|a)?\s*(\d{1,5})\b/i;
const single = new RegExp(String.raw`(?:^|[^\p{L}\d.,])${NUMBER}\s*[- ]?\s*${UNIT}(?![\p{L}])`, 'giu');

/**
 * The pack size that the first of `texts` with one names (options first, then titles), else null.
 *
 * @example packSizeOf(['3 x 250 g']) // { dimension: 'mass', amount: 750 }
 */
export function packSizeOf(texts: readonly string[]): PackSize | null {
  for (const given of texts) {
    const size = sizeIn(given.slice(0, 300));
    if (size) return size;
  }
  return null;
}

function sizeIn(given: string): PackSize | null {
  const several = multiple.exec(given);
  const each = several && measured(several[2], several[3]);
  if (several && each) return usable({ ...each, amount: each.amount * Number(several[1]) });
  for (const [, number, unit] of given.matchAll(single)) {
    const size = measured(number, unit);
    if (size) return usable(size);
  }
  const pack = packOf.exec(given);
  return pack ? usable({ dimension: 'pieces', amount: Number(pack[1]) }) : null;
}

function measured(number: string | undefined, unit: string | undefined): PackSize | null {
  const word = (unit ?? '').toLowerCase();
  const found = units.find(([pattern]) => pattern.test(word));
  if (!found || number === undefined) return null;
  // "1.000" is a thousand in German and one in English; with a unit behind it, one is the likelier truth.
  return { dimension: found[1], amount: Number(number.replace(',', '.')) * found[2] };
}

function usable(size: PackSize): PackSize | null {
  return Number.isFinite(size.amount) && size.amount > 0 && size.amount < 1_000_000 ? size : null;
}

/**
 * Units of supply that each variant's item brings, relative to the first in the list that names a size: with 250 g and
 * 1 kg, 1 and 4. All are 1 when fewer than two sizes are named or they do not compare.
 */
export function unitsPerItem(sizes: readonly (PackSize | null)[]): number[] {
  const [first, ...others] = sizes.filter((size) => size !== null);
  if (!first || others.length === 0 || others.some(({ dimension }) => dimension !== first.dimension))
    return sizes.map(() => 1);
  return sizes.map((size) => (size ? Math.round((size.amount / first.amount) * 10_000) / 10_000 : 1));
}

/**
 * How much one item brings, read from a title or an option: "60 capsules", "1 kg", "3 x 250 g", "Doppelpack".
 * Sizes of one dimension compare; the unit itself means nothing to the model, only the ratio between variants does.
 */
export interface PackSize {
  readonly dimension: 'mass' | 'volume' | 'pieces' | 'length' | 'days' | 'packs';
  /** Grams, millilitres, pieces, metres, days, or times whatever one pack holds. */
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
    /^(capsules?|caps|kapseln?|tablets?|tabs|tabletten|pills?|softgels?|gumm(y|ies)|pods?|sachets?|bags?|teabags?|beutel|rolls?|rollen|sheets?|blatt|wipes?|pads?|filters?|filtertüten|blades?|klingen|bars?|riegel|cans?|dosen|bottles?|flaschen|pieces?|pcs|pc|stück|stk|count|ct|servings?|portionen|doses?|napkins?|candles?|diapers?|windeln)$/,
    'pieces',
    1,
  ],
];

const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{1,3})?|\d\s*\/\s*\d|[½¼¾])`;
const UNIT = String.raw`(fl\.? ?oz|[a-zäöü]{1,12})`;
const TIMES = String.raw`\s*[x×*]\s*`;
const several = new RegExp(String.raw`(?<![\d.,])(\d{1,4})${TIMES}${NUMBER}\s*${UNIT}(?![\p{L}])`, 'iu');
const severalAfter = new RegExp(String.raw`${NUMBER}\s*${UNIT}${TIMES}(\d{1,4})(?![\d.,\p{L}])`, 'iu');
const single = new RegExp(String.raw`(?:^|[^\p{L}\d.,/])${NUMBER}\s*[- ]?\s*${UNIT}(?![\p{L}/])`, 'giu');

/** "pack of 12", "Set 3", "12-pack", "2er-Set", "24er Kiste", "Doppelpack": how often the pack is in it. */
const packWords: readonly [RegExp, number | null][] = [
  [
    /\b(?:pack|set|box|case|bundle|pkt|packung|bund|karton|kiste)\s*(?:of|à|a|mit|von)?\s*(\d{1,5})\b/iu,
    null,
  ],
  [/\b(\d{1,4})\s*(?:er)?[- ]?\s*(?:packs?|pk|sets?|pcs set|kiste|karton|box|bundle|bündel|tray)\b/iu, null],
  [/\b(?:doppel|zweier|duo|twin|double)[- ]?(?:pack|packung|set)\b/iu, 2],
  [/\b(?:dreier|trio|triple)[- ]?(?:pack|packung|set)\b/iu, 3],
  [/\b(?:vierer|quattro)[- ]?(?:pack|packung|set)\b/iu, 4],
  [/\b(?:sechser)[- ]?(?:pack|packung|set|träger)\b|\bsixpack\b|\bhalf dozen\b/iu, 6],
  [/\bdozen\b|\bdutzend\b/iu, 12],
];

/** A "pack of 60" names what is in it, a "pack of 6" how many of them there are. */
const MOST_PACKS = 24;

/**
 * The pack size that the first of `texts` with one names (options first, then titles), else null.
 *
 * @example packSizeOf(['3 x 250 g']) // { dimension: 'mass', amount: 750 }
 * @example packSizeOf(['60 Kapseln, 2er-Set']) // { dimension: 'pieces', amount: 120 }
 */
export function packSizeOf(texts: readonly string[]): PackSize | null {
  for (const given of texts) {
    const size = sizeIn(given.slice(0, 300));
    if (size) return size;
  }
  return null;
}

function sizeIn(given: string): PackSize | null {
  const before = several.exec(given);
  const each = before && measured(before[2], before[3]);
  if (each) return usable(timesOf(each, Number(before[1])));
  const after = severalAfter.exec(given);
  const one = after && measured(after[1], after[2]);
  if (one) return usable(timesOf(one, Number(after[3])));
  let size: PackSize | null = null;
  // What measures is no count of packs: "Pack 250 g" is one of 250 g.
  const rest = given.replace(single, (whole, number: string, unit: string) => {
    const found = measured(number, unit);
    size ??= found;
    return found ? ' ' : whole;
  });
  const packs = packsIn(rest);
  if (size) return usable(timesOf(size, packs ?? 1));
  if (packs === null) return null;
  return usable({ dimension: packs > MOST_PACKS ? 'pieces' : 'packs', amount: packs });
}

function timesOf(size: PackSize, times: number): PackSize {
  return { ...size, amount: size.amount * times };
}

function packsIn(given: string): number | null {
  for (const [pattern, fixed] of packWords) {
    const found = pattern.exec(given);
    if (found) return fixed ?? Number(found[1]);
  }
  return null;
}

function measured(number: string | undefined, unit: string | undefined): PackSize | null {
  const word = (unit ?? '').toLowerCase();
  const found = units.find(([pattern]) => pattern.test(word));
  if (!found || number === undefined) return null;
  const [, dimension, factor] = found;
  return { dimension, amount: numberOf(number, dimension === 'pieces' || factor <= 1) * factor };
}

const halves: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

/** "1.000" of something small is a thousand, whichever sign a language puts there; "1.500 kg" is one and a half. */
function numberOf(text: string, isSmall: boolean): number {
  const [over, under] = text.split('/').map(Number);
  if (under !== undefined) return (over ?? 0) / under;
  if (isSmall && /^\d{1,3}[.,]\d{3}$/.test(text)) return Number(text.replace(/[.,]/, ''));
  return halves[text] ?? Number(text.replace(',', '.'));
}

function usable(size: PackSize): PackSize | null {
  return Number.isFinite(size.amount) && size.amount > 0 && size.amount < 1_000_000 ? size : null;
}

/**
 * Units of supply that each variant's item brings, relative to the first in the list that names a size: with 250 g and
 * 1 kg, 1 and 4. Where only packs are named ("single", "pack of 6"), what names none is one; beside measured sizes
 * ("250 g", "Doppelpack") a pack holds so many of the first. All are 1 when the sizes do not compare.
 */
export function unitsPerItem(sizes: readonly (PackSize | null)[]): number[] {
  const named = sizes.filter((size) => size !== null);
  const measure = named.find(({ dimension }) => dimension !== 'packs');
  const ones = sizes.map(() => 1);
  if (named.some(({ dimension }) => dimension !== 'packs' && dimension !== measure?.dimension)) return ones;
  if (!measure)
    return named.length === 0 || sizes.length === 1 ? ones : inRatio(sizes.map((size) => size?.amount ?? 1));
  if (named.length < 2) return ones;
  return inRatio(
    sizes.map((size) => {
      if (!size) return measure.amount;
      return size.dimension === 'packs' ? size.amount * measure.amount : size.amount;
    }),
  );
}

/** Against the first, to five digits that say something: beside a sack of 25 kg a sample of 1 g is little, not nothing. */
function inRatio(amounts: readonly number[]): number[] {
  const base = amounts[0] ?? 1;
  return amounts.map((amount) => Number((amount / base).toPrecision(5)));
}

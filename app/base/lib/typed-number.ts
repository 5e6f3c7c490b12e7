const PLACES = 6;

/**
 * A number as it stands in a field: no sign between thousands and nothing rounded that a person could have typed.
 * `readTypedNumber` gives it back, in every language.
 *
 * @example typedNumber(1095) // '1095'
 * @example typedNumber(30.5, ',') // '30,5'
 * @example typedNumber(1.125) // '1.1250', since three places read as thousands
 */
export function typedNumber(value: number, point: '.' | ',' = '.'): string {
  const [whole = '0', places = ''] = value
    .toFixed(PLACES)
    .replace(/\.?0+$/, '')
    .split('.');
  if (places === '') return whole;
  return `${whole}${point}${places.length === 3 && whole !== '0' ? `${places}0` : places}`;
}

/**
 * What a person typed, with a point or a comma; undefined for what is no number of at most six places. What one country
 * reads as thousands and another as places of a decimal is none either: '1.095' may be a thousandth of what was meant.
 *
 * @example readTypedNumber('30,5') // 30.5
 * @example readTypedNumber('1,095') // undefined
 */
export function readTypedNumber(text: string): number | undefined {
  const given = text.trim();
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(given)) return undefined;
  return /^\d{1,9}([.,]\d{1,6})?$/.test(given) ? Number(given.replace(',', '.')) : undefined;
}

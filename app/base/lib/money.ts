/** Money in minor units (cents) beside its ISO 4217 currency. Shopify writes amounts as decimal text. */
const digitsByCurrency = new Map<string, number>();

export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    try {
      digits =
        new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
          .maximumFractionDigits ?? 2;
    } catch {
      digits = 2;
    }
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/**
 * '12.50', 'EUR' → 1250n. Exact: no floating point. Digits beyond the currency's are rounded half up.
 * Text that is not an amount gives null.
 */
export function parseAmount(text: unknown, currency: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text ?? '').trim());
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = minorDigits(currency);
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const rounded = Number(fraction[digits] ?? '0') >= 5 ? kept + 1n : kept;
  return sign ? -rounded : rounded;
}

const formats = new Map<string, Intl.NumberFormat>();

export function formatMoney(minor: bigint | number, currency: string, locale: string): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    formats.set(key, format);
  }
  return format.format(Number(minor) / 10 ** minorDigits(currency));
}

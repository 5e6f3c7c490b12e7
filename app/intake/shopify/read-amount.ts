import { parseAmount } from '~/base/lib/money';

const LARGEST = 9_000_000_000_000_000n;

/** An amount of Shopify's in minor units, within what its column holds; null for what is none. */
export function amount(value: unknown, currency: string): bigint | null {
  const minor =
    typeof value === 'string' || typeof value === 'number'
      ? parseAmount(String(value).slice(0, 40), currency)
      : null;
  return minor !== null && minor < LARGEST && minor > -LARGEST ? minor : null;
}

/** A sum of amounts, within what its column holds. */
export function sumOfAmounts(amounts: readonly bigint[]): bigint {
  const sum = amounts.reduce((all, one) => all + one, 0n);
  return sum >= LARGEST ? LARGEST : sum <= -LARGEST ? -LARGEST : sum;
}

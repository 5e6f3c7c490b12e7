/**
 * How many mails of a kind may go out in a day before a person looks: three usual days, and never fewer than
 * `minimum` (25 unless the merchant raised it).
 *
 * @param dailyCounts mails of the kind that went out on each of the last 28 days, quiet days among them
 */
export function floodLimit(dailyCounts: readonly number[], minimum: number): number {
  return Math.max(minimum, Math.ceil(3 * median(dailyCounts)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

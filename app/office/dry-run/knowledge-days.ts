const WEEKS = 4;
const MONTH_DAYS = 30;

/**
 * The days of the past on which a dry run builds anew what the shop knew: the first, then every 30 days, in the last four
 * weeks every 7, and the last. In earnest that is done each night; a product that only lately showed that it is used up
 * would otherwise be unknown for months.
 *
 * @param first day number
 * @param last day number, not before `first`
 * @returns day numbers, rising
 * @example knowledgeDays(0, 100) // [0, 12, 42, 72, 79, 86, 93, 100]
 */
export function knowledgeDays(first: number, last: number): number[] {
  const days: number[] = [];
  for (let back = 0; last - back > first; back += back < WEEKS * 7 ? 7 : MONTH_DAYS) days.push(last - back);
  return [first, ...days.reverse()];
}

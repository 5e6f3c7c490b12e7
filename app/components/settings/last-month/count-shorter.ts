import type { LastMonth } from '~/office/last-month/last-month.server';

/**
 * How many of last month's reminders were about purchases that last shorter than a bound. Their days are told by two dates,
 * which may lie a day or more beside what the planner judged; none that left was shorter than the bound that is `stored`.
 *
 * @example countShorter([{ days: 12, count: 2 }, { days: 30, count: 5 }], 14, 14) // 0
 * @example countShorter([{ days: 12, count: 2 }, { days: 30, count: 5 }], 15, 14) // 2
 */
export function countShorter(cycles: LastMonth['cycles'], least: number, stored: number): number {
  const shorter = cycles.filter(({ days }) => Math.max(days, stored) < least);
  return shorter.reduce((sum, { count }) => sum + count, 0);
}

import { dayNumber, isDay, isoDay } from '~/base/lib/days';

export const MOST_CLOSED_DAYS = 366;
const LONGEST_CLOSED_TEXT = 10_000;

export interface ClosedDays {
  /** Sorted; one more than are allowed where there are too many. */
  readonly days: readonly string[];
  /** The first line, from 1, that is neither a day nor a span; null where all are. */
  readonly wrongLine: number | null;
}

/**
 * One day or span a line, from and to included. It stops at the first wrong line, and at the first day too many.
 *
 * @example readClosedDays('2026-12-24\n2026-13-45') // { days: ['2026-12-24'], wrongLine: 2 }
 */
export function readClosedDays(text: string): ClosedDays {
  const days = new Set<string>();
  const read = (wrongLine: number | null) => ({ days: [...days].sort(), wrongLine });
  if (text.length > LONGEST_CLOSED_TEXT) return read(1);
  for (const [index, given] of text.split('\n').entries()) {
    const line = given.trim();
    if (line === '') continue;
    const [from = '', to = from] = line.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    if (!isDay(from) || !isDay(to) || to < from) return read(index + 1);
    const last = dayNumber(to);
    for (let day = dayNumber(from); day <= last; day += 1) {
      days.add(isoDay(day));
      if (days.size > MOST_CLOSED_DAYS) return read(null);
    }
  }
  return read(null);
}

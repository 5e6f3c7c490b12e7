import { dayNumber, isDay, isoDay } from '~/base/lib/days';

export const MOST_CLOSED_DAYS = 366;
const LONGEST_CLOSED_TEXT = 10_000;

export interface ClosedDays {
  /** Sorted; one more than are allowed where there are too many. */
  readonly days: readonly string[];
  /** The lines, from 1, that are neither a day nor a span. */
  readonly wrongLines: readonly number[];
}

const DAY = /(\d{4})-(\d{2})-(\d{2})|\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b/g;

function isoOf([
  ,
  year,
  month,
  date,
  germanDate = '',
  germanMonth = '',
  germanYear,
]: RegExpMatchArray): string {
  return year
    ? `${year}-${month}-${date}`
    : `${germanYear}-${germanMonth.padStart(2, '0')}-${germanDate.padStart(2, '0')}`;
}

/**
 * One day or span a line, from and to included; a day is written '2026-12-24' or '24.12.2026'. Wrong lines are passed over,
 * and it stops at the first day too many. Words may stand beside the days, further figures may not: in '24.12. to 2.1.2027' they
 * are the other half of a span.
 *
 * @example readClosedDays('2026-12-24\n2026-13-45') // { days: ['2026-12-24'], wrongLines: [2] }
 */
export function readClosedDays(text: string): ClosedDays {
  const days = new Set<string>();
  const wrongLines: number[] = [];
  const read = () => ({ days: [...days].sort(), wrongLines });
  if (text.length > LONGEST_CLOSED_TEXT) return { days: [], wrongLines: [1] };
  for (const [index, given] of text.split('\n').entries()) {
    const line = given.trim();
    if (line === '') continue;
    const [from = '', to = from, ...more] = [...line.matchAll(DAY)].map(isoOf);
    const hasRest = more.length > 0 || /\p{Nd}/u.test(line.replace(DAY, ' '));
    if (hasRest || !isDay(from) || !isDay(to) || to < from) {
      wrongLines.push(index + 1);
      continue;
    }
    const last = dayNumber(to);
    for (let day = dayNumber(from); day <= last; day += 1) {
      days.add(isoDay(day));
      if (days.size > MOST_CLOSED_DAYS) return read();
    }
  }
  return read();
}

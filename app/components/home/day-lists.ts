import { dayNumber, instantAt } from '~/base/lib/days';
import type { Kind } from '~/base/vocabulary/kinds';
import { type QueueQuery, queueAddress } from '~/base/vocabulary/queue-query';
import type { CalendarDay } from '~/office/pages/home/calendar.server';

type Counts = readonly { readonly kind: Kind; readonly count: number }[];

/** One list of the queue that a day of the calendar leads to, with how many it holds of that day. */
export interface DayList {
  readonly view: 'upcoming' | 'waiting';
  readonly kinds: Counts;
  /** With the first list of a day: all of the day by kind, whatever list they are in; empty with the second. */
  readonly totals: Counts;
  /** The list from the beginning of the day on; today's begins with what is overdue. */
  readonly address: string;
}

/** What goes as planned and what waits for a word are two lists: a day that has both leads to each with its own count. */
export function dayLists(
  day: CalendarDay,
  { isToday, timeZone, ...filters }: { isToday: boolean; timeZone: string } & Partial<QueueQuery>,
): DayList[] {
  const startMs = instantAt({ day: dayNumber(day.on), minuteOfDay: 0 }, timeZone).getTime();
  const list = (view: DayList['view'], countOf: (of: CalendarDay['kinds'][number]) => number) => ({
    view,
    kinds: day.kinds.map((of) => ({ kind: of.kind, count: countOf(of) })).filter(({ count }) => count > 0),
    address: queueAddress({ ...filters, view, after: isToday ? null : `${startMs - 1}-0` }),
  });
  return [
    list('upcoming', ({ count, waiting }) => count - waiting),
    list('waiting', ({ waiting }) => waiting),
  ]
    .filter(({ kinds }) => kinds.length > 0)
    .map((one, index) => ({ ...one, totals: index === 0 ? day.kinds : [] }));
}

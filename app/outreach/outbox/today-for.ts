import { localDay } from '~/base/lib/days';

/**
 * What "today" means for a mail that somebody in the shop moves there: a day of the customer's calendar, the later one
 * where the two are apart. With a customer who is ahead the shop's day is over, with one behind it has not begun.
 */
export function todayFor(
  at: Date,
  { zone, shopZone }: { readonly zone: string; readonly shopZone: string },
): number {
  return Math.max(localDay(at, zone), localDay(at, shopZone));
}

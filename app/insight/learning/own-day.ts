import { isTimeZone, localDay } from '~/base/lib/days';

/** The first of these zones that this machine knows, else UTC: a strange zone must never stop a customer's plan. */
export function knownTimeZone(...zones: readonly (string | null)[]): string {
  return zones.find((zone): zone is string => zone !== null && zone !== '' && isTimeZone(zone)) ?? 'UTC';
}

/** Day of an instant in milliseconds. Null stays null. */
export function dayOf(ms: number, timeZone: string): number {
  return localDay(new Date(ms), timeZone);
}

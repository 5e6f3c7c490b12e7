import { instantAt, localTime } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';

type Quiet = ShopSettings['quiet'];

/** Mails of one slot are spread over so many minutes. */
export const SPREAD_MINUTES = 45;

/**
 * Is the clock in `timeZone` within the quiet hours? From `fromHour` to `untilHour`, over midnight when the first is
 * the later one; equal hours mean none. The hours are the customer's wall clock, so a change to summer time needs no care.
 */
export function isQuiet(at: Date, timeZone: string, quiet: Quiet): boolean {
  return isQuietMinute(localTime(at, timeZone).minuteOfDay, quiet);
}

/** The same for a minute of the day, 0 … 1439. */
export function isQuietMinute(
  minuteOfDay: number,
  { fromHour, untilHour }: Pick<Quiet, 'fromHour' | 'untilHour'>,
): boolean {
  const from = fromHour * 60;
  const until = untilHour * 60;
  if (from === until) return false;
  return from < until
    ? minuteOfDay >= from && minuteOfDay < until
    : minuteOfDay >= from || minuteOfDay < until;
}

/** The minute of the day at which the slot begins: one that someone set inside the quiet hours begins at their end. */
function slotStart(quiet: Quiet): number {
  const asked = quiet.slotHour * 60 + quiet.slotMinute;
  return isQuietMinute(asked, quiet) ? quiet.untilHour * 60 : asked;
}

/**
 * The instant of a day's sending slot for one mail: the slot's time plus a spread of 0 … 44 minutes that depends on the
 * mail's key alone. The spread stops before quiet begins.
 */
export function slotAt(day: number, key: string, where: { timeZone: string; quiet: Quiet }): Date {
  const { quiet, timeZone } = where;
  const start = slotStart(quiet);
  let room = 1;
  while (room < SPREAD_MINUTES && start + room < 24 * 60 && !isQuietMinute(start + room, quiet)) room++;
  const minute = start + (spreadHash(key) % room);
  const at = instantAt({ day, minuteOfDay: minute }, timeZone);
  // A slot in the hour that summer time skips, or a zone's oddity, may land in quiet time: then the quiet hours' end.
  return isQuiet(at, timeZone, quiet) ? instantAt({ day, minuteOfDay: quiet.untilHour * 60 }, timeZone) : at;
}

/** FNV-1a, 32 bits: the same key, the same minute, in every process. */
export function spreadHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // FNV's low bits are weak for keys that differ in one digit: fold the high half in.
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Calendar days and zones. A calendar day is text 'YYYY-MM-DD' (`…On`) or, for arithmetic and the model, the number of
 * days since 1970-01-01. An instant becomes a day only in a named IANA zone.
 */
export const DAY_MS = 86_400_000;

export function dayNumber(on: string): number {
  return Math.round(Date.parse(`${on}T00:00:00Z`) / DAY_MS);
}

/**
 * Is this text a day of the calendar? '2026-02-30' is not, though a Date would take it for the 2nd of March; nor is any of
 * the year 0, which a Date knows and the database does not.
 */
export function isDay(on: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || on < '0001') return false;
  const day = dayNumber(on);
  return !Number.isNaN(day) && isoDay(day) === on;
}

export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, found);
  }
  return found;
}

export interface LocalTime {
  readonly day: number;
  readonly minuteOfDay: number;
}

/** What a wall calendar and clock in `timeZone` show at an instant. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const wall =
    minute + (offsetOfHour(Math.floor(minute / 60), timeZone) ?? shownMinute(at, timeZone) - minute);
  const day = Math.floor(wall / DAY_MINUTES);
  return { day, minuteOfDay: wall - day * DAY_MINUTES };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1440;
/** Before 1972 some zones were off by seconds. */
const WHOLE_MINUTES_FROM_HOUR = (2 * 365 * DAY_MS) / HOUR_MS;
const HOURS_KEPT = 50_000;
const offsets = new Map<string, Map<number, number | null>>();

/**
 * Minutes by which a zone is ahead of UTC throughout an hour, in hours since 1970; null for an hour in which it changes.
 * Asking the zone's rules costs a hundred times as much, and plans ask for the same few hundred hours again and again.
 */
function offsetOfHour(hour: number, timeZone: string): number | null {
  if (hour < WHOLE_MINUTES_FROM_HOUR) return null;
  const known = offsets.get(timeZone)?.get(hour);
  if (known !== undefined) return known;
  const at = (ms: number) => shownMinute(new Date(ms), timeZone) - Math.floor(ms / MINUTE_MS);
  const first = at(hour * HOUR_MS);
  const offset = at((hour + 1) * HOUR_MS - 1) === first ? first : null;
  let ofZone = offsets.get(timeZone);
  if (!ofZone || ofZone.size >= HOURS_KEPT) {
    ofZone = new Map();
    offsets.set(timeZone, ofZone);
  }
  ofZone.set(hour, offset);
  return offset;
}

/** Minutes since 1970 on the wall's own calendar. */
function shownMinute(at: Date, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format(timeZone).formatToParts(at)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute) / MINUTE_MS;
}

export function localDay(at: Date, timeZone: string): number {
  return localTime(at, timeZone).day;
}

/**
 * The instant at which the clock in `timeZone` shows `minuteOfDay` on `day`. A time that a change to summer time skips
 * becomes the same number of minutes later; of a time that occurs twice, the first.
 *
 * @example instantAt({ day: dayNumber('2026-03-29'), minuteOfDay: 150 }, 'Europe/Berlin') // 03:30 CEST: 02:30 does not exist
 */
export function instantAt(local: LocalTime, timeZone: string): Date {
  const wallMs = local.day * DAY_MS + local.minuteOfDay * 60_000;
  const offsetAt = (utcMs: number) => {
    const shown = localTime(new Date(utcMs), timeZone);
    return shown.day * DAY_MS + shown.minuteOfDay * 60_000 - Math.floor(utcMs / 60_000) * 60_000;
  };
  const before = offsetAt(wallMs - DAY_MS);
  const after = offsetAt(wallMs + DAY_MS);
  const early = wallMs - before;
  if (offsetAt(early) === before) return new Date(early);
  const late = wallMs - after;
  return new Date(offsetAt(late) === after ? late : early);
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** Is this a zone that this machine knows? */
export function isTimeZone(timeZone: string): boolean {
  try {
    format(timeZone);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const minuteMs = 60_000;

/** Minutes that the zone is ahead of UTC at an instant. Looked up once an hour of history, because Intl is slow. */
export function zoneOffsetMinutes(at: number, zone: string): number {
  const key = `${zone} ${Math.floor(at / (60 * minuteMs))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = Math.round((local - Math.floor(at / 1000) * 1000) / minuteMs);
  offsets.set(key, offset);
  return offset;
}

/** "2026-11-22T09:15:00+00:00": how Shopify's webhooks write an instant, in the shop's zone. */
export function zonedIso(at: number, zone: string): string {
  const offset = zoneOffsetMinutes(at, zone);
  const local = new Date(at + offset * minuteMs).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** The instant of a wall-clock minute of a calendar day in a zone. `day` counts from 1970-01-01. */
export function zonedInstant(day: number, minuteOfDay: number, zone: string): number {
  const asUtc = day * 24 * 60 * minuteMs + minuteOfDay * minuteMs;
  return asUtc - zoneOffsetMinutes(asUtc, zone) * minuteMs;
}

/** The calendar day in the zone, counted from 1970-01-01. */
export function zonedDay(at: number, zone: string): number {
  return Math.floor((at + zoneOffsetMinutes(at, zone) * minuteMs) / (24 * 60 * minuteMs));
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/**
 * Where a page of a list begins: the sort value and id of the row before it, in an address. Keyset paging: a page far
 * down costs what the first one costs, and rows that come or go in between never shift the others.
 */
export interface Cursor {
  readonly at: Date;
  readonly id: bigint;
}

/** @example writeCursor({ at: new Date(1000), id: 7n }) // '1000-7' */
export function writeCursor({ at, id }: Cursor): string {
  return writeNumberCursor({ value: BigInt(at.getTime()), id });
}

/** Null for what is no cursor of ours: the list then begins at its start. */
export function parseCursor(text: unknown): Cursor | null {
  const cursor = parseTimeCursor(text);
  return cursor && { at: new Date(Number(cursor.value)), id: cursor.id };
}

/** The same for a list that is sorted by a number. */
export interface NumberCursor {
  readonly value: bigint;
  readonly id: bigint;
}

export function writeNumberCursor({ value, id }: NumberCursor): string {
  return `${value}-${id}`;
}

export function parseNumberCursor(text: unknown): NumberCursor | null {
  const match = /^(-?\d{1,15})-(\d{1,18})$/.exec(String(text ?? ''));
  return match ? { value: BigInt(match[1] ?? 0), id: BigInt(match[2] ?? 0) } : null;
}

/** A number that is milliseconds of a time. */
export function parseTimeCursor(text: unknown): NumberCursor | null {
  const cursor = parseNumberCursor(text);
  return cursor && cursor.value >= EARLIEST_MS && cursor.value <= LATEST_MS ? cursor : null;
}

/** The years 1 to 9999: beyond them a Date is written in a way that the database does not read. */
const EARLIEST_MS = BigInt(Date.parse('0001-01-01T00:00:00Z'));
const LATEST_MS = BigInt(Date.parse('9999-12-31T00:00:00Z'));

/** One page of a list, and the cursors of its neighbours; null where there is none. */
export interface KeysetPage<Row> {
  readonly rows: Row[];
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * The page that was asked for, of one row more than it holds: that one tells whether the list goes on. Leafed back to, it
 * was read from its end.
 */
export function keysetPage<Row>(
  found: readonly Row[],
  { size, isAfter, isBefore }: { size: number; isAfter: boolean; isBefore: boolean },
  cursorOf: (row: Row) => string,
): KeysetPage<Row> {
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (isBefore) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    rows,
    previous: first !== undefined && (isAfter || (isBefore && more)) ? cursorOf(first) : null,
    next: last !== undefined && (isBefore || more) ? cursorOf(last) : null,
  };
}

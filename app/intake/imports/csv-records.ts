/** One record of a table whose cells are separated by commas, as Shopify and spreadsheets write it. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** Number of the last of the file's lines that the record takes up. */
  readonly line: number;
  /** Bytes of this piece up to the record's end. */
  readonly endByte: number;
}

export interface CsvPiece {
  readonly records: readonly CsvRecord[];
  /** What was read: a piece of more records than are read at once ends behind the last of those, and is not the last. */
  readonly piece: Buffer;
  readonly isLast: boolean;
}

export const LONGEST_RECORD = 500_000;
/** All shops' pages wait for the thread that reads, and for what it makes of each record. */
export const MOST_RECORDS = 5_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The whole records at the beginning of a piece of the file; what is cut off at its end is left for the next piece. The
 * last piece ends with its last record, whether or not a line break follows it. A quote within a cell that has not begun
 * with one is a sign like any other; empty lines are passed over. Each byte is looked at once, whatever stands there:
 * csv-parse makes an error with a stack of every line that lacks cells, and copies the longest cell for each stray quote.
 */
export function readRecords(given: Buffer, { isLast }: { isLast: boolean }): CsvPiece {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < given.length; ) {
    if (records.length === MOST_RECORDS) return { records, piece: given.subarray(0, at), isLast: false };
    const read = recordAt(given, at, { isLast });
    if (!read) break;
    const { cells, endByte } = read;
    line += read.breaks;
    if (cells.length > 1 || endByte - at > breakBytes(given, at)) records.push({ cells, line, endByte });
    line += 1;
    at = endByte;
  }
  return { records, piece: given, isLast };
}

/** Null where its end is not in this piece, or further than any record goes. */
function recordAt(
  piece: Buffer,
  from: number,
  { isLast }: { isLast: boolean },
): { cells: string[]; breaks: number; endByte: number } | null {
  const cells: string[] = [];
  let breaks = 0;
  for (let at = from; ; at += 1) {
    const cell = piece[at] === QUOTE ? quotedCell(piece, at) : plainCell(piece, at);
    if (!cell || cell.end - from > LONGEST_RECORD) return null;
    cells.push(cell.text);
    breaks += cell.breaks;
    at = cell.end;
    if (piece[at] === COMMA) continue;
    // Of two bytes of a line break the second may be the next piece's first.
    const isCut = at >= piece.length || (piece[at] === CR && at + 1 === piece.length);
    return isCut && !isLast ? null : { cells, breaks, endByte: at + breakBytes(piece, at) };
  }
}

interface Cell {
  readonly text: string;
  /** Line breaks within it. */
  readonly breaks: number;
  /** Where the comma or line break behind it stands, or the piece ends. */
  readonly end: number;
}

function plainCell(piece: Buffer, from: number): Cell {
  let end = from;
  while (end < piece.length && !endsCell(piece[end])) end += 1;
  return { text: piece.toString('utf8', from, end), breaks: 0, end };
}

/** Null where its quote is never closed. One that is closed within its cell was none: it stands there as it is. */
function quotedCell(piece: Buffer, from: number): Cell | null {
  let close = piece.indexOf(QUOTE, from + 1);
  while (close !== -1 && piece[close + 1] === QUOTE) close = piece.indexOf(QUOTE, close + 2);
  if (close === -1) return null;
  const text = piece.toString('utf8', from + 1, close).replaceAll('""', '"');
  const breaks = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  if (close + 1 >= piece.length || endsCell(piece[close + 1])) return { text, breaks, end: close + 1 };
  const rest = plainCell(piece, close + 1);
  return { text: `"${text}"${rest.text}`, breaks, end: rest.end };
}

const endsCell = (byte: number | undefined) => byte === COMMA || byte === LF || byte === CR;

/** How many bytes the line break here has; none at the end of the file. */
function breakBytes(piece: Buffer, at: number): number {
  if (piece[at] === CR) return piece[at + 1] === LF ? 2 : 1;
  return piece[at] === LF ? 1 : 0;
}

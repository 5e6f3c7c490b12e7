import { parse } from 'csv-parse';
import { withoutControls } from '~/base/lib/control-characters';
import { line } from '~/intake/shopify/read';

/**
 * Shopify's order export, read piece by piece: one line for each line item, of which only an order's first carries what
 * is the order's own. The columns are Shopify's; others are passed over, and their order does not matter.
 */
export const exportColumns = {
  name: 'Name',
  email: 'Email',
  financialStatus: 'Financial Status',
  paidAt: 'Paid at',
  fulfillmentStatus: 'Fulfillment Status',
  fulfilledAt: 'Fulfilled at',
  currency: 'Currency',
  subtotal: 'Subtotal',
  total: 'Total',
  discount: 'Discount Amount',
  createdAt: 'Created at',
  quantity: 'Lineitem quantity',
  title: 'Lineitem name',
  price: 'Lineitem price',
  sku: 'Lineitem sku',
  requiresShipping: 'Lineitem requires shipping',
  shippingName: 'Shipping Name',
  shippingCountry: 'Shipping Country',
  shippingProvince: 'Shipping Province',
  company: 'Shipping Company',
  cancelledAt: 'Cancelled at',
  id: 'Id',
  tags: 'Tags',
  source: 'Source',
} as const;

export type ExportField = keyof typeof exportColumns;
/** Where each column stands in the file; undefined where the file has it not. */
export interface Columns extends Partial<Record<ExportField, number>> {
  /** How many columns the file has; imports that were begun before this was kept have it not. */
  width?: number;
}

const needed: readonly ExportField[] = ['name', 'email', 'createdAt', 'quantity', 'title'];

/** What is wrong with one line; the panel has a sentence for each. Line numbers are those of the file's lines. */
export interface LineError {
  readonly line: number;
  readonly code: 'no-name' | 'date' | 'quantity' | 'amount' | 'unreadable' | 'without-order' | 'other-order';
}

export interface ExportRecord {
  readonly cells: readonly string[];
  /** Number of the last of the file's lines that the record takes up. */
  readonly line: number;
  /** Bytes of this piece up to the record's end. */
  readonly endByte: number;
}

const LONGEST_RECORD = 500_000;
const AFTER_THE_END = Buffer.from('\n'.repeat(32));

/**
 * The whole records at the beginning of a piece of the file; what is cut off at its end is left for the next piece. The
 * last piece ends with its last record, whether or not a line break follows it.
 */
export function readRecords(piece: Buffer, { isLast }: { isLast: boolean }): ExportRecord[] {
  const records: ExportRecord[] = [];
  const parser = parse({
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  parser.on('error', () => {});
  // The parser keeps back a few bytes to look ahead; behind the last piece there is nothing more to see.
  parser.write(isLast ? Buffer.concat([piece, AFTER_THE_END]) : piece);
  for (;;) {
    const next = parser.read() as { record: string[]; info: { lines: number; bytes: number } } | null;
    if (!next) return records;
    records.push({
      cells: next.record,
      line: next.info.lines,
      endByte: Math.min(next.info.bytes, piece.length),
    });
  }
}

/**
 * The line from which on nothing can be read; null where all can. A quote that is never closed swallows the rest of the
 * file: that shows in what the last piece leaves over, or in more than any record takes up. One that a later quote closes
 * joins lines or columns: that shows in the record which has them.
 */
export function unreadableFrom(
  records: readonly ExportRecord[],
  { piece, isLast, columns }: { piece: Buffer; isLast: boolean; columns: Columns },
): number | null {
  const joined = records.findIndex((record) => isJoined(record, columns));
  if (joined !== -1) return (records[joined - 1]?.line ?? 0) + 1;
  const last = records.at(-1);
  const rest = piece.subarray(last?.endByte ?? 0);
  const isCut = isLast ? rest.toString('utf8').trim() !== '' : rest.length > LONGEST_RECORD;
  return isCut ? (last?.line ?? 0) + 1 : null;
}

/**
 * Does a cell of this record hold what belongs to other cells? It has more cells than there are columns; those that it
 * lacks are the commas within one of its cells (a spreadsheet that leaves out empty cells at the end leaves none); what is
 * one line in every export has several; or a note of several lines has the commas of a whole line in it.
 */
function isJoined({ cells }: ExportRecord, columns: Columns): boolean {
  const { width, ...places } = columns;
  const lacking = (width ?? cells.length) - cells.length;
  if (lacking < 0 || (lacking > 0 && cells.some((cell) => commasIn(cell) >= lacking))) return true;
  const fields = new Set(Object.values(places));
  const ofWholeLine = (width ?? Math.max(...fields) + 1) - 1;
  return cells.some((cell, at) => hasLines(cell) && (fields.has(at) || commasIn(cell) >= ofWholeLine));
}

const commasIn = (cell: string) => cell.split(',').length - 1;
const hasLines = (cell: string) => /[\r\n]/.test(cell.trim());

/** The columns that a header names, or those that are missing. */
export function readHeader(
  cells: readonly string[],
): { status: 'read'; columns: Columns } | { status: 'no-export'; missing: string[] } {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const columns: Columns = {};
  for (const [field, name] of Object.entries(exportColumns) as [ExportField, string][]) {
    const at = names.indexOf(name.toLowerCase());
    if (at >= 0) columns[field] = at;
  }
  columns.width = names.length;
  const missing = needed.filter((field) => columns[field] === undefined).map((field) => exportColumns[field]);
  return missing.length > 0 ? { status: 'no-export', missing } : { status: 'read', columns };
}

export type Cells = Readonly<Record<ExportField, string>>;

export interface ExportedOrder {
  /** What is the order's own, from whichever of its lines has it. */
  readonly head: Cells;
  readonly items: readonly { readonly cells: Cells; readonly line: number }[];
}

export interface ReadPiece {
  readonly orders: readonly ExportedOrder[];
  readonly errors: readonly LineError[];
  /** Bytes of the piece that are done with: up to where the last order begins, whose lines may go on. */
  readonly doneBytes: number;
  readonly doneLines: number;
}

interface OpenOrder {
  head: Cells;
  readonly items: { cells: Cells; line: number }[];
}

/**
 * Groups records to orders by their name, wherever in the piece they stand: a spreadsheet may have sorted the file by
 * another column. The last order's lines may go on in the next piece: where they begin, this one ends.
 */
export function readOrders(
  records: readonly ExportRecord[],
  columns: Columns,
  { isLast }: { isLast: boolean },
): ReadPiece {
  const all = records.map((record) => ({ ...record, cells: cellsOf(record.cells, columns) }));
  const whole = isLast ? all : all.slice(0, lastOrderFrom(all));
  const orders = new Map<string, OpenOrder>();
  const nameOfId = new Map<string, string>();
  const errors: LineError[] = [];
  let refused: string | null = null;
  for (const { cells, line } of whole) {
    const { name, id } = cells;
    if (name === '') {
      errors.push({ line, code: 'no-name' });
      continue;
    }
    const order: OpenOrder = orders.get(name) ?? { head: cells, items: [] };
    // What follows a refused line under the same name without an Id of its own is of the same order.
    const isRefused: boolean = id === '' ? refused === name : isOfAnother(order.head, id, nameOfId.get(id));
    refused = isRefused ? name : null;
    if (isRefused) {
      errors.push({ line, code: 'other-order' });
      continue;
    }
    if (id !== '') nameOfId.set(id, name);
    order.head = filled(order.head, cells);
    order.items.push({ cells, line });
    orders.set(name, order);
  }
  const end = whole.at(-1);
  return {
    orders: [...orders.values()],
    errors,
    doneBytes: end?.endByte ?? 0,
    doneLines: end?.line ?? 0,
  };
}

/** Has this name had another Id, or this Id another name? */
function isOfAnother(head: Cells, id: string, nameOfId = head.name): boolean {
  return nameOfId !== head.name || (head.id !== '' && head.id !== id);
}

/** Where the lines of the last order begin; nothing to wait for where none has a name. */
function lastOrderFrom(records: readonly { readonly cells: Cells }[]): number {
  const last = records.findLast(({ cells }) => cells.name !== '');
  if (!last) return records.length;
  return records.findLastIndex(({ cells }) => cells.name !== '' && cells.name !== last.cells.name) + 1;
}

/** An order's own cells stand in one of its lines, the first unless somebody sorted them. */
function filled(head: Cells, cells: Cells): Cells {
  if (head === cells) return head;
  const fields = Object.keys(exportColumns) as ExportField[];
  return Object.fromEntries(fields.map((field) => [field, head[field] || cells[field]])) as Cells;
}

/** A name is as the order's row keeps it: those that differ only in what is cut are one. */
function cellsOf(given: readonly string[], columns: Columns): Cells {
  const fields = Object.keys(exportColumns) as ExportField[];
  const cells = Object.fromEntries(
    fields.map((field) => {
      const at = columns[field];
      return [field, at === undefined ? '' : withoutControls(given[at] ?? '').trim()];
    }),
  ) as Cells;
  return { ...cells, name: line(cells.name, 64) ?? '', id: plainId(cells.id) };
}

/** A spreadsheet that writes 5501230000000 as '5.50123E+12' has lost the Id: such an order goes by its name. */
function plainId(id: string): string {
  return /^'?([1-9]\d{0,30})$/.exec(id)?.[1] ?? '';
}

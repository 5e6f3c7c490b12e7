import { withoutControls } from '~/base/lib/control-characters';
import { type CsvPiece, type CsvRecord, LONGEST_RECORD, MOST_RECORDS } from '~/intake/imports/csv-records';
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
  readonly code:
    | 'no-name'
    | 'date'
    | 'quantity'
    | 'amount'
    | 'unreadable'
    | 'without-order'
    | 'other-order'
    | 'twice';
}

/**
 * The line from which on nothing can be read; null where all can. A quote that is never closed swallows the rest of the
 * file: that shows in what the last piece leaves over, or in more than any record takes up. One that a later quote closes
 * joins lines or columns: that shows in the record which has them.
 */
export function unreadableFrom({ records, piece, isLast }: CsvPiece, columns: Columns): number | null {
  const { width, ...places } = columns;
  const fields = new Set(Object.values(places));
  const joined = records.findIndex((record) => isJoined(record, { fields, width }));
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
function isJoined(
  { cells }: CsvRecord,
  { fields, width }: { fields: ReadonlySet<number>; width: number | undefined },
): boolean {
  const lacking = (width ?? cells.length) - cells.length;
  if (lacking < 0 || (lacking > 0 && cells.some((cell) => commasIn(cell) >= lacking))) return true;
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
  readonly items: readonly ExportedItem[];
}

export interface ExportedItem {
  readonly cells: Cells;
  readonly line: number;
  /** It has the order's own cells, or stands right behind a line of the order that has them. */
  readonly isOfHead: boolean;
}

export interface ReadOrders {
  readonly orders: readonly ExportedOrder[];
  readonly errors: readonly LineError[];
  /** Bytes of the piece that are done with: up to where the last order begins, whose lines may go on. */
  readonly doneBytes: number;
  readonly doneLines: number;
}

const LONGEST_ORDER = MOST_RECORDS / 2;

interface OpenOrder {
  head: Cells;
  readonly items: ExportedItem[];
}

/** The line before, if it had a name. */
interface Before {
  readonly name: string;
  readonly isOfHead: boolean;
  /** Why it was left out. */
  readonly code: LineError['code'] | null;
}

/**
 * Groups records to orders by their name, wherever in the piece they stand: a spreadsheet may have sorted the file by
 * another column. The last order's lines may go on in the next piece: where they begin, this one ends. What an order has
 * but once is its own cells: where they come again, a copy of it begins, which is left out.
 */
export function readOrders(
  records: readonly CsvRecord[],
  columns: Columns,
  { isLast }: { isLast: boolean },
): ReadOrders {
  const all = records.map((record) => ({ ...record, cells: cellsOf(record.cells, columns) }));
  const whole = isLast ? all : all.slice(0, lastOrderFrom(all));
  const orders = new Map<string, OpenOrder>();
  const nameOfId = new Map<string, string>();
  const errors: LineError[] = [];
  let before = null as Before | null;
  for (const { cells, line } of whole) {
    const { name, id } = cells;
    if (name === '') {
      errors.push({ line, code: 'no-name' });
      continue;
    }
    const order: OpenOrder = orders.get(name) ?? { head: cells, items: [] };
    const follows: Before | null = before?.name === name && !hasOwnCells(cells) ? before : null;
    const code = whyLeftOut(order, cells, { nameOfId: nameOfId.get(id), follows });
    before = { name, code, isOfHead: hasOwnCells(cells) || follows?.isOfHead === true };
    if (code) {
      errors.push({ line, code });
      continue;
    }
    if (id !== '') nameOfId.set(id, name);
    order.head = filled(order.head, cells);
    order.items.push({ cells, line, isOfHead: before.isOfHead });
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

/** What follows a line that is left out, under the same name and without anything of its own, is of the same order. */
function whyLeftOut(
  order: OpenOrder,
  cells: Cells,
  { nameOfId, follows }: { nameOfId: string | undefined; follows: Before | null },
): LineError['code'] | null {
  const { id } = cells;
  if (id !== '' && isOfAnother(order.head, id, nameOfId)) return 'other-order';
  if (hasOwnCells(cells) && order.items.length > 0 && hasOwnCells(order.head)) return 'twice';
  return follows?.code === 'twice' || id === '' ? (follows?.code ?? null) : null;
}

/** What only one of an order's lines carries. */
export function hasOwnCells({ financialStatus, total }: Cells): boolean {
  return financialStatus !== '' || total !== '';
}

/** Has this name had another Id, or this Id another name? */
function isOfAnother(head: Cells, id: string, nameOfId = head.name): boolean {
  return nameOfId !== head.name || (head.id !== '' && head.id !== id);
}

/**
 * Where the lines of the last order begin; nothing to wait for where none has a name. No piece would hold an order of so
 * many lines as one has at most: its further lines are found in the next one, like those of a sorted file.
 */
function lastOrderFrom(records: readonly { readonly cells: Cells }[]): number {
  const last = records.findLast(({ cells }) => cells.name !== '');
  if (!last) return records.length;
  const from = records.findLastIndex(({ cells }) => cells.name !== '' && cells.name !== last.cells.name) + 1;
  return from === 0 && records.length >= LONGEST_ORDER ? records.length : from;
}

/**
 * Of an order whose own cells an earlier piece had already: the line that has them once more is a copy, with what stands
 * right behind it; the others are further lines of the order.
 */
export function splitCopy(order: ExportedOrder): { further: ExportedOrder; copy: readonly ExportedItem[] } {
  const items = order.items.filter(({ isOfHead }) => !isOfHead);
  const head = items.reduce((all, { cells }) => filled(all, cells), items[0]?.cells ?? order.head);
  return { further: { head, items }, copy: order.items.filter(({ isOfHead }) => isOfHead) };
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

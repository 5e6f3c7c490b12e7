import { type CsvError, parse } from 'csv-parse/sync';
import { withoutGuard } from '~/base/lib/csv';
import { readTypedNumber } from '~/base/lib/typed-number';
import { type NeedUsage, needUsages } from '~/base/vocabulary/orders';
import { daysBounds, TABLE_SIGNS, warrantyBounds } from '~/base/vocabulary/product-bounds';

export const namings = ['product_id', 'handle', 'sku', 'title'] as const;
export type Naming = (typeof namings)[number];

/** What one line of a table says of one product; null takes a value back, and what is not said is not there. */
export interface TableLine {
  readonly line: number;
  /** How the product is named: by Shopify's id, its handle, the SKU of one of its variants, or its title. */
  readonly by: Naming;
  readonly name: string;
  readonly set: {
    readonly daysPerUnit?: number | null;
    readonly warrantyMonths?: number | null;
    readonly guideUrl?: string | null;
    readonly usage?: NeedUsage;
  };
}

export type LineProblem =
  | 'unreadable'
  | 'columns'
  | 'no-product'
  | 'unknown'
  | 'ambiguous'
  | 'twice'
  | 'days'
  | 'warranty'
  | 'guide'
  | 'usage';

export interface BadLine {
  readonly line: number;
  readonly problem: LineProblem;
  /** What stood there, cut to a length that can be shown. */
  readonly what: string;
}

export type TableProblem = 'empty' | 'too-big' | 'too-many' | 'no-header';

export type ParsedTable =
  | {
      readonly status: 'read';
      readonly lines: readonly TableLine[];
      readonly bad: readonly BadLine[];
      /** Titles of columns that say nothing to us, as they stand there. */
      readonly unknownColumns: readonly string[];
    }
  | { readonly status: 'refused'; readonly problem: TableProblem };

const MOST_LINES = 20_000;
const MOST_SHOWN = 60;

export const tableColumns = [
  'product_id',
  'handle',
  'sku',
  'title',
  'days_of_supply',
  'warranty_months',
  'set_up_guide',
  'used_up',
] as const;
type Column = (typeof tableColumns)[number];

/**
 * Reads a table as spreadsheets write it: separated by commas, semicolons or tabs, with or without quotes, numbers with
 * a point or a comma. A line that cannot be used is told with its number and all its faults, and takes no other with it.
 */
export function parseProductTable(text: string): ParsedTable {
  if (text.length > TABLE_SIGNS) return { status: 'refused', problem: 'too-big' };
  if (text.trim() === '') return { status: 'refused', problem: 'empty' };
  const read = readRecords(text);
  if (read === 'too-many') return { status: 'refused', problem: read };
  const { records, unreadable } = read;
  const [head, ...body] = records;
  const titles = head?.cells ?? [];
  const columns = knownColumns(titles);
  if (!columns.some(({ column }) => isNaming(column))) return { status: 'refused', problem: 'no-header' };
  const lines: TableLine[] = [];
  const bad: BadLine[] = [...unreadable];
  for (const { cells, line } of body) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read =
      cells.length > titles.length
        ? [problem(line, 'columns', cells.join(', '))]
        : readLine(line, cellsByColumn(columns, cells));
    if (Array.isArray(read)) bad.push(...read);
    else lines.push(read);
  }
  const unknownColumns = titles
    .filter((title) => title.trim() !== '' && columnNamed(title) === null)
    .map(shortened);
  return { status: 'read', lines, bad: bad.sort((one, other) => one.line - other.line), unknownColumns };
}

const isNaming = (column: Column): column is Naming => (namings as readonly Column[]).includes(column);

interface RawRecord {
  readonly cells: string[];
  readonly line: number;
}

/** Stops at the first line beyond the bound, readable or not: all that follow would be read for nothing. */
function readRecords(text: string): { records: RawRecord[]; unreadable: BadLine[] } | 'too-many' {
  const unreadable: BadLine[] = [];
  const beyond = new Error('There are more lines than are taken.');
  try {
    const records = parseRecords(text, (line) => {
      if (unreadable.length === MOST_LINES) throw beyond;
      unreadable.push(problem(line, 'unreadable', ''));
    });
    return records.length > MOST_LINES ? 'too-many' : { records, unreadable };
  } catch (error) {
    if (error === beyond) return 'too-many';
    throw error;
  }
}

function parseRecords(text: string, onUnreadable: (line: number) => void): RawRecord[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const rows = parse(text, {
    bom: true,
    to: MOST_LINES + 1,
    delimiter: delimiterOf(first),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 20_000,
    info: true,
    on_skip: (error: CsvError | undefined) => {
      onUnreadable(Number(error?.lines ?? 0));
      return undefined;
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows.map(({ record, info }) => ({ cells: record, line: info.lines }));
}

/** The sign of which the first line has most. */
function delimiterOf(first: string): string {
  return [',', ';', '\t'].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
}

function columnNamed(title: string): Column | null {
  const name = title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return tableColumns.find((column) => column === name) ?? null;
}

interface PlacedColumn {
  readonly column: Column;
  readonly at: number;
}

/** Where the columns that we know stand. Each line looks at these alone: a head may have thousands of others. */
function knownColumns(titles: readonly string[]): PlacedColumn[] {
  const columns = new Map<Column, number>();
  for (const [at, title] of titles.entries()) {
    const column = columnNamed(title);
    if (column) columns.set(column, at);
  }
  return [...columns].map(([column, at]) => ({ column, at }));
}

function cellsByColumn(
  columns: readonly PlacedColumn[],
  cells: readonly string[],
): Partial<Record<Column, string>> {
  return Object.fromEntries(columns.map(({ column, at }) => [column, (cells[at] ?? '').trim()]));
}

function readLine(line: number, cells: Partial<Record<Column, string>>): TableLine | BadLine[] {
  const by = namings.find((column) => cells[column]);
  const days = numberIn(cells.days_of_supply, daysBounds);
  const months = numberIn(cells.warranty_months, warrantyBounds);
  const warranty = typeof months === 'number' && !Number.isInteger(months) ? 'wrong' : months;
  const guide = urlIn(cells.set_up_guide);
  const usage = usageIn(cells.used_up);
  if (!by || days === 'wrong' || warranty === 'wrong' || guide === 'wrong' || usage === 'wrong')
    return [
      ...(by ? [] : [problem(line, 'no-product', '')]),
      ...(days === 'wrong' ? [problem(line, 'days', cells.days_of_supply)] : []),
      ...(warranty === 'wrong' ? [problem(line, 'warranty', cells.warranty_months)] : []),
      ...(guide === 'wrong' ? [problem(line, 'guide', cells.set_up_guide)] : []),
      ...(usage === 'wrong' ? [problem(line, 'usage', cells.used_up)] : []),
    ];
  return {
    line,
    by,
    name: withoutGuard(cells[by] ?? ''),
    set: {
      ...(days !== undefined && { daysPerUnit: days }),
      ...(warranty !== undefined && { warrantyMonths: warranty }),
      ...(guide !== undefined && { guideUrl: guide }),
      ...(usage !== undefined && { usage }),
    },
  };
}

function problem(line: number, what: LineProblem, cell: string | undefined): BadLine {
  return { line, problem: what, what: shortened(cell ?? '') };
}

const shortened = (text: string): string =>
  text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;

/** Undefined for an empty cell, null for "-". */
function numberIn(
  cell: string | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): number | null | undefined | 'wrong' {
  if (!cell) return undefined;
  if (isTakenBack(cell)) return null;
  const value = readTypedNumber(cell);
  return value !== undefined && value >= from && value <= to ? value : 'wrong';
}

function urlIn(cell: string | undefined): string | null | undefined | 'wrong' {
  if (!cell) return undefined;
  if (isTakenBack(cell)) return null;
  return cell.length <= 500 && URL.canParse(cell) && new URL(cell).protocol === 'https:' ? cell : 'wrong';
}

const YES = /^(yes|y|ja|j|true|wahr|1)$/i;
const NO = /^(no|n|nein|false|falsch|0)$/i;

function usageIn(cell: string | undefined): NeedUsage | undefined | 'wrong' {
  if (!cell) return undefined;
  if (isTakenBack(cell)) return 'unknown';
  if (YES.test(cell)) return 'used_up';
  if (NO.test(cell)) return 'not_used_up';
  return needUsages.find((usage) => usage === cell) ?? 'wrong';
}

const isTakenBack = (cell: string) => cell === '-' || cell === '–';

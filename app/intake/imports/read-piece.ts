import { type CsvRecord, readRecords } from '~/intake/imports/csv-records';
import {
  type Columns,
  type ExportedOrder,
  type LineError,
  readHeader,
  readOrders,
  unreadableFrom,
} from '~/intake/imports/order-export';

export type ReadPiece =
  /**
   * `missing`: columns of an export that it lacks; none when nothing is in it at all. `isSavedAnew`: it has them, parted by
   * other signs than Shopify's.
   */
  | { readonly status: 'no-export'; readonly missing: readonly string[]; readonly isSavedAnew: boolean }
  | {
      readonly status: 'read';
      readonly columns: Columns;
      readonly orders: readonly ExportedOrder[];
      /** The line from which on nothing can be read, by an error of its own; null where all can. */
      readonly cut: LineError | null;
      /** Of lines beside that. */
      readonly errors: readonly LineError[];
      /** With this piece the file is at its end: nothing can be read of what may lie behind. */
      readonly isLast: boolean;
      /** Bytes of the piece, and lines, that are done with. */
      readonly doneBytes: number;
      readonly doneLines: number;
    };

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a piece of an export says. The first one, of which the columns are not known yet, begins with their names. */
export function readPiece(
  given: Buffer,
  { columns: known, isLast: endsFile }: { columns: Columns | null; isLast: boolean },
): ReadPiece {
  const bom = known === null && given.subarray(0, 3).equals(BOM) ? 3 : 0;
  const csv = readRecords(given.subarray(bom), { isLast: endsFile });
  const header = known ? null : readHeader(csv.records[0]?.cells ?? []);
  if (header?.status === 'no-export') {
    const isBlank = given.subarray(bom).toString().trim() === '';
    const isSavedAnew = readHeader((csv.records[0]?.cells ?? []).join().split(/[;\t]/)).status === 'read';
    return { status: 'no-export', missing: isBlank ? [] : header.missing, isSavedAnew };
  }
  const columns = header?.columns ?? known ?? {};
  const cutLine = unreadableFrom(csv, columns);
  // Behind the cut there is nothing more to come.
  const isLast = csv.isLast || cutLine !== null;
  const body = header ? csv.records.slice(1) : csv.records;
  const read = readOrders(before(cutLine, body), columns, { isLast });
  return {
    status: 'read',
    columns,
    orders: read.orders,
    cut: cutLine === null ? null : { line: cutLine, code: 'unreadable' },
    errors: read.errors,
    isLast,
    doneBytes: read.doneBytes > 0 ? bom + read.doneBytes : 0,
    doneLines: read.doneLines,
  };
}

/** The records that end before the line from which on nothing can be read. */
function before(cutLine: number | null, records: readonly CsvRecord[]): readonly CsvRecord[] {
  return cutLine === null ? records : records.filter(({ line }) => line < cutLine);
}

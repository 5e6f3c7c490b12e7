import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';
import { noteOrders, settleContinued, standingsOf } from '~/intake/imports/begun-orders.server';
import { catalogueFor } from '~/intake/imports/catalogue.server';
import { everyLine, exportFacts } from '~/intake/imports/export-facts';
import {
  type Columns,
  type ExportedOrder,
  type ExportRecord,
  type LineError,
  type ReadPiece,
  readHeader,
  readOrders,
  readRecords,
  unreadableFrom,
} from '~/intake/imports/order-export';
import { addOrderFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import type { LineSnapshot } from '~/intake/orders/order-snapshot';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { loadShop } from '~/intake/shops/load-shop.server';

/** How an import stands. `doneBytes` is where the next piece of the file begins. */
export interface OrderImport {
  readonly id: string;
  readonly fileName: string;
  readonly fileMark: string;
  readonly fileBytes: number;
  readonly doneBytes: number;
  readonly state: 'running' | 'done' | 'no-export';
  readonly ordersNew: number;
  readonly ordersKnown: number;
  readonly linesFound: number;
  readonly linesUnmatched: number;
  readonly errorCount: number;
  readonly errors: readonly LineError[];
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `id::text, file_name AS "fileName", file_mark AS "fileMark", file_bytes::float8 AS "fileBytes",
  done_bytes::float8 AS "doneBytes", state, orders_new AS "ordersNew", orders_known AS "ordersKnown",
  lines_found AS "linesFound", lines_unmatched AS "linesUnmatched", error_count AS "errorCount", errors,
  started_at AS "startedAt", finished_at AS "finishedAt"`;

export async function loadOrderImports(sql: ShopSql): Promise<OrderImport[]> {
  return sql.rows<OrderImport>(
    `SELECT ${columns} FROM order_import WHERE shop_id = $1 ORDER BY started_at DESC, id DESC LIMIT 5`,
  );
}

export interface ChosenFile {
  readonly name: string;
  readonly bytes: number;
  /** Tells the same file when it is chosen again. */
  readonly mark: string;
}

/** Begins an import, or finds the one of this very file, to go on where it stopped. */
export async function startOrderImport(shopId: bigint, file: ChosenFile, by: string): Promise<OrderImport> {
  return sqlInShop(shopId, async (sql) => {
    await sql.run(
      `INSERT INTO order_import (shop_id, file_name, file_mark, file_bytes, started_at, started_by)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (shop_id, file_mark) DO NOTHING`,
      file.name.slice(0, 200),
      file.mark.slice(0, 200),
      file.bytes,
      now(),
      by.slice(0, 100),
    );
    const [row] = await sql.rows<OrderImport>(
      `SELECT ${columns} FROM order_import WHERE shop_id = $1 AND file_mark = $2`,
      file.mark.slice(0, 200),
    );
    if (!row) throw new Error('An import was not kept');
    return row;
  });
}

const MOST_ERRORS_KEPT = 200;

/**
 * Takes the next piece of the file: whole orders are projected, and how far that went is committed with them. A piece
 * that begins elsewhere than where the import stands (sent twice, or after a crash) changes nothing; the answer says
 * where to go on. A piece in which quotation marks have joined lines is refused whole, and ends the import. Null: there is
 * no such import.
 */
export async function takeOrderPiece(
  shopId: bigint,
  { importId, offset, piece }: { importId: bigint; offset: number; piece: Buffer },
): Promise<OrderImport | null> {
  const taken = await sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<OrderImport & { columns: Columns | null; doneLines: number }>(
      `SELECT ${columns}, columns, done_lines AS "doneLines" FROM order_import WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
      importId,
    );
    if (row?.state !== 'running' || row.doneBytes !== offset) return row ?? null;
    return project(sql, row, piece);
  });
  if (taken?.state === 'done' && taken.doneBytes > offset) {
    log.info('An order export was imported', { shopId, count: taken.ordersNew });
    await enqueue('daily-sweep', { shopId: String(shopId) });
  }
  return taken;
}

async function project(
  sql: ShopSql,
  row: OrderImport & { columns: Columns | null; doneLines: number },
  piece: Buffer,
): Promise<OrderImport | null> {
  const bom = row.doneBytes === 0 && piece.subarray(0, 3).equals(BOM) ? 3 : 0;
  const readable = piece.subarray(bom);
  const endsFile = row.doneBytes + piece.length >= row.fileBytes;
  const records = readRecords(readable, { isLast: endsFile });
  let known = row.columns;
  let orders = records;
  if (known === null) {
    const header = readHeader(records[0]?.cells ?? []);
    if (header.status === 'no-export') return end(sql, row.id, 'no-export');
    known = header.columns;
    orders = records.slice(1);
  }
  const cutLine = unreadableFrom(records, { piece: readable, isLast: endsFile, columns: known });
  // Behind the cut there is nothing more to come.
  const isLast = endsFile || cutLine !== null;
  const read = readOrders(before(cutLine, orders), known, { isLast });
  // Which lines a quote has joined is a guess: of such a piece nothing is taken.
  const counts = cutLine === null ? await projectOrders(sql, BigInt(row.id), read) : nothing;
  const doneBytes = isLast ? row.fileBytes : row.doneBytes + (read.doneBytes > 0 ? bom + read.doneBytes : 0);
  const cut = cutErrors(cutLine);
  const inFile = (error: LineError) => ({ ...error, line: error.line + row.doneLines });
  // The cut comes first: of many errors only some are kept, and it is never one of those left out.
  const errors = [...cut, ...read.errors, ...counts.errors].map(inFile);
  const [after] = await sql.rows<OrderImport>(
    `UPDATE order_import SET done_bytes = $3, done_lines = done_lines + $4,
       columns = CASE WHEN $3::int8 > 0 THEN $5::jsonb END, orders_new = orders_new + $6,
       orders_known = orders_known + $7, lines_found = lines_found + $8, lines_unmatched = lines_unmatched + $9,
       error_count = error_count + $10,
       errors = CASE WHEN jsonb_array_length(errors) < ${MOST_ERRORS_KEPT} THEN errors || $11::jsonb
         ELSE errors || $14::jsonb END,
       state = CASE WHEN $12 THEN 'done' ELSE state END, finished_at = CASE WHEN $12 THEN $13::timestamptz END
     WHERE shop_id = $1 AND id = $2 RETURNING ${columns}`,
    BigInt(row.id),
    doneBytes,
    read.doneLines,
    JSON.stringify(known),
    counts.fresh,
    counts.known,
    counts.lines,
    counts.unmatched,
    errors.length,
    JSON.stringify(errors.slice(0, MOST_ERRORS_KEPT)),
    isLast,
    now(),
    JSON.stringify(cut.map(inFile)),
  );
  return after ?? null;
}

/** The records that end before the line from which on nothing can be read. */
function before(cutLine: number | null, records: readonly ExportRecord[]): readonly ExportRecord[] {
  return cutLine === null ? records : records.filter(({ line }) => line < cutLine);
}

function cutErrors(line: number | null): LineError[] {
  return line === null ? [] : [{ line, code: 'unreadable' }];
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

async function end(sql: ShopSql, id: string, state: string): Promise<OrderImport | null> {
  const [row] = await sql.rows<OrderImport>(
    `UPDATE order_import SET state = $3, finished_at = $4 WHERE shop_id = $1 AND id = $2 RETURNING ${columns}`,
    BigInt(id),
    state,
    now(),
  );
  return row ?? null;
}

interface Counts {
  readonly fresh: number;
  readonly known: number;
  readonly lines: number;
  readonly unmatched: number;
  readonly errors: readonly LineError[];
}

const nothing: Counts = { fresh: 0, known: 0, lines: 0, unmatched: 0, errors: [] };

/**
 * Orders that the store itself or an earlier file has told of, by id or by name, stay as they are; to those of this file
 * come their further lines.
 */
async function projectOrders(sql: ShopSql, importId: bigint, { orders }: ReadPiece): Promise<Counts> {
  await lockProjection(sql);
  const standings = await standingsOf(sql, importId, orders);
  const { currency } = await loadShop(sql);
  const catalogue = await catalogueFor(
    sql,
    orders.filter((order) => standings.get(order) !== 'known'),
  );
  const facts = noFacts();
  const added: LineSnapshot[] = [];
  const errors: LineError[] = [];
  const counts = { fresh: 0, known: 0, unmatched: 0 };
  const continued: string[] = [];
  for (const order of orders) {
    const standing = standings.get(order) ?? null;
    if (standing === 'known') counts.known += 1;
    else if (standing === 'other') errors.push(...everyLine(order, 'other-order'));
    else {
      const read = exportFacts(order, { currency, catalogue, begun: standing });
      errors.push(...read.errors);
      counts.unmatched += read.unmatched;
      if (read.facts) addOrderFacts(facts, read.facts);
      else added.push(...read.lines);
      if (standing) continued.push(standing.gid);
      else if (read.facts) counts.fresh += 1;
    }
  }
  const all = { ...facts, lines: [...facts.lines, ...added] };
  if (all.lines.length > 0) await projectFacts(sql, all, 'import');
  await noteOrders(
    sql,
    importId,
    facts.orders.map(({ gid }) => gid),
  );
  if (continued.length > 0) await settleContinued(sql, continued);
  return { ...counts, lines: all.lines.length, errors };
}

/** What the beginning of a file would bring, without writing anything. */
export interface ImportPreview {
  readonly status: 'export' | 'no-export';
  /** Columns of an export that the file lacks; none when nothing is in it at all. */
  readonly missing: readonly string[];
  readonly orders: readonly { name: string; on: string; items: number; isKnown: boolean }[];
  readonly readOrders: number;
  readonly knownOrders: number;
  readonly linesFound: number;
  readonly linesUnmatched: number;
  readonly errors: readonly LineError[];
}

const SHOWN = 5;

export async function previewOrderImport(
  shopId: bigint,
  { piece: given, isLast }: { piece: Buffer; isLast: boolean },
): Promise<ImportPreview> {
  const piece = given.subarray(given.subarray(0, 3).equals(BOM) ? 3 : 0);
  const records = readRecords(piece, { isLast });
  const header = readHeader(records[0]?.cells ?? []);
  const empty = { orders: [], readOrders: 0, knownOrders: 0, linesFound: 0, linesUnmatched: 0, errors: [] };
  if (header.status === 'no-export') {
    const isBlank = piece.toString().trim() === '';
    return { status: 'no-export', missing: isBlank ? [] : header.missing, ...empty };
  }
  const cutLine = unreadableFrom(records, { piece, isLast, columns: header.columns });
  const read = readOrders(before(cutLine, records.slice(1)), header.columns, {
    isLast: isLast || cutLine !== null,
  });
  return sqlInShop(shopId, async (sql) => {
    const standings = await standingsOf(sql, null, read.orders);
    const isKnown = (order: ExportedOrder) => standings.has(order);
    const { currency } = await loadShop(sql);
    const catalogue = await catalogueFor(sql, read.orders);
    const facts = read.orders.map((order) => exportFacts(order, { currency, catalogue }));
    const usable = read.orders.filter((_, at) => facts[at]?.facts);
    return {
      status: 'export' as const,
      missing: [],
      orders: usable.slice(0, SHOWN).map((order) => ({
        name: order.head.name,
        on: order.head.createdAt.slice(0, 10),
        items: order.items.length,
        isKnown: isKnown(order),
      })),
      readOrders: usable.length,
      knownOrders: usable.filter(isKnown).length,
      linesFound: facts.reduce((sum, one) => sum + (one.facts?.lines.length ?? 0), 0),
      linesUnmatched: facts.reduce((sum, { unmatched }) => sum + unmatched, 0),
      errors: [...cutErrors(cutLine), ...read.errors, ...facts.flatMap(({ errors }) => errors)].slice(
        0,
        MOST_ERRORS_KEPT,
      ),
    };
  });
}

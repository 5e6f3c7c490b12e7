import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { slicesOf } from '~/base/lib/slices.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';
import { noteOrders, settleContinued, standingsOf } from '~/intake/imports/begun-orders.server';
import { catalogueOfNew } from '~/intake/imports/catalogue.server';
import type { Columns, ExportedOrder, LineError } from '~/intake/imports/order-export';
import { type ReadPiece, readPiece } from '~/intake/imports/read-piece';
import { takeOrder } from '~/intake/imports/take-order';
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
    const row = await loadImportOf(sql, file.mark);
    if (!row) throw new Error('An import was not kept');
    return row;
  });
}

export const MOST_ERRORS_KEPT = 200;

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
  const begun = await sqlInShop(shopId, (sql) => loadBegun(sql, importId));
  if (!stands(begun, offset)) return begun;
  // Reading takes a while for which no connection, and no lock on the import, need wait.
  const isLast = begun.doneBytes + piece.length >= begun.fileBytes;
  const read = readPiece(piece, { columns: begun.columns, isLast });
  const taken = await sqlInShop(shopId, async (sql) => {
    const row = await loadBegun(sql, importId, 'FOR UPDATE');
    return stands(row, offset) ? keep(sql, row, read) : row;
  });
  if (taken?.state === 'done' && taken.doneBytes > offset) {
    log.info('An order export was imported', { shopId, count: taken.ordersNew });
    await enqueue('daily-sweep', { shopId: String(shopId) });
  }
  return taken;
}

interface BegunImport extends OrderImport {
  readonly columns: Columns | null;
  readonly doneLines: number;
}

const begunColumns = `${columns}, columns, done_lines AS "doneLines"`;

/** The import of this very file; null where it was never begun. */
export async function loadImportOf(sql: ShopSql, mark: string): Promise<BegunImport | null> {
  const [row] = await sql.rows<BegunImport>(
    `SELECT ${begunColumns} FROM order_import WHERE shop_id = $1 AND file_mark = $2`,
    mark.slice(0, 200),
  );
  return row ?? null;
}

async function loadBegun(
  sql: ShopSql,
  importId: bigint,
  lock: 'FOR UPDATE' | '' = '',
): Promise<BegunImport | null> {
  const [row] = await sql.rows<BegunImport>(
    `SELECT ${begunColumns} FROM order_import WHERE shop_id = $1 AND id = $2 ${lock}`,
    importId,
  );
  return row ?? null;
}

function stands(row: BegunImport | null, offset: number): row is BegunImport {
  return row?.state === 'running' && row.doneBytes === offset;
}

async function keep(sql: ShopSql, row: BegunImport, read: ReadPiece): Promise<OrderImport | null> {
  if (read.status === 'no-export') return end(sql, row.id, 'no-export');
  const { isLast } = read;
  // Which lines a quote has joined is a guess: of such a piece nothing is taken.
  const counts = read.cut ? nothing : await projectOrders(sql, BigInt(row.id), read.orders);
  const inFile = (error: LineError) => ({ ...error, line: error.line + row.doneLines });
  const cut = read.cut ? [inFile(read.cut)] : [];
  // The cut comes first: of many errors only some are kept, and it is never one of those left out.
  const errors = [...cut, ...[...read.errors, ...counts.errors].map(inFile)];
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
    isLast ? row.fileBytes : row.doneBytes + read.doneBytes,
    read.doneLines,
    JSON.stringify(read.columns),
    counts.fresh,
    counts.known,
    counts.lines,
    counts.unmatched,
    errors.length,
    JSON.stringify(errors.slice(0, MOST_ERRORS_KEPT)),
    isLast,
    now(),
    JSON.stringify(cut),
  );
  return after ?? null;
}

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

async function projectOrders(
  sql: ShopSql,
  importId: bigint,
  orders: readonly ExportedOrder[],
): Promise<Counts> {
  await lockProjection(sql);
  const standings = await standingsOf(sql, importId, orders);
  const { currency } = await loadShop(sql);
  const catalogue = await catalogueOfNew(sql, orders, standings);
  const facts = noFacts();
  const added: LineSnapshot[] = [];
  const errors: LineError[] = [];
  const counts = { fresh: 0, known: 0, unmatched: 0 };
  const continued: string[] = [];
  const take = (given: ExportedOrder) => {
    const taken = takeOrder(given, standings.get(given) ?? null, { importId, currency, catalogue });
    errors.push(...taken.errors);
    counts.unmatched += taken.unmatched;
    if (taken.facts) addOrderFacts(facts, taken.facts);
    else added.push(...taken.lines);
    if (taken.continues) continued.push(taken.continues);
    if (taken.countsAs === 'known') counts.known += 1;
    if (taken.countsAs === 'new') counts.fresh += 1;
  };
  for await (const slice of slicesOf(orders)) slice.forEach(take);
  const all = { ...facts, lines: [...facts.lines, ...added] };
  if (all.lines.length > 0) await projectFacts(sql, all, 'import');
  await noteOrders(sql, importId, [...facts.orders.map(({ gid }) => gid), ...continued]);
  if (continued.length > 0) await settleContinued(sql, continued);
  return { ...counts, lines: all.lines.length, errors };
}

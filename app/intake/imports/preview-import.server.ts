import { slicesOf } from '~/base/lib/slices.server';
import { sqlInShop } from '~/db.server';
import { standingsOf } from '~/intake/imports/begun-orders.server';
import { catalogueOfNew } from '~/intake/imports/catalogue.server';
import { exportInstantMs } from '~/intake/imports/export-facts';
import { loadImportOf, MOST_ERRORS_KEPT, type OrderImport } from '~/intake/imports/import-orders.server';
import type { ExportedOrder, LineError } from '~/intake/imports/order-export';
import { readPiece } from '~/intake/imports/read-piece';
import { type TakenOrder, takeOrder } from '~/intake/imports/take-order';
import { loadShop } from '~/intake/shops/load-shop.server';

export type ImportPreview =
  | FilePreview
  /** This very file was read to its end: an import of it would take nothing. */
  | { readonly status: 'done'; readonly done: OrderImport }
  /** It was read up to here: what an import would take begins there. */
  | { readonly status: 'begun'; readonly doneBytes: number };

/** What a file, or the beginning of what is not read of it yet, would bring, without writing anything. */
export interface FilePreview {
  readonly status: 'export' | 'no-export';
  /** The import of this file that was left off, and would go on. */
  readonly begun: OrderImport | null;
  /** It is about all that is not read yet, and not only its beginning. */
  readonly isWhole: boolean;
  /** Columns of an export that the file lacks; none when nothing is in it at all. */
  readonly missing: readonly string[];
  /** It has them all, but a spreadsheet has saved it anew, with other signs between them. */
  readonly isSavedAnew: boolean;
  readonly orders: readonly { name: string; on: string; items: number; isKnown: boolean }[];
  readonly newOrders: number;
  readonly knownOrders: number;
  readonly linesFound: number;
  readonly linesUnmatched: number;
  readonly errorCount: number;
  readonly errors: readonly LineError[];
}

const SHOWN = 5;

/** Reads a piece as the import would. One that begins elsewhere than where the import stands is asked for anew. */
export async function previewOrderImport(
  shopId: bigint,
  { mark, offset, piece, isLast }: { mark: string; offset: number; piece: Buffer; isLast: boolean },
): Promise<ImportPreview> {
  const found = await sqlInShop(shopId, (sql) => loadImportOf(sql, mark));
  if (found?.state === 'done') return { status: 'done', done: found };
  const begun = found?.state === 'running' && found.doneBytes > 0 ? found : null;
  const doneBytes = begun?.doneBytes ?? 0;
  if (offset !== doneBytes) return { status: 'begun', doneBytes };
  const read = readPiece(piece, { columns: begun?.columns ?? null, isLast });
  if (read.status === 'no-export') return { ...nothing, ...read, begun, isWhole: isLast };
  return sqlInShop(shopId, async (sql) => {
    const importId = begun && BigInt(begun.id);
    const standings = await standingsOf(sql, importId, read.orders);
    const { currency } = await loadShop(sql);
    const catalogue = await catalogueOfNew(sql, read.orders, standings);
    const context = { importId: importId ?? 0n, currency, catalogue };
    const taken: Taken[] = [];
    for await (const slice of slicesOf(read.orders))
      taken.push(
        ...slice.map((order) => ({ ...takeOrder(order, standings.get(order) ?? null, context), order })),
      );
    const cut = read.cut ? [read.cut] : [];
    const errors = [...cut, ...read.errors, ...taken.flatMap((one) => one.errors)].map((error) => {
      return { ...error, line: error.line + (begun?.doneLines ?? 0) };
    });
    return {
      status: 'export' as const,
      begun,
      isWhole: isLast && read.isLast,
      missing: [],
      isSavedAnew: false,
      orders: taken
        .filter(({ countsAs, order }) => countsAs !== null && exportInstantMs(order.head.createdAt) !== null)
        .slice(0, SHOWN)
        .map(shownOf),
      newOrders: taken.filter(({ countsAs }) => countsAs === 'new').length,
      knownOrders: taken.filter(({ countsAs }) => countsAs === 'known').length,
      linesFound: taken.reduce((sum, { lines }) => sum + lines.length, 0),
      linesUnmatched: taken.reduce((sum, { unmatched }) => sum + unmatched, 0),
      errorCount: errors.length,
      errors: errors.slice(0, MOST_ERRORS_KEPT),
    };
  });
}

type Taken = TakenOrder & { readonly order: ExportedOrder };

function shownOf({ order, countsAs }: Taken): FilePreview['orders'][number] {
  const { name, createdAt } = order.head;
  return { name, on: createdAt.slice(0, 10), items: order.items.length, isKnown: countsAs === 'known' };
}

const nothing = {
  orders: [],
  newOrders: 0,
  knownOrders: 0,
  linesFound: 0,
  linesUnmatched: 0,
  errorCount: 0,
  errors: [],
};

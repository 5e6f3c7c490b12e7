import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import type { SweepContext, SweepRow, SweepWord, SweptRows } from '~/insight/learning/history/fold-swept';
import type { NeedVariantRow } from '~/insight/learning/history/history-rows';
import { needOfVariant } from '~/insight/learning/history/need-of-variant';
import { dayOf } from '~/insight/learning/history/own-day';
import { type StockOutRow, type Waits, waitsOf } from '~/insight/learning/history/run-outs';
import { substituteNeed } from '~/intake/products/substitute-need';

interface SweepPage {
  readonly customers: readonly SweptRows[];
  /** Where the next page starts; null after the last. */
  readonly next: bigint | null;
}

export async function readSweepContext(sql: ShopSql): Promise<SweepContext> {
  const [shop] = await sql.rows<{ zone: string }>(`SELECT time_zone AS zone FROM shop WHERE id = $1`);
  const needVariants = await sql.rows<NeedVariantRow>(
    `SELECT need_id::float8 AS need, shopify_variant_id AS variant, units_per_item AS units,
       extract(epoch FROM valid_from)::float8 * 1000 AS from, extract(epoch FROM valid_until)::float8 * 1000 AS until
     FROM need_variant WHERE shop_id = $1 ORDER BY id`,
  );
  const stockOuts = await sql.rows<StockOutRow>(
    `SELECT shopify_variant_id AS variant, extract(epoch FROM from_at)::float8 * 1000 AS from,
       extract(epoch FROM until_at)::float8 * 1000 AS until
     FROM stock_out WHERE shop_id = $1 AND until_at IS NOT NULL ORDER BY from_at, id`,
  );
  const substitutes = await sql.rows<{ needId: bigint; substitute: bigint | null }>(
    `SELECT n.id AS "needId", ${substituteNeed('n')} AS substitute FROM need n
     WHERE n.shop_id = $1 AND n.substitute_need_id IS NOT NULL`,
  );
  return {
    shopZone: shop?.zone ?? 'UTC',
    suppliesOf: needOfVariant(needVariants),
    waitsIn: waitsByZone(stockOuts),
    substituteOf: new Map(
      substitutes.flatMap(({ needId, substitute }) => (substitute === null ? [] : [[needId, substitute]])),
    ),
    refunded: await readItemsBack(sql, 'refund', 'refunded_at', ''),
    returned: await readItemsBack(
      sql,
      'order_return',
      'source_updated_at',
      `AND upper(status) IN ('OPEN', 'CLOSED')`,
    ),
  };
}

async function readItemsBack(
  sql: ShopSql,
  table: 'refund' | 'order_return',
  at: string,
  where: string,
): Promise<SweepContext['refunded']> {
  const rows = await sql.rows<{ line: string; items: number; at: number | null }>(
    `SELECT line.key AS line, line.value::float8 AS items, extract(epoch FROM ${at})::float8 * 1000 AS at
     FROM ${table}, jsonb_each_text(line_quantities) AS line WHERE shop_id = $1 ${where}`,
  );
  const back = new Map<string, { items: number; at: number | null }[]>();
  for (const { line, items, at: when } of rows) {
    const known = back.get(line);
    if (known) known.push({ items, at: when });
    else back.set(line, [{ items, at: when }]);
  }
  return back;
}

/** A day begins at another moment in each zone; most shops' customers live in few. */
function waitsByZone(rows: readonly StockOutRow[]): (zone: string) => Waits {
  const known = new Map<string, Waits>();
  return (zone) => {
    const found = known.get(zone) ?? waitsOf(rows, (ms) => dayOf(ms, zone));
    known.set(zone, found);
    return found;
  };
}

const CUSTOMERS_A_PAGE = 1_000;

/** The order lines of all customers, page after page: between two pages no transaction is open. */
export async function* sweepPages(shopId: ShopId): AsyncGenerator<readonly SweptRows[]> {
  for (let after: bigint | null = 0n; after !== null; ) {
    const start: bigint = after;
    const page = await sqlInShop(shopId, (sql) => readSweepPage(sql, start, CUSTOMERS_A_PAGE));
    yield page.customers;
    after = page.next;
  }
}

/**
 * The order lines of the next customers (by id, after `after`): who was merged into a customer counts as them. A page is
 * one short transaction, so that a sweep of a million lines holds no snapshot and little memory.
 */
export async function readSweepPage(sql: ShopSql, after: bigint, size: number): Promise<SweepPage> {
  const [bounds] = await sql.rows<{ last: bigint | null; count: bigint }>(
    `SELECT max(id) AS last, count(*) AS count FROM
       (SELECT id FROM customer WHERE shop_id = $1 AND merged_into_id IS NULL AND id > $2 ORDER BY id LIMIT $3) page`,
    after,
    size,
  );
  if (!bounds?.last) return { customers: [], next: null };
  const rows = await sql.prepared<SweepRow>('sweep-page', SWEEP_PAGE, after, bounds.last);
  const words = await sql.prepared<SweepWord>('sweep-words', SWEEP_WORDS, after, bounds.last);
  return {
    customers: byCustomer(rows, words),
    next: bounds.count < BigInt(size) ? null : bounds.last,
  };
}

function byCustomer(rows: readonly SweepRow[], words: readonly SweepWord[]): SweptRows[] {
  const saidBy = new Map<bigint, SweepWord[]>();
  for (const word of words) saidBy.set(word.customer, [...(saidBy.get(word.customer) ?? []), word]);
  const customers: SweptRows[] = [];
  let start = 0;
  for (let end = 1; end <= rows.length; end++) {
    const first = rows[start];
    if (!first || (end < rows.length && rows[end]?.customer === first.customer)) continue;
    const { customer, key, zone } = first;
    const lines = rows.slice(start, end);
    customers.push({ customerId: customer, key, zone, lines, words: saidBy.get(customer) ?? [] });
    start = end;
  }
  return customers;
}

const FAMILY = `
WITH RECURSIVE family (root, key, zone, id) AS (
  SELECT id, coalesce('c' || shopify_customer_id, 'e' || encode(email_hash, 'hex'), 'p' || encode(phone_hash, 'hex'), id::text),
    time_zone, id FROM customer
  WHERE shop_id = $1 AND merged_into_id IS NULL AND id > $2::bigint AND id <= $3::bigint
  UNION ALL
  SELECT f.root, f.key, f.zone, c.id FROM family f JOIN customer c ON c.merged_into_id = f.id AND c.shop_id = $1
)`;

const SWEEP_PAGE = `${FAMILY}
SELECT f.root AS customer, f.key, f.zone, o.id AS order, extract(epoch FROM o.processed_at)::float8 * 1000 AS at, o.purpose, o.for_someone_else AS "forSomeoneElse",
  l.shopify_line_item_id AS line, l.shopify_variant_id AS variant, l.quantity,
  l.current_quantity AS "currentQuantity", l.is_gift_card AS "isGiftCard", l.on_subscription AS "onSubscription"
FROM family f
JOIN orders o ON o.shop_id = $1 AND o.customer_id = f.id
JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
WHERE o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test
ORDER BY f.root, o.processed_at, length(o.shopify_order_id), o.shopify_order_id, length(l.shopify_line_item_id), l.shopify_line_item_id`;

const SWEEP_WORDS = `${FAMILY}
SELECT f.root AS customer, a.need_id AS "needId", a.answer, extract(epoch FROM a.at)::float8 * 1000 AS at
FROM family f
JOIN answer a ON a.shop_id = $1 AND a.customer_id = f.id
WHERE a.need_id IS NOT NULL AND a.answer IN ('still_plenty', 'running_out_sooner')
ORDER BY f.root, a.at, a.id`;

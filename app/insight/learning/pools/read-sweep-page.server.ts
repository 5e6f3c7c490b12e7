import type { ShopSql } from '~/db.server';
import type { NeedVariantRow } from '~/insight/learning/history/history-rows';
import { keptQuantity } from '~/insight/learning/history/kept-quantity';
import { needOfVariant } from '~/insight/learning/history/need-of-variant';
import { dayOf, knownTimeZone } from '~/insight/learning/history/own-day';
import {
  type FoldedLine,
  type FoldedOrder,
  purchaseHistoryOf,
} from '~/insight/learning/history/purchase-history-of';
import { type StockOutRow, type Waits, waitsOf } from '~/insight/learning/history/waits';
import type { PurchaseDay } from '~/insight/model/reorder';

/** What is read once for a whole sweep: small beside the order lines. */
export interface SweepContext {
  readonly shopZone: string;
  readonly suppliesOf: ReturnType<typeof needOfVariant>;
  readonly waitsIn: (zone: string) => Waits;
  readonly refunded: ReadonlyMap<string, number>;
  readonly returned: ReadonlyMap<string, number>;
}

export interface SweptCustomer {
  readonly customerId: bigint;
  readonly orderDays: readonly number[];
  readonly needs: readonly { readonly needId: bigint; readonly purchases: readonly PurchaseDay[] }[];
}

export interface SweepPage {
  readonly customers: readonly SweptCustomer[];
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
  const back = (table: string, where: string) =>
    sql.rows<{ line: string; items: number }>(
      `SELECT line.key AS line, sum(line.value::float8) AS items
       FROM ${table}, jsonb_each_text(line_quantities) AS line WHERE shop_id = $1 ${where} GROUP BY line.key`,
    );
  const refunded = await back('refund', '');
  const returned = await back('order_return', `AND upper(status) IN ('OPEN', 'CLOSED')`);
  const asMap = (rows: { line: string; items: number }[]) =>
    new Map(rows.map(({ line, items }) => [line, items]));
  return {
    shopZone: shop?.zone ?? 'UTC',
    suppliesOf: needOfVariant(needVariants),
    waitsIn: waitsByZone(stockOuts),
    refunded: asMap(refunded),
    returned: asMap(returned),
  };
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

interface SweepRow {
  customer: bigint;
  zone: string | null;
  order: bigint;
  at: number;
  purpose: string;
  forSomeoneElse: boolean;
  line: string;
  variant: string | null;
  quantity: number;
  currentQuantity: number;
  isGiftCard: boolean;
  onSubscription: boolean;
}

/**
 * The purchases of the next customers (by id, after `after`), folded exactly as learning folds them: who was merged
 * into a customer counts as them. A page is one short transaction, so that a sweep of a million lines holds no
 * snapshot and little memory.
 */
export async function readSweepPage(
  sql: ShopSql,
  context: SweepContext,
  after: bigint,
  size: number,
): Promise<SweepPage> {
  const [bounds] = await sql.rows<{ last: bigint | null; count: bigint }>(
    `SELECT max(id) AS last, count(*) AS count FROM
       (SELECT id FROM customer WHERE shop_id = $1 AND merged_into_id IS NULL AND id > $2 ORDER BY id LIMIT $3) page`,
    after,
    size,
  );
  if (!bounds?.last) return { customers: [], next: null };
  const rows = await sql.prepared<SweepRow>('sweep-page', SWEEP_PAGE, after, bounds.last);
  return {
    customers: foldPage(rows, context),
    next: bounds.count < BigInt(size) ? null : bounds.last,
  };
}

function foldPage(rows: readonly SweepRow[], context: SweepContext): SweptCustomer[] {
  const customers: SweptCustomer[] = [];
  let start = 0;
  for (let end = 1; end <= rows.length; end++) {
    if (end < rows.length && rows[end]?.customer === rows[start]?.customer) continue;
    customers.push(foldCustomer(rows.slice(start, end), context));
    start = end;
  }
  return customers;
}

function foldCustomer(rows: readonly SweepRow[], context: SweepContext): SweptCustomer {
  const [first] = rows;
  const zone = knownTimeZone(first?.zone ?? null, context.shopZone);
  const orders: (FoldedOrder<FoldedLine> & { id: bigint; lines: FoldedLine[] })[] = [];
  for (const row of rows) {
    let order = orders.at(-1);
    if (order?.id !== row.order) {
      const { purpose, forSomeoneElse } = row;
      order = { id: row.order, day: dayOf(row.at, zone), purpose, forSomeoneElse, stands: true, lines: [] };
      orders.push(order);
    }
    const supplies = context.suppliesOf(row.variant, row.at);
    order.lines.push({
      needId: supplies ? BigInt(supplies.need) : null,
      units: supplies?.units ?? 1,
      variant: row.variant,
      keptQuantity: keptQuantity({
        quantity: row.quantity,
        currentQuantity: row.currentQuantity,
        refunded: context.refunded.get(row.line) ?? 0,
        returned: context.returned.get(row.line) ?? 0,
      }),
      isGiftCard: row.isGiftCard,
      onSubscription: row.onSubscription,
    });
  }
  const history = purchaseHistoryOf(orders, context.waitsIn(zone));
  return {
    customerId: first?.customer ?? 0n,
    orderDays: history.orderDays,
    needs: [...history.needs.values()].filter(({ purchases }) => purchases.length > 0),
  };
}

const SWEEP_PAGE = `
WITH RECURSIVE family (root, zone, id) AS (
  SELECT id, time_zone, id FROM customer
  WHERE shop_id = $1 AND merged_into_id IS NULL AND id > $2::bigint AND id <= $3::bigint
  UNION ALL
  SELECT f.root, f.zone, c.id FROM family f JOIN customer c ON c.merged_into_id = f.id AND c.shop_id = $1
)
SELECT f.root AS customer, f.zone, o.id AS order, extract(epoch FROM o.processed_at)::float8 * 1000 AS at, o.purpose, o.for_someone_else AS "forSomeoneElse",
  l.shopify_line_item_id AS line, l.shopify_variant_id AS variant, l.quantity,
  l.current_quantity AS "currentQuantity", l.is_gift_card AS "isGiftCard", l.on_subscription AS "onSubscription"
FROM family f
JOIN orders o ON o.shop_id = $1 AND o.customer_id = f.id
JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
WHERE o.purpose = 'purchase' AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND NOT o.is_test
ORDER BY f.root, o.processed_at, o.id, l.id`;

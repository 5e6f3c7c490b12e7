import { now } from '~/base/lib/clock.server';
import { DAY_MS } from '~/base/lib/days';
import type { Table } from '~/base/lib/table';
import { loadRows, writeRows } from '~/base/lib/table.server';
import type { ShopSql } from '~/db.server';
import { redactedSince } from '~/intake/customers/forget-redacted.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';
import { type CustomerFacts, projectCustomers } from '~/intake/customers/project-customers.server';
import {
  adoptImportedLines,
  adoptNamedOrders,
  dropImportedParcels,
} from '~/intake/orders/adopt-imported.server';
import { linkOrders } from '~/intake/orders/link-orders.server';
import {
  type ArrivedBy,
  mergeFulfillment,
  mergeLine,
  mergeOrder,
  mergeRefund,
  mergeReturn,
  REDACTED,
} from '~/intake/orders/merge-order.server';
import { notLaterThan } from '~/intake/orders/not-later-than';
import type {
  FulfillmentEventSnapshot,
  FulfillmentSnapshot,
  LineSnapshot,
  OrderSnapshot,
  RefundSnapshot,
  ReturnSnapshot,
} from '~/intake/orders/order-snapshot';
import {
  type FulfillmentEventRow,
  fulfillmentEventTable,
  fulfillmentTable,
  lineTable,
  type OrderRow,
  orderTable,
  refundTable,
  returnTable,
} from '~/intake/orders/rows';
import {
  type ProductFacts,
  type ProjectedProducts,
  projectProducts,
} from '~/intake/products/project-products.server';

/** All that a batch of webhooks, a page of GraphQL or a piece of a bulk result says. */
export interface Facts {
  readonly customers: CustomerFacts;
  readonly products: ProductFacts;
  readonly orders: readonly OrderSnapshot[];
  readonly lines: readonly LineSnapshot[];
  readonly fulfillments: readonly FulfillmentSnapshot[];
  readonly events: readonly FulfillmentEventSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
  readonly returns: readonly ReturnSnapshot[];
}

/**
 * Brings all rows of a shop up to what was told, in this transaction, and marks the customers whose plan must be made
 * again. Facts may come in any order, twice or late: each row takes the newest word on it (see Version), deletions are
 * final, and what follows from several rows is worked out from the rows. One projection of a shop runs at a time.
 *
 * Returns the customers to plan for; with 'backfill' none, since the whole shop is planned when it ends.
 */
export async function projectFacts(sql: ShopSql, given: Facts, arrivedBy: ArrivedBy): Promise<bigint[]> {
  await lockProjection(sql);
  const told = notLaterThan(given, now().getTime() + CLOCKS_APART_MS);
  // First of all: an order that an export told may have lost its buyer, and is asked for by Shopify's id from here on.
  if (arrivedBy !== 'import') await adoptNamedOrders(sql, told.orders);
  const facts = await withoutRedacted(sql, told);
  const variants = await projectProducts(sql, facts.products);
  const customers = await projectCustomers(sql, facts.customers);
  const changedOrders = await projectOrders(sql, facts, arrivedBy);
  // While history is loaded, nobody's orders are whole: they are linked once, at its end.
  if (arrivedBy === 'backfill') return [];
  const orderGids = [...new Set([...facts.orders.map(({ gid }) => gid), ...changedOrders])];
  const moved = await linkOrders(sql, { orderGids, customerIds: customers.ids });
  const concerned = new Set([...customers.changedIds, ...(await ownersOf(sql, changedOrders)), ...moved]);
  return markForPlan(sql, [...concerned], variants);
}

/** Clocks differ, and some write a day's date for an instant of the day. */
const CLOCKS_APART_MS = DAY_MS;

/** Words on what was bought by people who were redacted since lose the person and keep the goods. */
async function withoutRedacted(sql: ShopSql, facts: Facts): Promise<Facts> {
  const guests = facts.customers.snapshots.filter(({ gid }) => gid === null);
  const emails = [...facts.orders.map(({ email }) => email), ...guests.map(({ guestEmail }) => guestEmail)];
  if (emails.length === 0) return facts;
  const isRedacted = await redactedSince(sql, emails);
  const redactedOrders = await redactedAmong(
    sql,
    guests.flatMap(({ ofOrder }) => ofOrder?.gid ?? []),
  );
  return {
    ...facts,
    orders: facts.orders.map((order) =>
      isRedacted(order.email, order.processedAtMs) ? { ...order, email: null } : order,
    ),
    customers: {
      ...facts.customers,
      snapshots: facts.customers.snapshots.filter(
        ({ gid, guestEmail, ofOrder }) =>
          gid !== null ||
          !(isRedacted(guestEmail, ofOrder?.processedAtMs ?? 0) || redactedOrders.has(ofOrder?.gid ?? '')),
      ),
    },
  };
}

/** Of these orders, those that lost their buyer: the address in them need not be one that the redaction knew. */
async function redactedAmong(sql: ShopSql, orderGids: readonly string[]): Promise<ReadonlySet<string>> {
  if (orderGids.length === 0) return new Set();
  const rows = await sql.rows<{ gid: string }>(
    `SELECT shopify_order_id AS gid FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND versions ? '${REDACTED}'`,
    orderGids,
  );
  return new Set(rows.map(({ gid }) => gid));
}

/** Who bought longer ago than the model looks has nothing to gain from a better word on what they bought. */
const LATELY_DAYS = 400;

/** Writes order, line, parcel, event, refund and return rows; returns the gids of orders in which anything changed. */
async function projectOrders(sql: ShopSql, facts: Facts, arrivedBy: ArrivedBy): Promise<string[]> {
  const changed = new Set<string>();
  const replaced = new Set<string>();
  const isOfShopify = arrivedBy !== 'import';
  const merge = (known: OrderRow | undefined, given: OrderSnapshot) => {
    if (known?.arrivedBy === 'import' && isOfShopify) replaced.add(known.shopifyOrderId);
    return mergeOrder(sql.shopId, known, given, arrivedBy);
  };
  for (const row of await mergeAll(sql, orderTable, facts.orders, merge)) changed.add(row.shopifyOrderId);
  if (replaced.size > 0) await dropImportedParcels(sql, [...replaced]);
  if (isOfShopify) {
    const told = { orderGids: [...replaced], lines: facts.lines };
    // The lines of one order may come in several pieces of its history.
    await adoptImportedLines(sql, told, { isWhole: arrivedBy !== 'backfill' });
  }
  for (const row of await mergeAll(sql, lineTable, facts.lines, mergeLine)) changed.add(row.shopifyOrderId);
  for (const row of await mergeAll(sql, fulfillmentTable, facts.fulfillments, mergeFulfillment))
    changed.add(row.shopifyOrderId);
  for (const row of await mergeAll(sql, refundTable, facts.refunds, mergeRefund))
    changed.add(row.shopifyOrderId);
  for (const row of await mergeAll(sql, returnTable, facts.returns, mergeReturn))
    changed.add(row.shopifyOrderId);
  await projectEvents(sql, facts.events);
  const ofEvents = facts.events.map(({ fulfillmentGid }) => fulfillmentGid);
  await dateParcels(sql, [...new Set([...ofEvents, ...facts.fulfillments.map(({ gid }) => gid)])]);
  if (ofEvents.length > 0) for (const gid of await ordersOfParcels(sql, ofEvents)) changed.add(gid);
  return [...changed];
}

/** Merges snapshots into a table's rows and writes those that changed; returns them. */
async function mergeAll<Row extends object, Given extends { readonly gid: string }>(
  sql: ShopSql,
  table: Table<Row>,
  given: readonly Given[],
  merge: (known: Row | undefined, given: Given) => Row,
): Promise<Row[]> {
  if (given.length === 0) return [];
  const known = await loadRows(sql, table, [...new Set(given.map(({ gid }) => gid))]);
  const after = new Map(known);
  for (const snapshot of given) after.set(snapshot.gid, merge(after.get(snapshot.gid), snapshot));
  const changed = [...after].flatMap(([gid, row]) => (row === known.get(gid) ? [] : [row]));
  await writeRows(sql, table, changed);
  return changed;
}

/** Carriers' words. One that says "delivered" dates its parcel (dateParcels), whichever of the two came first. */
async function projectEvents(sql: ShopSql, events: readonly FulfillmentEventSnapshot[]): Promise<void> {
  const mergeEvent = (
    known: FulfillmentEventRow | undefined,
    given: FulfillmentEventSnapshot,
  ): FulfillmentEventRow => {
    const row: FulfillmentEventRow = {
      shopifyFulfillmentEventId: given.gid,
      shopifyFulfillmentId: given.fulfillmentGid,
      shopifyOrderId: given.orderGid,
      status: given.status,
      happenedAt: new Date(given.happenedAtMs),
    };
    return known && eventOrder(known) >= eventOrder(row) ? known : row;
  };
  await mergeAll(sql, fulfillmentEventTable, events, mergeEvent);
}

async function dateParcels(sql: ShopSql, fulfillmentGids: readonly string[]): Promise<void> {
  if (fulfillmentGids.length === 0) return;
  await sql.run(
    `UPDATE fulfillment f SET delivered_at = e.at FROM (
       SELECT shopify_fulfillment_id AS gid, min(happened_at) AS at FROM fulfillment_event
       WHERE shop_id = $1 AND shopify_fulfillment_id = ANY($2::text[]) AND status = 'DELIVERED' GROUP BY 1) e
     WHERE f.shop_id = $1 AND f.shopify_fulfillment_id = e.gid AND (f.delivered_at IS NULL OR f.delivered_at > e.at)`,
    fulfillmentGids,
  );
}

async function ordersOfParcels(sql: ShopSql, fulfillmentGids: readonly string[]): Promise<string[]> {
  const rows = await sql.rows<{ gid: string }>(
    `SELECT DISTINCT shopify_order_id AS gid FROM fulfillment WHERE shop_id = $1 AND shopify_fulfillment_id = ANY($2::text[])`,
    fulfillmentGids,
  );
  return rows.map(({ gid }) => gid);
}

/** An event never changes; should it be told in two ways, one of them wins everywhere. */
function eventOrder(row: FulfillmentEventRow): string {
  return `${row.happenedAt.toISOString()} ${row.status} ${row.shopifyOrderId ?? ''}`;
}

async function ownersOf(sql: ShopSql, orderGids: readonly string[]): Promise<bigint[]> {
  if (orderGids.length === 0) return [];
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT DISTINCT customer_id AS id FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[]) AND customer_id IS NOT NULL`,
    orderGids,
  );
  return rows.map(({ id }) => id);
}

/**
 * Asks for a new plan of these customers and what they have become, of those with an open message about a variant that
 * turned, and of those who lately bought one that was remapped.
 */
async function markForPlan(
  sql: ShopSql,
  customerIds: readonly bigint[],
  { turned, remapped }: ProjectedProducts,
): Promise<bigint[]> {
  if (customerIds.length + turned.length + remapped.length === 0) return [];
  const marked = await sql.rows<{ id: bigint; isMerged: boolean }>(
    `WITH RECURSIVE named AS (
       SELECT unnest($3::int8[]) AS id
       UNION
       SELECT m.customer_id FROM need_variant v JOIN forecast f ON f.shop_id = $1 AND f.need_id = v.need_id
       JOIN message m ON m.shop_id = $1 AND m.customer_id = f.customer_id AND m.need_id = v.need_id
       WHERE v.shop_id = $1 AND v.shopify_variant_id = ANY($4::text[]) AND v.valid_until IS NULL AND m.useful_until > $2
         AND m.state IN ('planned', 'awaiting_approval', 'held', 'skipped')
       UNION
       SELECT o.customer_id FROM order_line l JOIN orders o ON o.shop_id = $1 AND o.shopify_order_id = l.shopify_order_id
       WHERE l.shop_id = $1 AND l.shopify_variant_id = ANY($5::text[]) AND o.processed_at > $2::timestamptz - interval '${LATELY_DAYS} days'
     ), asked AS (
       SELECT c.id, c.merged_into_id AS next, 0 AS steps FROM named n JOIN customer c ON c.shop_id = $1 AND c.id = n.id
       UNION ALL
       SELECT c.id, c.merged_into_id, steps + 1 FROM asked JOIN customer c ON c.shop_id = $1 AND c.id = asked.next WHERE steps < 16
     ), locked AS (
       -- In the order of lockCustomers.
       SELECT c.id FROM (SELECT id, max(steps) AS place FROM asked GROUP BY id) a JOIN customer c ON c.id = a.id
       WHERE c.shop_id = $1 ORDER BY a.place, c.id FOR UPDATE OF c
     )
     UPDATE customer SET replan_due_at = $2::timestamptz FROM locked
     WHERE customer.shop_id = $1 AND customer.id = locked.id
     RETURNING customer.id, merged_into_id IS NOT NULL AS "isMerged"`,
    now(),
    customerIds,
    turned,
    remapped,
  );
  // Who was merged away comes first: planning for them hands their messages to the one who stayed.
  return marked.sort((one, other) => Number(other.isMerged) - Number(one.isMerged)).map(({ id }) => id);
}

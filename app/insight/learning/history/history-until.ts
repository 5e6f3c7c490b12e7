import type {
  BackRow,
  HistoryRows,
  LineRow,
  OrderRow,
  ParcelRow,
} from '~/insight/learning/history/history-rows';

/**
 * A customer's history as it was known at an instant of the past: nothing that came later is in it. What has no time of
 * its own (the customer's address, how variants belong to needs, substitutes, days of supply) is as it is today.
 *
 * @param until milliseconds since 1970
 */
export function historyUntil(rows: HistoryRows, until: number): HistoryRows {
  const orders = rows.orders.filter(({ at }) => at <= until);
  const known = new Set(orders.map(({ gid }) => gid));
  const parcels = rows.parcels.filter(({ order, fulfilledAt }) => known.has(order) && fulfilledAt <= until);
  const waiting = new Set(rows.parcels.map(({ order }) => order));
  for (const { order } of parcels) waiting.delete(order);
  const out = new Set(
    rows.stockOuts.flatMap(({ variant, from, until: back }) =>
      from <= until && (back === null || back > until) ? [variant] : [],
    ),
  );
  const laterBack = itemsBackAfter([...rows.refunds, ...rows.returns], until);
  return {
    ...rows,
    customer: {
      ...rows.customer,
      numberOfOrders: Math.max(
        orders.length,
        rows.customer.numberOfOrders - (rows.orders.length - orders.length),
      ),
      lastOrderAt: orders.at(-1)?.at ?? null,
    },
    orders: orders.map((order) => orderThen(order, { isWaiting: waiting.has(order.gid), until })),
    lines: rows.lines
      .filter(({ order }) => known.has(order))
      .map((line) => lineThen(line, laterBack.get(line.gid) ?? 0)),
    parcels: parcels.map((parcel) => parcelThen(parcel, until)),
    parcelEvents: rows.parcelEvents.filter(({ at }) => at <= until),
    // What keeps no time counts from the start, as a sweep takes it.
    refunds: rows.refunds.filter(({ at }) => !isLater(at, until)),
    returns: rows.returns.filter(({ at }) => !isLater(at, until)),
    stockOuts: rows.stockOuts
      .filter(({ from }) => from <= until)
      .map((stockOut) => (isLater(stockOut.until, until) ? { ...stockOut, until: null } : stockOut)),
    variants: rows.variants.map(({ gid }) => ({ gid, available: !out.has(gid) })),
    answers: rows.answers.filter(({ at }) => at <= until),
    // A choice holds from when it was made, and its row keeps no such time.
    snoozes: [],
  };
}

function isLater(at: number | null, until: number): boolean {
  return at !== null && at > until;
}

/** @param then `isWaiting`: it was sent, but not yet */
function orderThen(
  order: OrderRow,
  { isWaiting, until }: { readonly isWaiting: boolean; readonly until: number },
): OrderRow {
  return {
    ...order,
    cancelledAt: isLater(order.cancelledAt, until) ? null : order.cancelledAt,
    paidAt: isLater(order.paidAt, until) ? null : order.paidAt,
    fulfillmentStatus: isWaiting ? 'unfulfilled' : order.fulfillmentStatus,
    // Today's hold says nothing about then.
    onHold: false,
  };
}

/** What came back later was still with the customer; edits have no time and count from the start. */
function lineThen(line: LineRow, laterBack: number): LineRow {
  const lost = Math.max(0, line.quantity - line.currentQuantity - laterBack);
  return { ...line, currentQuantity: line.quantity - lost };
}

function parcelThen(parcel: ParcelRow, until: number): ParcelRow {
  return isLater(parcel.deliveredAt, until) ? { ...parcel, deliveredAt: null, shipmentStatus: null } : parcel;
}

function itemsBackAfter(rows: readonly BackRow[], until: number): Map<string, number> {
  const back = new Map<string, number>();
  for (const { at, lines } of rows) {
    if (!isLater(at, until)) continue;
    for (const [line, items] of Object.entries(lines ?? {})) back.set(line, (back.get(line) ?? 0) + items);
  }
  return back;
}

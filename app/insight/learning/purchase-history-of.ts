import type { PurchaseDay } from '~/insight/model/reorder';

/** What folding needs to know of a line and an order; the sweep knows no more, a customer's page knows much more. */
export interface FoldedLine {
  readonly needId: bigint | null;
  readonly keptQuantity: number;
  /** Units of supply that one item brings. */
  readonly units: number;
  readonly isGiftCard: boolean;
  readonly onSubscription: boolean;
}

export interface FoldedOrder<Line extends FoldedLine> {
  readonly day: number;
  readonly purpose: string;
  /** Was it placed in earnest and did it stand? Tests and cancelled orders teach nothing and bring nothing. */
  readonly stands: boolean;
  readonly lines: readonly Line[];
}

/** What a customer did about one need. */
export interface NeedHistory<Line, Order> {
  readonly needId: bigint;
  /** One entry a day, ascending: only what was bought by choice. */
  readonly purchases: PurchaseDay[];
  /** The line of the last purchase day that brought most. */
  last: { readonly order: Order; readonly line: Line } | null;
  lastItems: number;
  /** Supply that came without being bought (replacement, sample, gift): order day and units. */
  readonly given: { readonly day: number; readonly units: number }[];
  /** Days of subscription deliveries, ascending. */
  readonly subscriptionDays: number[];
}

export interface PurchaseHistory<Line, Order> {
  readonly needs: Map<bigint, NeedHistory<Line, Order>>;
  /** Ascending, distinct days on which the customer ordered anything by choice. */
  readonly orderDays: number[];
}

/**
 * Folds orders (oldest first) into what the model learns from. Out stay cancelled and test orders, lines that came
 * back whole, gift cards and subscription lines; what we gave for nothing adds supply but is no purchase and no sign
 * of life.
 */
export function purchaseHistoryOf<Line extends FoldedLine, Order extends FoldedOrder<Line>>(
  orders: readonly (Order & FoldedOrder<Line>)[],
): PurchaseHistory<Line, Order> {
  const needs = new Map<bigint, NeedHistory<Line, Order>>();
  const orderDays: number[] = [];
  for (const order of orders) {
    if (!order.stands) continue;
    const bought = order.purpose === 'purchase';
    for (const line of order.lines) {
      if (line.keptQuantity <= 0) continue;
      if (bought && !line.onSubscription && orderDays.at(-1) !== order.day) orderDays.push(order.day);
      if (line.needId === null || line.isGiftCard) continue;
      const history = needs.get(line.needId) ?? newHistory<Line, Order>(line.needId);
      needs.set(line.needId, history);
      const units = line.keptQuantity * line.units;
      if (!bought) history.given.push({ day: order.day, units });
      else if (line.onSubscription) history.subscriptionDays.push(order.day);
      else addPurchase(history, order, line);
    }
  }
  return { needs, orderDays };
}

function newHistory<Line, Order>(needId: bigint): NeedHistory<Line, Order> {
  return { needId, purchases: [], last: null, lastItems: 0, given: [], subscriptionDays: [] };
}

function addPurchase<Line extends FoldedLine, Order extends FoldedOrder<Line>>(
  history: NeedHistory<Line, Order>,
  order: Order,
  line: Line,
): void {
  const units = line.keptQuantity * line.units;
  const lastDay = history.purchases.at(-1);
  if (lastDay && lastDay.day === order.day) {
    history.purchases[history.purchases.length - 1] = { day: order.day, quantity: lastDay.quantity + units };
    history.lastItems += line.keptQuantity;
    const most = history.last ? history.last.line.keptQuantity * history.last.line.units : 0;
    if (units > most) history.last = { order, line };
    return;
  }
  history.purchases.push({ day: order.day, quantity: units });
  history.last = { order, line };
  history.lastItems = line.keptQuantity;
}

import { nothingBeside, type RunOut, type RunOutFacts, runOutsOf } from '~/insight/learning/history/run-outs';
import type { PurchaseDay } from '~/insight/model/reorder';

/** What folding needs to know of a line and an order; the sweep knows no more, a customer's page knows much more. */
export interface FoldedLine {
  readonly needId: bigint | null;
  readonly keptQuantity: number;
  /** Units of supply that one item brings. */
  readonly units: number;
  readonly variant: string | null;
  readonly isGiftCard: boolean;
  readonly onSubscription: boolean;
}

export interface FoldedOrder<Line extends FoldedLine> {
  readonly day: number;
  readonly purpose: string;
  /** Was it placed in earnest and did it stand? Tests and cancelled orders teach nothing and bring nothing. */
  readonly stands: boolean;
  /** Sent to another person, or with a gift note. */
  readonly forSomeoneElse: boolean;
  readonly lines: readonly Line[];
}

/** What a customer did about one need. */
export interface NeedHistory<Line, Order> {
  readonly needId: bigint;
  /** One entry a day, ascending: only what was bought by choice and for oneself. */
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
 * of life. What was bought for somebody else is a sign of life and no supply, unless they never buy it otherwise: then
 * it is their own, received by another.
 */
export function purchaseHistoryOf<Line extends FoldedLine, Order extends FoldedOrder<Line>>(
  orders: readonly (Order & FoldedOrder<Line>)[],
  beside: RunOutFacts = nothingBeside,
): PurchaseHistory<Line, Order> {
  const needs = new Map<bigint, NeedHistory<Line, Order>>();
  const orderDays: number[] = [];
  const forOneself = needsForOneself(orders);
  const variantsOn = new Map<bigint, Map<number, Set<string>>>();
  for (const order of orders) {
    if (!order.stands) continue;
    const bought = order.purpose === 'purchase';
    for (const line of order.lines) {
      if (line.keptQuantity <= 0) continue;
      if (bought && !line.onSubscription && orderDays.at(-1) !== order.day) orderDays.push(order.day);
      if (line.needId === null || line.isGiftCard) continue;
      if (bought && order.forSomeoneElse && forOneself.has(line.needId)) continue;
      const history = needs.get(line.needId) ?? newHistory<Line, Order>(line.needId);
      needs.set(line.needId, history);
      const units = line.keptQuantity * line.units;
      if (!bought) history.given.push({ day: order.day, units });
      else if (line.onSubscription) history.subscriptionDays.push(order.day);
      else {
        addPurchase(history, order, line);
        noteVariant(variantsOn, { needId: line.needId, day: order.day, variant: line.variant });
      }
    }
  }
  const runOutOf = runOutsOf(
    beside,
    new Map([...needs].map(([id, { purchases }]) => [id, purchases.map(({ day }) => day)])),
  );
  for (const history of needs.values()) {
    const purchases = untilRunOut(
      history.purchases,
      variantsOn.get(history.needId),
      runOutOf(history.needId),
    );
    history.purchases.splice(0, purchases.length, ...purchases);
  }
  return { needs, orderDays };
}

/** Needs that a customer has bought at least once without a sign that it was for somebody else. */
function needsForOneself<Line extends FoldedLine>(orders: readonly FoldedOrder<Line>[]): Set<bigint> {
  const own = new Set<bigint>();
  // Most customers never buy for others: then there is nothing to keep apart.
  if (!orders.some(({ forSomeoneElse }) => forSomeoneElse)) return own;
  for (const order of orders) {
    if (!order.stands || order.purpose !== 'purchase' || order.forSomeoneElse) continue;
    for (const { needId, keptQuantity } of order.lines)
      if (needId !== null && keptQuantity > 0) own.add(needId);
  }
  return own;
}

function noteVariant(
  variantsOn: Map<bigint, Map<number, Set<string>>>,
  { needId, day, variant }: { needId: bigint; day: number; variant: string | null },
): void {
  if (variant === null) return;
  const days = variantsOn.get(needId) ?? new Map<number, Set<string>>();
  variantsOn.set(needId, days.set(day, (days.get(day) ?? new Set<string>()).add(variant)));
}

/** Says of each purchase how long the supply before it lasted, where that was not until its day. */
function untilRunOut(
  purchases: readonly PurchaseDay[],
  variantsOn: ReadonlyMap<number, ReadonlySet<string>> | undefined,
  runOut: RunOut | null,
): PurchaseDay[] {
  if (!runOut) return [...purchases];
  return purchases.map((purchase, at) => {
    const before = purchases[at - 1];
    if (!before) return purchase;
    const [fromDay, toDay] = [before.day, purchase.day];
    const again = variantsOn?.get(toDay);
    const variants = [...(variantsOn?.get(fromDay) ?? [])].filter((variant) => again?.has(variant));
    const outDay = runOut({ fromDay, toDay, variants });
    return outDay === toDay ? purchase : { ...purchase, lastedDays: outDay - fromDay };
  });
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

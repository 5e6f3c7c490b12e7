import { keptQuantity } from '~/insight/learning/history/kept-quantity';
import type { needOfVariant } from '~/insight/learning/history/need-of-variant';
import { dayOf, knownTimeZone } from '~/insight/learning/history/own-day';
import {
  type FoldedLine,
  type FoldedOrder,
  purchaseHistoryOf,
} from '~/insight/learning/history/purchase-history-of';
import type { RunOutFacts, Waits } from '~/insight/learning/history/run-outs';
import type { PurchaseDay } from '~/insight/model/reorder';

/** Items of a line that came back, and when (milliseconds since 1970); null: nobody knows. */
type ItemsBack = readonly { readonly items: number; readonly at: number | null }[];

/** What is read once for a whole sweep: small beside the order lines. */
export interface SweepContext {
  readonly shopZone: string;
  readonly suppliesOf: ReturnType<typeof needOfVariant>;
  readonly waitsIn: (zone: string) => Waits;
  readonly substituteOf: RunOutFacts['substituteOf'];
  readonly refunded: ReadonlyMap<string, ItemsBack>;
  readonly returned: ReadonlyMap<string, ItemsBack>;
}

export interface SweepRow {
  customer: bigint;
  key: string;
  zone: string | null;
  order: bigint;
  /** Milliseconds since 1970. */
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

/** What a customer said of a need that tells of its end; `at` in milliseconds since 1970. */
export interface SweepWord {
  customer: bigint;
  needId: bigint;
  answer: string;
  at: number;
}

/** One customer's order lines and words, oldest first, with what anybody merged into them ordered and said. */
export interface SweptRows {
  readonly customerId: bigint;
  /** The same whatever order a shop's rows came in, which our own ids are not. */
  readonly key: string;
  readonly zone: string | null;
  readonly lines: readonly SweepRow[];
  readonly words: readonly SweepWord[];
}

export interface SweptCustomer {
  /** Ascending, distinct day numbers in the customer's zone. */
  readonly orderDays: readonly number[];
  readonly needs: readonly {
    readonly needId: bigint;
    readonly purchases: readonly PurchaseDay[];
  }[];
}

/**
 * What a customer bought, folded exactly as learning folds it, as it was known at the end of `lastDay`: neither a later
 * purchase nor a later refund has a say in what was bought before it.
 *
 * @param lastDay day number in the customer's zone; Infinity for all that is known today
 */
export function foldSwept(
  { zone: ownZone, lines, words }: SweptRows,
  context: SweepContext,
  lastDay: number,
): SweptCustomer {
  const zone = knownTimeZone(ownZone, context.shopZone);
  const orders: (FoldedOrder<FoldedLine> & { id: bigint; lines: FoldedLine[] })[] = [];
  for (const row of lines) {
    const day = dayOf(row.at, zone);
    if (day > lastDay) break;
    let order = orders.at(-1);
    if (order?.id !== row.order) {
      const { purpose, forSomeoneElse } = row;
      order = { id: row.order, day, purpose, forSomeoneElse, stands: true, lines: [] };
      orders.push(order);
    }
    const supplies = context.suppliesOf(row.variant, row.at);
    order.lines.push({
      needId: supplies ? BigInt(supplies.need) : null,
      units: supplies?.units ?? 1,
      variant: row.variant,
      keptQuantity: keptThen(row, context, (at) => dayOf(at, zone) <= lastDay),
      isGiftCard: row.isGiftCard,
      onSubscription: row.onSubscription,
    });
  }
  const history = purchaseHistoryOf(orders, {
    waits: context.waitsIn(zone),
    substituteOf: context.substituteOf,
    words: words.map(({ needId, answer, at }) => ({ needId, answer, day: dayOf(at, zone) })),
  });
  return {
    orderDays: history.orderDays,
    needs: [...history.needs.values()].filter(({ purchases }) => purchases.length > 0),
  };
}

function keptThen(row: SweepRow, context: SweepContext, isKnown: (at: number) => boolean): number {
  const refunds = context.refunded.get(row.line);
  const returns = context.returned.get(row.line);
  if (!refunds && !returns) return keptQuantity({ ...row, refunded: 0, returned: 0 });
  const refunded = split(refunds, isKnown);
  const returned = split(returns, isKnown);
  // Today's quantity has fallen by what came back later, too; edits have no time and count from the start.
  const later = Math.max(refunded.later, returned.later);
  return keptQuantity({
    quantity: row.quantity,
    currentQuantity: Math.min(row.quantity, row.currentQuantity + later),
    refunded: refunded.known,
    returned: returned.known,
  });
}

function split(
  back: ItemsBack | undefined,
  isKnown: (at: number) => boolean,
): { known: number; later: number } {
  let known = 0;
  let later = 0;
  for (const { items, at } of back ?? []) {
    if (at === null || isKnown(at)) known += items;
    else later += items;
  }
  return { known, later };
}

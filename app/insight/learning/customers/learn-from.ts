import type { NeedUsage } from '~/base/vocabulary/orders';
import { answersShift } from '~/insight/learning/customers/answers-shift';
import type {
  CustomerFacts,
  CustomerInsight,
  NeedInsight,
} from '~/insight/learning/customers/customer-insight';
import { type TransitByCountry, transitDaysTo } from '~/insight/learning/history/arrival';
import type { HistoryRows, NeedRow } from '~/insight/learning/history/history-rows';
import { dayOf, knownTimeZone } from '~/insight/learning/history/own-day';
import { type NeedHistory, purchaseHistoryOf } from '~/insight/learning/history/purchase-history-of';
import { type LearntLine, type LearntOrder, readOrders } from '~/insight/learning/history/read-orders';
import { type RunOutFacts, waitsOf } from '~/insight/learning/history/run-outs';
import { isTravelling } from '~/insight/learning/history/travelling';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import {
  type CustomerHabits,
  type CustomerRhythm,
  customerHabits,
  forecastLapse,
  forecastReorder,
  type NeedPool,
  overdueAfterDays,
  ownWeight,
  type ReorderForecast,
  reorderQuantileDays,
  type ShopPool,
  type SupplyPrior,
  supplyPrior,
  writeDay,
} from '~/insight/model/reorder';

/** What the last sweep found out about the shop. */
export interface Pools {
  readonly shop: ShopPool;
  /** Purchases before this day are in the pools; null: there are none. */
  readonly sweptDay: number | null;
  readonly transit: TransitByCountry;
  need(needId: bigint): NeedPool | null;
}

/** A subscription counts as running for so long after its last delivery. */
const SUBSCRIPTION_DAYS = 100;

/**
 * All that a customer's history says, as of `today` (a day number in the customer's zone). Pure: the same rows, pools
 * and day give the same insight.
 */
export function learnFrom(rows: HistoryRows, pools: Pools, today: number): CustomerInsight {
  const timeZone = knownTimeZone(rows.customer.timeZone, rows.shop.timeZone);
  const orders = readOrders(rows, timeZone, pools.transit);
  const history = purchaseHistoryOf<LearntLine, LearntOrder>(orders, runOutFacts(rows, timeZone));
  const needRows = new Map(rows.needs.map((need) => [BigInt(need.id), need]));
  const priorOf = (needId: bigint) => supplyPrior(needRows.get(needId)?.daysPerUnit ?? null);
  const habits = customerHabits(
    [...history.needs.values()].map(({ needId, purchases }) => ({
      purchases,
      need: pools.need(needId),
      prior: priorOf(needId),
    })),
    pools.shop,
  );
  const rhythm: CustomerRhythm = { orderDays: history.orderDays };
  const transitDays = transitDaysTo(rows.customer.countryCode, rows.shop.countryCode, pools.transit).days;
  const available = new Set(rows.variants.flatMap(({ gid, available }) => (available ? [gid] : [])));
  const travelling = travellingByNeed(orders, today);

  const needs: NeedInsight[] = [];
  for (const [needId, needHistory] of history.needs) {
    const row = needRows.get(needId);
    if (!row || (needHistory.purchases.length === 0 && needHistory.subscriptionDays.length === 0)) continue;
    const context = {
      rows,
      available,
      travelling,
      rhythm,
      habits,
      pools,
      prior: priorOf(needId),
      transitDays,
      timeZone,
      today,
    };
    needs.push(learnNeed(row, needHistory, context));
  }
  return {
    customer: customerFacts(rows, timeZone),
    shop: {
      timeZone: knownTimeZone(rows.shop.timeZone),
      currency: rows.shop.currency,
      countryCode: rows.shop.countryCode,
      installedAt: new Date(rows.shop.installedAt),
    },
    today,
    needs: needs.sort((a, b) => (a.need.id < b.need.id ? -1 : 1)),
    lapse: forecastLapse({ rhythm, shop: pools.shop, today }),
    orders,
  };
}

function runOutFacts({ stockOuts, needs, answers }: HistoryRows, timeZone: string): RunOutFacts {
  return {
    waits: waitsOf(stockOuts, (ms) => dayOf(ms, timeZone)),
    substituteOf: new Map(
      needs.flatMap(({ id, substitute }) => (substitute === null ? [] : [[BigInt(id), BigInt(substitute)]])),
    ),
    words: answers.flatMap(({ need, answer, at }) =>
      need === null ? [] : [{ needId: BigInt(need), answer, day: dayOf(at, timeZone) }],
    ),
  };
}

interface Context {
  readonly rows: HistoryRows;
  /** Variants that can be bought now. */
  readonly available: ReadonlySet<string>;
  readonly travelling: ReadonlyMap<bigint, NeedInsight['travelling']>;
  readonly rhythm: CustomerRhythm;
  readonly habits: CustomerHabits;
  readonly pools: Pools;
  readonly prior: SupplyPrior | null;
  readonly transitDays: number;
  readonly timeZone: string;
  readonly today: number;
}

function learnNeed(
  row: NeedRow,
  history: NeedHistory<LearntLine, LearntOrder>,
  context: Context,
): NeedInsight {
  const { pools, today } = context;
  const pool = pools.need(history.needId);
  const need = {
    id: history.needId,
    title: row.title,
    usage: row.usage as NeedUsage,
    daysPerUnit: row.daysPerUnit,
    substituteNeedId: row.substitute === null ? null : BigInt(row.substitute),
  };
  const usage = usageVerdict({ ...need, usageSource: row.usageSource }, pool);
  const isNamedLasting = usage.because === 'title' || (usage.because === 'merchant' && !usage.usedUp);
  const lastDay = history.purchases.at(-1)?.day ?? null;
  const worthwhile = lastDay !== null && (usage.usedUp || (!isNamedLasting && history.purchases.length > 1));
  const input = worthwhile && {
    purchases: history.purchases,
    rhythm: { ...context.rhythm, ...context.habits.on(lastDay) },
    need: pool,
    shop: pools.shop,
    prior: context.prior,
  };
  const forecast = input ? forecastReorder(input) : null;
  const shift = forecast && lastDay !== null ? shiftOf(history, forecast, lastDay, context) : noShift;
  const variant = history.last?.line.shopifyVariantId ?? null;
  const reorderVariantId = variant !== null && context.available.has(variant) ? variant : null;
  const lastSubscription = history.subscriptionDays.at(-1) ?? null;
  return {
    need,
    usage,
    purchases: history.purchases,
    last: lastPurchaseOf(history),
    forecast,
    ownWeight: input ? ownWeight(input) : 0,
    overdueAfterDays: forecast && overdueAfterDays(forecast, pools.shop),
    anchorDay: (lastDay ?? 0) + shift.days,
    pool,
    otherBuyers: otherBuyersOf(pool, pools.sweptDay, history.purchases[0]?.day ?? null),
    transitDays: context.transitDays,
    reorderVariantId,
    reorderQuantity: Math.min(99, Math.max(1, history.last?.line.keptQuantity ?? 1)),
    availableForSale: reorderVariantId !== null,
    travelling: context.travelling.get(history.needId) ?? null,
    onSubscription: lastSubscription !== null && today - lastSubscription <= SUBSCRIPTION_DAYS,
    answer: shift.answer,
    snoozedUntilDay: laterOf(shift.snoozedUntilDay, chosenSnooze(row.id, context)),
  };
}

/** Who else is behind a pool: the customer is in it, too, from the first sweep after their first purchase on. */
function otherBuyersOf(pool: NeedPool | null, sweptDay: number | null, firstDay: number | null): number {
  if (!pool) return 0;
  const isCounted = sweptDay !== null && firstDay !== null && firstDay < sweptDay;
  return Math.max(0, pool.customers - (isCounted ? 1 : 0));
}

interface Shift {
  readonly days: number;
  readonly answer: NeedInsight['answer'];
  readonly snoozedUntilDay: number | null;
}

const noShift: Shift = { days: 0, answer: null, snoozedUntilDay: null };

/** How far supply that was not bought, and the customer's own word, move the run-out. */
function shiftOf(
  history: NeedHistory<LearntLine, LearntOrder>,
  forecast: ReorderForecast,
  lastDay: number,
  { rows, prior, timeZone }: Context,
): Shift {
  const medianDays = reorderQuantileDays(forecast, 0.5);
  const lastQuantity = history.purchases.at(-1)?.quantity ?? 1;
  const daysPerUnit = prior?.daysPerUnit ?? medianDays / lastQuantity;
  const given = history.given.reduce((sum, gift) => (gift.day >= lastDay ? sum + gift.units : sum), 0);
  const carried = Math.min(forecast.horizonDays, Math.round(given * daysPerUnit));
  // Who says that they are out often orders within minutes: that word is about the supply before.
  const boughtAt = history.last?.order.processedAt.getTime() ?? 0;
  const answers = rows.answers
    .filter(({ need, at }) => need !== null && BigInt(need) === history.needId && at >= boughtAt)
    .map((answer) => ({ ...answer, day: dayOf(answer.at, timeZone) }));
  const effect =
    answers.length === 0
      ? { shiftDays: 0, last: null, snoozedUntilDay: null }
      : answersShift(answers, { lastDay, carriedDays: carried, writeDays: writeDay(forecast), medianDays });
  return { days: carried + effect.shiftDays, answer: effect.last, snoozedUntilDay: effect.snoozedUntilDay };
}

function lastPurchaseOf(history: NeedHistory<LearntLine, LearntOrder>): NeedInsight['last'] {
  const day = history.purchases.at(-1);
  if (!day || !history.last) return null;
  const { order, line } = history.last;
  return {
    day: day.day,
    quantity: day.quantity,
    items: history.lastItems,
    title: line.title,
    shopifyVariantId: line.shopifyVariantId,
    unitPriceMinor: line.unitPriceMinor,
    orderId: order.id,
    orderName: order.name,
    orderLineId: line.id,
    anchorGid: line.anchorGid,
    delivery: line.delivery,
  };
}

/** Supply that is under way, by need: each in the newest such order. */
function travellingByNeed(
  orders: readonly LearntOrder[],
  today: number,
): Map<bigint, NeedInsight['travelling']> {
  const found = new Map<bigint, NeedInsight['travelling']>();
  for (const order of orders.toReversed()) {
    if (!order.stands) continue;
    for (const line of order.lines) {
      if (line.needId === null || found.has(line.needId) || !isTravelling(line, today)) continue;
      const expectedDay = line.arrival.fulfilled ? line.arrival.day : null;
      found.set(line.needId, { orderName: order.name, expectedDay });
    }
  }
  return found;
}

function chosenSnooze(needId: number, { rows, timeZone }: Context): number | null {
  let day: number | null = null;
  for (const snooze of rows.snoozes) {
    const mine =
      snooze.need === needId ||
      (snooze.need === null && (snooze.kind === 'running-low' || snooze.kind === '*'));
    if (mine) day = laterOf(day, dayOf(snooze.until, timeZone));
  }
  return day;
}

function laterOf(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.max(a, b);
}

function customerFacts({ customer }: HistoryRows, timeZone: string): CustomerFacts {
  const { firstOrderAt, lastOrderAt, status: _, ...rest } = customer;
  return {
    ...rest,
    id: BigInt(customer.id),
    timeZone,
    firstOrderAt: firstOrderAt === null ? null : new Date(firstOrderAt),
    lastOrderAt: lastOrderAt === null ? null : new Date(lastOrderAt),
  };
}

import { advanceCustomer, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { alarmAfterDays } from '~/insight/model/false-alarms';
import { orderWithin } from '~/insight/model/order-within';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import { needMeanLogGap, type ShopPool, unknownNeed } from '~/insight/model/pools';
import type { CustomerRhythm } from '~/insight/model/purchase-history';
import { type CurveShape, reorderCurve, returningShare } from '~/insight/model/reorder-curve';
import { shapeOf } from '~/insight/model/shape-of';
import { at } from '~/insight/model/stats/slab';

export type LapseStatus = 'learning' | 'on_time' | 'due' | 'late' | 'lapsed';

export interface LapseForecast {
  readonly probabilityAlive: number;
  /** median of the days from today, given that they return; null without an order */
  readonly expectedNextOrderInDays: number | null;
  readonly status: LapseStatus;
  /** the order from which silence is counted: the last one that came by choice; null without any */
  readonly lastOrderDay: number | null;
  /** silence at which the fixed false-alarm rate is crossed; null while learning */
  readonly lapseAfterDays: number | null;
  /** silence from which the status is due, and after which it is late; null while learning */
  readonly dueAfterDays: number | null;
  readonly lateAfterDays: number | null;
  readonly typicalIntervalDays: number | null;
  /** chance of an order in the days after today, as such answers came true in this shop before; 0 without an order */
  readonly chanceIn30Days: number;
  readonly chanceIn90Days: number;
}

/** A rhythm is known from three orders on different days. */
const REGULAR_ORDERS = 3;
const LATE_QUANTILE = 0.8;
const DUE_QUANTILE = 0.35;
const REACH_DAYS = 730;

/**
 * Whether a customer has broken their own pattern, at the level of whole orders.
 *
 * "Lapsed" is a silence that a customer of this rhythm keeps by chance at most once a year: with m days between
 * orders there are 365 / m chances a year, so the tail behind the limit is m / 365 of the returning customers'
 * intervals (never more than 15 %, or slow customers would be called lapsed at once), and never sooner than 1.5
 * typical intervals or 14 days. How many silences of the shop's own past went so far and ended all the same is counted
 * each night and moves the limit (false-alarms.ts). A fixed multiple of the mean, which is usual, gives frequent buyers many false
 * alarms and slow ones none.
 */
export function forecastLapse(input: {
  readonly rhythm: CustomerRhythm;
  readonly shop: ShopPool;
  readonly today: number;
}): LapseForecast {
  const { shop, today } = input;
  const days = input.rhythm.orderDays.filter((day) => day <= today);
  const lastDay = days[days.length - 1];
  if (lastDay === undefined) {
    return {
      probabilityAlive: 0,
      expectedNextOrderInDays: null,
      status: 'learning',
      lastOrderDay: null,
      lapseAfterDays: null,
      dueAfterDays: null,
      lateAfterDays: null,
      typicalIntervalDays: null,
      chanceIn30Days: 0,
      chanceIn90Days: 0,
    };
  }
  const { shape, pair } = orderShape(days, shop);
  const elapsed = Math.max(Math.floor(today - lastDay), 0);
  const curve = new Float64Array(Math.min(elapsed, 20 * 366) + REACH_DAYS);
  reorderCurve(shape, curve);
  const returning = returningShare(shape);
  const gone = Math.max(1 - returning, 1e-9);
  const open = Math.max(elapsed > 0 ? 1 - at(curve, Math.min(elapsed, curve.length) - 1) : 1, gone);

  const gaps = at(pair, PAIR.gaps);
  const typical = gaps > 0 ? dayOf(curve, 0.5 * returning) : null;
  const regular = days.length >= REGULAR_ORDERS && typical !== null;
  const lapseAfter = regular
    ? alarmAfterDays(curve, { returning, typicalDays: typical, scale: shop.lapse.alarmScale }, curve.length)
    : null;
  const late = dayOf(curve, LATE_QUANTILE * returning);
  const due = dayOf(curve, DUE_QUANTILE * returning);
  const chanceIn = (window: number) =>
    orderWithin({ shape, pairs: pair, pair: 0, elapsed, window }, shop.lapse);
  return {
    probabilityAlive: Math.min(Math.max((open - gone) / open, 0), 1),
    expectedNextOrderInDays: Math.max(dayOf(curve, 1 - gone - 0.5 * (open - gone)) - elapsed, 0),
    status:
      lapseAfter === null
        ? 'learning'
        : elapsed >= lapseAfter
          ? 'lapsed'
          : elapsed > late
            ? 'late'
            : elapsed >= due
              ? 'due'
              : 'on_time',
    lastOrderDay: lastDay,
    lapseAfterDays: lapseAfter,
    dueAfterDays: lapseAfter === null ? null : due,
    lateAfterDays: lapseAfter === null ? null : late,
    typicalIntervalDays: typical,
    chanceIn30Days: chanceIn(30),
    // The correction is learnt, and could say less for more days.
    chanceIn90Days: Math.max(chanceIn(30), chanceIn(90)),
  };
}

function orderShape(days: readonly number[], shop: ShopPool): { shape: CurveShape; pair: Float64Array } {
  const head = shop.orders;
  // a silence counts in days, as all silences that the limits were learnt from
  const need = { ...(shop.anyOrder ?? unknownNeed(head)), season: [] };
  const pair = new Float64Array(PAIR_WIDTH);
  const customer = new Float64Array(CUSTOMER_WIDTH);
  for (const day of days) {
    advancePair(pair, 0, day, 1);
    advanceCustomer(customer, 0, day);
    noteOrders(pair, 0, 1);
    noteLine(customer, 0, at(pair, PAIR.gaps) > 0);
  }
  const needMean = needMeanLogGap(need, head, null);
  return {
    shape: shapeOf({ pairs: pair, pair: 0, customers: customer, customer: 0, need, needMean, head }),
    pair,
  };
}

/** First day by which the curve has reached `share`. */
function dayOf(curve: Float64Array, share: number): number {
  for (let z = 0; z < curve.length; z++) if (at(curve, z) >= share) return z + 1;
  return curve.length;
}

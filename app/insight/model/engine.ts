import { advanceCustomer, CUSTOMER, CUSTOMER_WIDTH, noteLine } from '~/insight/model/customer-state';
import { fitHead } from '~/insight/model/fit/fit-head';
import { calibrateLapse } from '~/insight/model/lapse-calibration';
import { orderWithin } from '~/insight/model/order-within';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  emptyHead,
  type Head,
  type LapseCalibration,
  type NeedPool,
  needMeanLogGap,
  unknownNeed,
} from '~/insight/model/pools';
import { createPurchaseLog } from '~/insight/model/purchase-log';
import { reorderCurve } from '~/insight/model/reorder-curve';
import { type ShapeContext, shapeOf } from '~/insight/model/shape-of';
import { add, at } from '~/insight/model/stats/slab';

/** Days between two fits of the pools; counted from day 0, so that it is a function of the calendar alone. */
export const SWEEP_DAYS = 14;

export interface StreamEngine {
  /** a purchase at the end of `day` (days since 1970-01-01); an earlier day than the last is read at the next sweep */
  buy(customer: string, need: string, day: number, quantity: number): void;
  /** P(bought again within z days after its last purchase), z = 1 … out.length; asked at the end of `day` */
  curve(question: Question, out: Float64Array): void;
  /** P(bought again within h days after `day` | not bought since the last purchase) for each h */
  within(question: Question, horizons: readonly number[]): number[];
  /** pairs known, and bytes of their and their customers' state (the purchases themselves apart) */
  pairs(): number;
  bytes(): number;
}

export interface Question {
  readonly customer: string;
  readonly need: string;
  readonly day: number;
}

/**
 * The whole model as a stream: each purchase moves its pair's and its customer's state, and what the shop as a
 * whole knows is fitted anew every other week from the purchases before that morning. The fit is put off until
 * somebody asks, which changes no answer: it looks only at the rows before the day it is due.
 */
export function createStreamEngine(): StreamEngine {
  const log = createPurchaseLog();
  let pairs: Float64Array = new Float64Array(PAIR_WIDTH * 64);
  let customers: Float64Array = new Float64Array(CUSTOMER_WIDTH * 64);
  let head: Head = emptyHead;
  let needs: NeedPool[] = [];
  /** By need: the first that is asked about must not speak for the others. */
  const calibrations = new Map<number, LapseCalibration>();
  let sweptDay = Number.NEGATIVE_INFINITY;

  function sweep(today: number): void {
    const fitted = fitHead({
      rows: log.sorted(today),
      pairs: log.pairs,
      customerHash: log.customerHash,
      needHash: log.needHash,
      orderDays: [],
      priors: [],
      today,
    });
    head = fitted.head;
    needs = fitted.needs;
    const later = log.sortedFrom(today);
    pairs = fitted.pairs;
    customers = fitted.customers;
    for (let k = 0; k < later.count; k++) {
      advance(later.pair[k] as number, later.day[k] as number, later.quantity[k] as number);
    }
  }

  function needPool(need: number): NeedPool {
    return needs[need] ?? unknownNeed(head);
  }

  function advance(pair: number, day: number, quantity: number): void {
    const o = pair * PAIR_WIDTH;
    const c = log.customerOfPair(pair) * CUSTOMER_WIDTH;
    while (o >= pairs.length) pairs = doubled(pairs);
    while (c >= customers.length) customers = doubled(customers);
    const gaps = at(pairs, o + PAIR.gaps);
    const isNewDay = !pairs[o + PAIR.used] || at(pairs, o + PAIR.lastDay) < day;
    const quantities = at(pairs, o + PAIR.sumLogQuantityBefore);
    advancePair(pairs, o, day, quantity);
    if (at(pairs, o + PAIR.gaps) > gaps) {
      const need = needPool(log.needOfPair(pair));
      const logQuantity = at(pairs, o + PAIR.sumLogQuantityBefore) - quantities;
      const expected = needMeanLogGap(need, head, null) + need.theta * (logQuantity - need.meanLogQuantity);
      add(customers, c + CUSTOMER.paceSum, at(pairs, o + PAIR.lastLogGap) - expected);
      add(customers, c + CUSTOMER.paceGaps, 1);
    }
    advanceCustomer(customers, c, day);
    noteOrders(pairs, o, at(customers, c + CUSTOMER.orders));
    if (isNewDay) noteLine(customers, c, at(pairs, o + PAIR.gaps) > 0);
  }

  function context(pair: number): ShapeContext {
    const need = needPool(log.needOfPair(pair));
    return {
      pairs,
      pair: pair * PAIR_WIDTH,
      customers,
      customer: log.customerOfPair(pair) * CUSTOMER_WIDTH,
      need,
      needMean: needMeanLogGap(need, head, null),
      head,
    };
  }

  function pairAt(question: Question): number {
    const due = Math.floor(question.day / SWEEP_DAYS) * SWEEP_DAYS;
    if (due !== sweptDay) {
      calibrations.clear();
      sweep(due);
      sweptDay = due;
    }
    const pair = log.pairOf(question.customer, question.need);
    if (pair === undefined) throw new Error(`nothing bought yet: ${question.customer} ${question.need}`);
    return pair;
  }

  return {
    pairs: () => log.pairs,
    bytes: () => 8 * (log.pairs * PAIR_WIDTH + log.customerHash.length * CUSTOMER_WIDTH),
    buy(customer, need, day, quantity) {
      advance(log.append(customer, need, day, quantity), day, quantity);
    },
    curve(question, out) {
      reorderCurve(shapeOf(context(pairAt(question))), out);
    },
    within(question, horizons) {
      const pair = pairAt(question);
      const need = log.needOfPair(pair);
      const calibration =
        calibrations.get(need) ??
        calibrateLapse({
          rows: log.sorted(sweptDay),
          customerHash: log.customerHash,
          head,
          need: needPool(need),
          today: sweptDay,
        });
      calibrations.set(need, calibration);
      const o = pair * PAIR_WIDTH;
      const elapsed = Math.max(question.day - at(pairs, o + PAIR.lastDay), 0);
      const shape = shapeOf(context(pair));
      // The correction is learnt, and could say less for more days.
      const chances = new Map<number, number>();
      let most = 0;
      for (const window of [...horizons].sort((a, b) => a - b)) {
        most = Math.max(most, orderWithin({ shape, pairs, pair: o, elapsed, window }, calibration));
        chances.set(window, most);
      }
      return horizons.map((window) => chances.get(window) ?? most);
    },
  };
}

function doubled(from: Float64Array): Float64Array {
  // A sweep before the first purchase leaves nothing to double.
  const to = new Float64Array(Math.max(64, from.length * 2));
  to.set(from);
  return to;
}

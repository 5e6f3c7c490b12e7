import { advanceLine } from '~/insight/model/advance-line';
import type { UsualPace } from '~/insight/model/customer-pace';
import { CUSTOMER, CUSTOMER_WIDTH } from '~/insight/model/customer-state';
import { fitHead } from '~/insight/model/fit/fit-head';
import { calibrateLapse } from '~/insight/model/lapse-calibration';
import { orderWithin } from '~/insight/model/order-within';
import { ownLogQuantity, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  emptyHead,
  type Head,
  type LapseCalibration,
  type NeedPool,
  needMeanLogGap,
  needOrOwn,
  unknownNeed,
} from '~/insight/model/pools';
import { createPurchaseLog } from '~/insight/model/purchase-log';
import { reorderCurve } from '~/insight/model/reorder-curve';
import { type ShapeContext, shapeOf } from '~/insight/model/shape-of';
import { at } from '~/insight/model/stats/slab';

/** Days between two fits of the pools; counted from day 0, so that it is a function of the calendar alone. */
export const SWEEP_DAYS = 14;

export interface StreamEngine {
  /** a purchase at the end of `day` (days since 1970-01-01); one that comes late moves the pools at the next sweep */
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
 * whole knows is fitted anew every other week from the purchases before that morning.
 *
 * The fit is put off until somebody asks. Where purchases come in order of day that changes no answer: it looks only at
 * the rows before the day it is due. One that comes late, from before that day, is in all answers about its own
 * customer; in the pools it is if nobody had asked yet, and else from the next fit on.
 */
export function createStreamEngine(): StreamEngine {
  const log = createPurchaseLog();
  let pairs: Float64Array = new Float64Array(PAIR_WIDTH * 64);
  let customers: Float64Array = new Float64Array(CUSTOMER_WIDTH * 64);
  let head: Head = emptyHead;
  let needs: NeedPool[] = [];
  let newNeed = unknownNeed(head);
  /** By need: the first that is asked about must not speak for the others. */
  const calibrations = new Map<number, LapseCalibration>();
  let sweptDay = Number.NEGATIVE_INFINITY;
  /** Customers of whom a row came late: their state is made anew when somebody asks. */
  const behind = new Set<number>();

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
    newNeed = unknownNeed(head);
    const later = log.sortedFrom(today);
    pairs = fitted.pairs;
    customers = fitted.customers;
    for (let k = 0; k < later.count; k++) {
      advance(later.pair[k] as number, later.day[k] as number, later.quantity[k] as number);
    }
  }

  function usualPace(pair: number): UsualPace {
    const need = needs[log.needOfPair(pair)] ?? newNeed;
    return { need, mean: needMeanLogGap(need, head, null) };
  }

  function advance(pair: number, day: number, quantity: number): void {
    const o = pair * PAIR_WIDTH;
    const c = log.customerOfPair(pair) * CUSTOMER_WIDTH;
    makeRoom(o, c);
    advanceLine({ pairs, pair: o, customers, customer: c, against: usualPace(pair) }, day, quantity);
  }

  function makeRoom(pair: number, customer: number): void {
    while (pair >= pairs.length) pairs = doubled(pairs);
    while (customer >= customers.length) customers = doubled(customers);
  }

  function isLate(customer: number, day: number): boolean {
    const c = customer * CUSTOMER_WIDTH;
    return (
      c < customers.length &&
      at(customers, c + CUSTOMER.orders) > 0 &&
      day < at(customers, c + CUSTOMER.lastDay)
    );
  }

  /** All rows of a customer again, in order of day. */
  function foldAgain(customer: number): void {
    const rows = log.rowsOf(customer);
    customers.fill(0, customer * CUSTOMER_WIDTH, (customer + 1) * CUSTOMER_WIDTH);
    for (const { pair } of rows) pairs.fill(0, pair * PAIR_WIDTH, (pair + 1) * PAIR_WIDTH);
    for (const { pair, day, quantity } of rows) advance(pair, day, quantity);
  }

  /** The state of a pair's customer at the end of the day of its last purchase: what they bought since is not known. */
  function customerAtLast(pair: number): { customers: Float64Array; customer: number } {
    const customer = log.customerOfPair(pair);
    const lastDay = at(pairs, pair * PAIR_WIDTH + PAIR.lastDay);
    if (at(customers, customer * CUSTOMER_WIDTH + CUSTOMER.lastDay) <= lastDay) {
      return { customers, customer: customer * CUSTOMER_WIDTH };
    }
    const then = new Float64Array(CUSTOMER_WIDTH);
    const own = new Map<number, Float64Array>();
    for (const row of log.rowsOf(customer)) {
      if (row.day > lastDay) break;
      const line = own.get(row.pair) ?? new Float64Array(PAIR_WIDTH);
      own.set(row.pair, line);
      const to = { pairs: line, pair: 0, customers: then, customer: 0, against: usualPace(row.pair) };
      advanceLine(to, row.day, row.quantity);
    }
    return { customers: then, customer: 0 };
  }

  function context(pair: number): ShapeContext {
    const o = pair * PAIR_WIDTH;
    const need = needOrOwn(needs[log.needOfPair(pair)], head, ownLogQuantity(pairs, o));
    return {
      pairs,
      pair: o,
      ...customerAtLast(pair),
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
      behind.clear();
    }
    const pair = log.pairOf(question.customer, question.need);
    if (pair === undefined) throw new Error(`nothing bought yet: ${question.customer} ${question.need}`);
    if (behind.delete(log.customerOfPair(pair))) foldAgain(log.customerOfPair(pair));
    return pair;
  }

  return {
    pairs: () => log.pairs,
    bytes: () => 8 * (log.pairs * PAIR_WIDTH + log.customerHash.length * CUSTOMER_WIDTH),
    buy(customer, need, day, quantity) {
      const pair = log.append(customer, need, day, quantity);
      const c = log.customerOfPair(pair);
      if (behind.has(c)) return;
      if (isLate(c, day)) behind.add(c);
      else advance(pair, day, quantity);
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
          rows: log.sorted(sweptDay, need),
          customerHash: log.customerHash,
          head,
          need: needs[need] ?? newNeed,
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

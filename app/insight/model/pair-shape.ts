import { addPace } from '~/insight/model/customer-pace';
import { advanceCustomer, CUSTOMER, CUSTOMER_WIDTH } from '~/insight/model/customer-state';
import { advancePair, noteOrders, ownLogQuantity, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import {
  type NeedPool,
  needMeanLogGap,
  needOrOwn,
  type ShopPool,
  type SupplyPrior,
} from '~/insight/model/pools';
import { type CustomerRhythm, inOrder, type PurchaseDay } from '~/insight/model/purchase-history';
import type { CurveShape } from '~/insight/model/reorder-curve';
import { shapeOf } from '~/insight/model/shape-of';
import { at } from '~/insight/model/stats/slab';

export interface ReorderInput {
  readonly purchases: readonly PurchaseDay[];
  readonly rhythm: CustomerRhythm;
  readonly need: NeedPool | null;
  readonly shop: ShopPool;
  readonly prior: SupplyPrior | null;
}

/** Thirteen months: an annual habit fits in. */
export const HORIZON_DAYS = 400;

/**
 * What the pools say of one customer's next purchase of a need, from all that is known of both.
 *
 * @returns the shape of the curve (its `days` are overwritten by the next call), the finished gaps, and the pool that
 * spoke for the need
 */
export function pairShape(input: ReorderInput): {
  readonly shape: CurveShape;
  readonly gaps: number;
  readonly need: NeedPool;
} {
  const purchases = inOrder(input.purchases);
  const pair = new Float64Array(PAIR_WIDTH);
  for (const { day, quantity, lastedDays } of purchases) advancePair(pair, 0, day, quantity, lastedDays);
  if (purchases.length === 0) advancePair(pair, 0, 0, Math.exp(input.need?.meanLogQuantity ?? 0));
  const lastDay = at(pair, PAIR.lastDay);
  const customer = new Float64Array(CUSTOMER_WIDTH);
  for (const day of input.rhythm.orderDays) if (day <= lastDay) advanceOn(day);
  advanceOn(lastDay);
  function advanceOn(day: number): void {
    advanceCustomer(customer, 0, day);
    if (day >= at(pair, PAIR.firstDay)) noteOrders(pair, 0, at(customer, CUSTOMER.orders));
  }

  const head = input.shop.needs;
  const need = needOrOwn(input.need, head, ownLogQuantity(pair, 0));
  const needMean = needMeanLogGap(need, head, input.prior);
  const pace = input.rhythm.pace;
  if (pace) {
    customer[CUSTOMER.paceSum] = pace.sum;
    customer[CUSTOMER.paceGaps] = pace.gaps;
  } else addPace(customer, 0, pair, 0, { need, mean: needMean });

  const basket = input.rhythm.basket;
  if (basket) {
    customer[CUSTOMER.lines] = basket.lines;
    customer[CUSTOMER.repeatLines] = basket.repeatLines;
    customer[CUSTOMER.lastLines] = basket.lastLines;
  }
  const shape = shapeOf({ pairs: pair, pair: 0, customers: customer, customer: 0, need, needMean, head });
  return { shape, gaps: at(pair, PAIR.gaps), need };
}

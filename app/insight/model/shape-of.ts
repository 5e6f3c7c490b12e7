import { CUSTOMER, weekdayOf } from '~/insight/model/customer-state';
import {
  baseVariance,
  FEATURES,
  type FeatureContext,
  prescribedCoefficients,
  writeFeatures,
} from '~/insight/model/features';
import { PAIR } from '~/insight/model/pair-state';
import { gapClass, type Head, type NeedPool } from '~/insight/model/pools';
import type { CurveShape } from '~/insight/model/reorder-curve';
import { at } from '~/insight/model/stats/slab';

/** Pseudo-orders of the shop's weekday profile against the customer's own. */
const WEEKDAY_PRIOR = 6;

export interface ShapeContext extends FeatureContext {
  readonly need: Pick<NeedPool, 'theta' | 'meanLogQuantity' | 'sdLogQuantity' | 'never'>;
  readonly head: Head;
}

const scratch = new Float64Array(FEATURES);
const profile = new Float64Array(7);

/**
 * The distribution of the days from a pair's last purchase to the next, as the pools see it.
 *
 * The answer's `weekdays` is a buffer that the next call overwrites.
 */
export function shapeOf(context: ShapeContext): CurveShape {
  const { pairs, pair, customers, customer, head, need } = context;
  writeFeatures(context, scratch, 0);
  const coefficients = head.coefficients.length === FEATURES ? head.coefficients : prescribedCoefficients;
  let location = 0;
  for (let j = 0; j < FEATURES; j++) location += at(scratch, j) * (coefficients[j] as number);
  const c = gapClass(at(pairs, pair + PAIR.gaps));
  const day = at(pairs, pair + PAIR.lastDay);
  const orders = at(customers, customer + CUSTOMER.orders);
  for (let z = 1; z <= 7; z++) {
    const w = weekdayOf(day + z);
    const own = at(customers, customer + CUSTOMER.weekday + w);
    profile[z - 1] = (7 * (own + WEEKDAY_PRIOR * (head.weekday[w] as number))) / (orders + WEEKDAY_PRIOR);
  }
  return {
    location: Math.min(Math.max(location, -2), 12),
    scale: Math.sqrt(baseVariance(pairs, pair, head.withinVariance) * (head.spread[c] as number)),
    never: need.never[c] as number,
    recalibration: head.recalibration[c] ?? null,
    weekdays: profile,
  };
}

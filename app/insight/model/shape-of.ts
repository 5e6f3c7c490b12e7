import { CUSTOMER } from '~/insight/model/customer-state';
import { expertCell, expertPoint } from '~/insight/model/expert-cells';
import {
  baseVariance,
  FEATURES,
  type FeatureContext,
  prescribedCoefficients,
  writeFeatures,
} from '~/insight/model/features';
import { sinceNewPace } from '~/insight/model/new-pace';
import { dayWeights } from '~/insight/model/order-rhythm';
import { PAIR } from '~/insight/model/pair-state';
import { gapClass, type Head, logit, type NeedPool, needNeverLogit } from '~/insight/model/pools';
import type { CurveShape, Shell } from '~/insight/model/reorder-curve';

export interface ShapeContext extends FeatureContext {
  readonly need: NeedPool;
  readonly head: Head;
}

const scratch = new Float64Array(FEATURES);
const days = new Float64Array(7);

/**
 * The distribution of the days from a pair's last purchase to the next, as the pools see it.
 *
 * The answer's `days` is a buffer that the next call overwrites.
 */
export function shapeOf(given: ShapeContext): CurveShape {
  const context = asTheyBuyNow(given);
  const { pairs, pair, customers, customer, head, need } = context;
  writeFeatures(context, scratch, 0);
  const fitted = head.coefficients.length === FEATURES;
  const coefficients = fitted ? head.coefficients : prescribedCoefficients;
  const c = gapClass(at(pairs, pair + PAIR.gaps));
  const cell = expertCell(pairs, pair);
  let location = 0;
  let neverLogit = needNeverLogit(head, c, at(need.never, c));
  for (let j = 0; j < FEATURES; j++) {
    location += at(scratch, j) * at(coefficients, j);
    if (fitted) neverLogit += at(scratch, j) * at(head.neverCoefficients, j);
  }
  const { weekday, weekdaySorts: sorts } = head;
  dayWeights({ customers, customer, weekday, sorts, day: at(pairs, pair + PAIR.lastDay) }, days);
  return {
    location: Math.min(Math.max(location, -2), 12),
    scale: Math.sqrt(baseVariance(pairs, pair, head.withinVariance) * at(head.spread, c)),
    never: 1 / (1 + Math.exp(-neverLogit)),
    recalibration: head.recalibration[c] ?? null,
    shells: shellsOf(context, cell),
    renewal: renewalOf(context, { c, cell }),
    days,
    season: need.season.length > 0 ? { pace: need.season, from: at(pairs, pair + PAIR.lastDay) } : null,
  };
}

function asTheyBuyNow(context: ShapeContext): ShapeContext {
  const { pairs, pair, customers, customer, head } = context;
  const orders = at(customers, customer + CUSTOMER.orders);
  const now = sinceNewPace({ pairs, pair, orders, withinVariance: head.withinVariance });
  return now === null ? context : { ...context, pairs: now, pair: 0 };
}

function renewalOf(context: ShapeContext, { c, cell }: { c: number; cell: number }): CurveShape['renewal'] {
  const { head, need, needMean, pairs, pair } = context;
  const weight = head.renewalWeights[cell] ?? 0;
  if (head.renewal === null || weight === 0) return null;
  return {
    weight,
    model: head.renewal,
    gaps: at(pairs, pair + PAIR.gaps),
    sumGap: at(pairs, pair + PAIR.sumGap),
    clock: Math.exp(needMean - head.meanLogGap),
    leaving: head.neverNeed * (logit(at(need.never, c)) - logit(at(head.never, c))),
  };
}

const none: readonly Shell[] = [];

function shellsOf(context: ShapeContext, cell: number): readonly Shell[] {
  const experts = context.head.experts[cell];
  if (experts === undefined || experts.length === 0) return none;
  return experts.map(({ expert, weight, knots }) => ({
    weight,
    knots,
    point: expertPoint(expert, context),
  }));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}

import { addPace } from '~/insight/model/customer-pace';
import { CUSTOMER, CUSTOMER_WIDTH } from '~/insight/model/customer-state';
import { baseHead } from '~/insight/model/fit/base-head';
import { fitCureRegression } from '~/insight/model/fit/cure-regression';
import { fitPairRenewal, weighExperts } from '~/insight/model/fit/expert-weights';
import type { HistorySet } from '~/insight/model/fit/history-set';
import { poolNeeds } from '~/insight/model/fit/need-pools';
import { sumNeeds } from '~/insight/model/fit/need-sums';
import { recalibrate } from '~/insight/model/fit/recalibration';
import { collectRows } from '~/insight/model/fit/training-rows';
import { PAIR_WIDTH } from '~/insight/model/pair-state';
import { GAP_CLASSES, type Head, type NeedPool, needMeanLogGap } from '~/insight/model/pools';
import { at } from '~/insight/model/stats/slab';

export interface FittedHead {
  readonly head: Head;
  readonly needs: NeedPool[];
  /** final state of every pair and customer, pace included */
  readonly pairs: Float64Array;
  readonly customers: Float64Array;
}

/**
 * Fits one head from scratch to everything known on the morning of `today`: sums, then the regression, then its
 * shape, then the experts beside it.
 *
 * From scratch, and every choice by hashes, so that the result is a function of the purchases alone and not of their
 * order of arrival.
 */
export function fitHead(set: HistorySet): FittedHead {
  const sums = sumNeeds(set);
  const base = baseHead(set, sums);
  const needs = poolNeeds(set, sums, base);
  const rows = collectRows(set, sums, base, needs);
  const { head, never } = fitCureRegression(rows, base, needs.length);
  const pooled = needs.map((need, k) => ({
    ...need,
    never: Array.from({ length: GAP_CLASSES }, (_, c) => at(never, c * needs.length + k)),
  }));
  const shaped: Head = { ...head, recalibration: recalibrate(rows, head), renewal: fitPairRenewal(rows) };
  const weighed: Head = { ...shaped, ...weighExperts(rows, shaped) };
  refreshPace(set, rows, pooled, weighed);
  return { head: weighed, needs: pooled, pairs: rows.pairs, customers: rows.customers };
}

/** The customers' pace against the pools as they are now: one pass over the pairs' sums. */
function refreshPace(
  set: HistorySet,
  { pairs, customers }: Pick<FittedHead, 'pairs' | 'customers'>,
  needs: readonly NeedPool[],
  head: Head,
): void {
  for (let c = 0; c < set.customerHash.length; c++) {
    customers[c * CUSTOMER_WIDTH + CUSTOMER.paceSum] = 0;
    customers[c * CUSTOMER_WIDTH + CUSTOMER.paceGaps] = 0;
  }
  const done = new Uint8Array(set.pairs);
  for (let k = 0; k < set.rows.count; k++) {
    const pair = set.rows.pair[k] as number;
    if (done[pair]) continue;
    done[pair] = 1;
    const c = (set.rows.customer[k] as number) * CUSTOMER_WIDTH;
    const need = set.rows.need[k] as number;
    addPace(customers, c, pairs, pair * PAIR_WIDTH, {
      need: needs[need] as NeedPool,
      mean: needMeanLogGap(needs[need] as NeedPool, head, set.priors[need] ?? null),
    });
  }
}

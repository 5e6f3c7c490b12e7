import { FOLDS } from '~/insight/model/fit/history-set';
import type { TrainingRows } from '~/insight/model/fit/training-rows';
import { emptyHead, GAP_CLASSES, logit } from '~/insight/model/pools';
import { add, at } from '~/insight/model/stats/slab';

/** Shares that never come back, by class of past gaps and by need. */
export interface NeverShares {
  readonly needCount: number;
  /** fold × class × need, from the other folds; class × need; class */
  readonly byFold: Float64Array;
  readonly all: Float64Array;
  readonly overall: Float64Array;
}

/** Customers in a class that a need's own share is held to the shop's by. */
const PRIOR_ROWS = 10;

export function emptyShares(needCount: number): NeverShares {
  const width = GAP_CLASSES * needCount;
  const share: NeverShares = {
    needCount,
    byFold: new Float64Array(FOLDS * width),
    all: new Float64Array(width),
    overall: Float64Array.from(emptyHead.never),
  };
  for (let c = 0; c < GAP_CLASSES; c++) {
    const from = c * needCount;
    share.all.fill(at(share.overall, c), from, from + needCount);
    for (let f = 0; f < FOLDS; f++) {
      share.byFold.fill(at(share.overall, c), f * width + from, f * width + from + needCount);
    }
  }
  return share;
}

/** By how much (in log odds) the need is left for good more often than its class: as the other folds see it. */
export function needLogit(rows: TrainingRows, share: NeverShares, i: number): number {
  const c = rows.gapClass[i] as number;
  const k = ((rows.fold[i] as number) * GAP_CLASSES + c) * share.needCount + (rows.need[i] as number);
  return logit(at(share.byFold, k)) - logit(at(share.overall, c));
}

/**
 * What sets one need apart from another: all rows count alike, for a lamp that nobody bought twice is old news.
 *
 * @param weight probability that the row's customer returns at all, as of this round
 */
export function updateShares(
  rows: TrainingRows,
  weight: Float64Array,
  share: NeverShares,
  stride: number,
): void {
  const { needCount } = share;
  const width = GAP_CLASSES * needCount;
  const gone = new Float64Array(share.byFold.length);
  const seen = new Float64Array(share.byFold.length);
  // by rows, not by needs: the needs' numbers depend on the order of arrival, and so would the last digit of a sum
  const goneClass = new Float64Array(GAP_CLASSES);
  const seenClass = new Float64Array(GAP_CLASSES);
  for (let i = 0; i < rows.count; i += stride) {
    const c = rows.gapClass[i] as number;
    const fold = (rows.fold[i] as number) * width + c * needCount + (rows.need[i] as number);
    const dead = rows.observed[i] ? 0 : 1 - at(weight, i);
    add(gone, fold, dead);
    add(seen, fold, 1);
    add(goneClass, c, dead);
    add(seenClass, c, 1);
  }
  const overFolds = (counts: Float64Array, k: number) => {
    let sum = 0;
    for (let f = 0; f < FOLDS; f++) sum += at(counts, f * width + k);
    return sum;
  };
  for (let c = 0; c < GAP_CLASSES; c++) {
    const overall = (at(goneClass, c) + 4 * (emptyHead.never[c] as number)) / (at(seenClass, c) + 4);
    share.overall[c] = overall;
    for (let k = c * needCount; k < (c + 1) * needCount; k++) {
      const [goneAll, seenAll] = [overFolds(gone, k), overFolds(seen, k)];
      share.all[k] = (goneAll + PRIOR_ROWS * overall) / (seenAll + PRIOR_ROWS);
      for (let f = 0; f < FOLDS; f++) {
        const others = seenAll - at(seen, f * width + k);
        share.byFold[f * width + k] =
          (goneAll - at(gone, f * width + k) + PRIOR_ROWS * overall) / (others + PRIOR_ROWS);
      }
    }
  }
}

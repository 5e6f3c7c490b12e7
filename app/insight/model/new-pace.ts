import { PAIR, PAIR_WIDTH, RECENT } from '~/insight/model/pair-state';
import { at } from '~/insight/model/stats/slab';

/** Gaps at a new pace that are looked at, at least; the ring of a pair's last gaps is the most. */
const AFTER = 3;
const BEFORE = 2;
/** Gaps that the pooled variance counts for. */
const POOLED = 4;
/** Squared distance of the two means, in standard errors: chance alone comes so far in one of some 2,000 looks. */
const CHANGED = 18;

interface Habit {
  readonly pairs: Float64Array;
  readonly pair: number;
  /** of the customer, over all needs */
  readonly orders: number;
  /** of the log gaps of one customer and need, over the shop */
  readonly withinVariance: number;
}

const fresh = new Float64Array(PAIR_WIDTH);

/**
 * A pair as its customer buys now: all their gaps, or the last three to five alone where the pace has changed.
 *
 * A mean over all gaps follows a new habit slowly: after four gaps of 30 days and three of 12 it is still at 20, and
 * every other opinion that remembers all gaps lags with it. So the means before and after are compared by their distance
 * in standard errors, and beyond four of them the customer starts anew. One odd gap is no change: it widens the pair's
 * own variance and so speaks against itself. It misleads where a rhythm alternates (two for the holidays, then none),
 * and needs five gaps.
 *
 * The idea is that of a single change point with a known number of gaps after it.
 * @see Smith, Biometrika 62 (1975), inference about a change-point
 * @returns a slab of one pair that the next call overwrites, or null where all gaps count
 * @example gaps of 30, 30, 30, 30, 12, 12, 12 days and a variance of .04: the three of 12
 */
export function sinceNewPace({ pairs, pair, orders, withinVariance }: Habit): Float64Array | null {
  const gaps = at(pairs, pair + PAIR.gaps);
  if (gaps < AFTER + BEFORE) return null;
  const sum = at(pairs, pair + PAIR.sumLogGap);
  const squaresOfAll = Math.max(at(pairs, pair + PAIR.sumSquaredLogGap) - (sum * sum) / gaps, 0);
  let after = 0;
  let best = 0;
  let farthest = CHANGED;
  for (let count = 1; count <= Math.min(RECENT, gaps - BEFORE); count++) {
    after += Math.log(recentGap(pairs, pair, count));
    if (count < AFTER) continue;
    const before = gaps - count;
    const step = after / count - (sum - after) / before;
    const squares = Math.max(squaresOfAll - ((before * count) / gaps) * step * step, 0);
    const variance = (POOLED * withinVariance + squares) / (POOLED + gaps - 2);
    const distance = (step * step) / (variance * (1 / count + 1 / before));
    if (distance < farthest) continue;
    farthest = distance;
    best = count;
  }
  return best === 0 ? null : startAnew({ pairs, pair, orders }, best);
}

/** The `back`-th last gap, in days. */
function recentGap(pairs: Float64Array, pair: number, back: number): number {
  return at(pairs, pair + PAIR.recent + ((at(pairs, pair + PAIR.gaps) - back) % RECENT));
}

/** The pair as if its last `count` gaps had been all; what is not kept by gap stays the mean that it was. */
function startAnew({ pairs, pair, orders }: Omit<Habit, 'withinVariance'>, count: number): Float64Array {
  const share = count / at(pairs, pair + PAIR.gaps);
  for (let i = 0; i < PAIR_WIDTH; i++) fresh[i] = at(pairs, pair + i);
  let sum = 0;
  let sumLog = 0;
  let sumSquared = 0;
  for (let back = count; back >= 1; back--) {
    const days = recentGap(pairs, pair, back);
    const log = Math.log(days);
    sum += days;
    sumLog += log;
    sumSquared += log * log;
    fresh[PAIR.recent + count - back] = days;
  }
  fresh[PAIR.gaps] = count;
  fresh[PAIR.sumGap] = sum;
  fresh[PAIR.sumLogGap] = sumLog;
  fresh[PAIR.sumSquaredLogGap] = sumSquared;
  fresh[PAIR.level] = sumLog / count;
  fresh[PAIR.levelDays] = sum / count;
  fresh[PAIR.sumLogQuantityBefore] = share * at(pairs, pair + PAIR.sumLogQuantityBefore);
  const ordersAtFirst = at(pairs, pair + PAIR.ordersAtFirst);
  if (ordersAtFirst > 0) fresh[PAIR.ordersAtFirst] = Math.max(1, orders - share * (orders - ordersAtFirst));
  fresh[PAIR.firstDay] = at(pairs, pair + PAIR.lastDay) - sum;
  return fresh;
}

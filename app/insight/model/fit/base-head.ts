import { type HistorySet, walkOrderDays } from '~/insight/model/fit/history-set';
import type { NeedSums } from '~/insight/model/fit/need-sums';
import { weekdaySorts } from '~/insight/model/fit/weekday-sorts';
import { emptyHead, type Head, PRIOR_GAPS } from '~/insight/model/pools';
import { add, at } from '~/insight/model/stats/slab';

/**
 * Everything of the head that needs no iteration: means, variances, elasticity, weekdays.
 *
 * Each starts from what an empty shop would use, worth a handful of pseudo-observations. A pair's own mean is
 * believed by within / between: if pairs hardly differ, it takes many of its own gaps to depart from the pool.
 *
 * @see Efron & Morris, JASA 70 (1975) for shrinkage by the two variances
 */
export function baseHead(set: HistorySet, sums: NeedSums): Head {
  const { rhythm } = sums;
  const within = (rhythm.squares + 20 * emptyHead.withinVariance) / (rhythm.gaps - rhythm.returning + 20);
  const between = betweenVariance(sums, within);
  const cadence = orderCadence(set);
  const weekdays = sums.weekday.reduce((a, b) => a + b, 0);
  const weekday = Array.from(sums.weekday, (n) => (n + 5) / (weekdays + 35));
  return {
    ...emptyHead,
    ...quantityEffect(set, sums),
    gaps: rhythm.gaps,
    meanLogGap: (rhythm.sumLogGap + PRIOR_GAPS * emptyHead.meanLogGap) / (rhythm.gaps + PRIOR_GAPS),
    withinVariance: within,
    ownShrink: within / between,
    paceShrink: (2 * within) / between + 4,
    meanLogOrderGap: (cadence.logGap + 4 * emptyHead.meanLogOrderGap) / (cadence.count + 4),
    meanLogLines: cadence.logLines / (cadence.orders + 4),
    repeatShare: (rhythm.gaps + 2) / (set.rows.count + 10),
    sales: shopSales(sums),
    salesFrom: sums.firstWeek,
    weekday,
    weekdaySorts: weekdaySorts(set, weekday),
  };
}

/** Variance of pairs' true means: that of the observed means less what chance alone would give them. */
function betweenVariance({ rhythm }: NeedSums, within: number): number {
  const { steady, steadyGaps, sumMean, sumSquaredMean } = rhythm;
  if (steady <= 20) return 0.3;
  return Math.max(sumSquaredMean / steady - (sumMean / steady) ** 2 - (within * steady) / steadyGaps, 0.05);
}

function quantityEffect(set: HistorySet, sums: NeedSums): Pick<Head, 'theta' | 'sdLogQuantity'> {
  let covariance = 0;
  let quantityVariance = 0;
  let purchases = 0;
  let spread = 0;
  for (const need of set.rows.needOrder) {
    covariance += at(sums.covariance, need);
    quantityVariance += at(sums.quantityVariance, need);
    const n = at(sums.purchases, need);
    purchases += n;
    if (n > 0) spread += at(sums.sumSquaredLogQuantity, need) - at(sums.sumLogQuantity, need) ** 2 / n;
  }
  return {
    theta: (covariance + 5 * emptyHead.theta) / (quantityVariance + 5),
    sdLogQuantity: Math.sqrt(Math.max((spread + 1) / (purchases + 4), 1e-4)),
  };
}

function shopSales(sums: NeedSums): number[] {
  const sales = new Float64Array(sums.weeks);
  sums.sales.forEach((n, i) => {
    add(sales, i % sums.weeks, n);
  });
  return Array.from(sales);
}

/** Sums over rows of the log mean order gap as the features see it, and over orders of their log lines. */
function orderCadence(set: HistorySet) {
  const { rows } = set;
  const ordersUpTo = walkOrderDays(set);
  const sums = { logGap: 0, count: 0, logLines: 0, orders: 0 };
  let customer = -1;
  let first = 0;
  let last = 0;
  let orders = 0;
  let lines = 0;
  const countOrder = (day: number) => {
    if (orders === 0) first = day;
    orders++;
  };
  for (let k = 0; k < rows.count; k++) {
    const day = rows.day[k] as number;
    if (rows.customer[k] !== customer || day > last) {
      if (lines > 0) {
        sums.logLines += Math.log(lines);
        sums.orders++;
      }
      lines = 0;
      if (rows.customer[k] !== customer) {
        customer = rows.customer[k] as number;
        orders = 0;
      }
      last = day;
      ordersUpTo(customer, day, countOrder);
    }
    lines++;
    if (orders > 1) {
      sums.logGap += Math.log(Math.max((last - first) / (orders - 1), 1));
      sums.count++;
    }
  }
  return sums;
}

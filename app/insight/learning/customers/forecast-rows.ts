import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import { reminderDay } from '~/insight/learning/customers/reminder-day';
import { reorderQuantileDays } from '~/insight/model/reorder';

/** One row of the table forecast, with days as numbers since 1970-01-01. */
export interface ForecastRow {
  readonly needId: bigint;
  readonly lastPurchaseOn: number;
  readonly suppliedOn: number;
  /** Items of the last purchase, as bought. */
  readonly quantity: number;
  readonly ownGaps: number;
  /** Customers behind the pool, this one left out. */
  readonly otherCustomers: number;
  readonly ownWeight: number;
  readonly neverProbability: number;
  readonly p10On: number;
  readonly p25On: number;
  readonly p50On: number;
  readonly p75On: number;
  readonly p90On: number;
  readonly writeOn: number;
}

/** The forecasts of an insight as they are shown: quantiles as calendar days. */
export function forecastRows(insight: CustomerInsight): ForecastRow[] {
  return insight.needs.flatMap((need) => {
    const { forecast, last } = need;
    if (!forecast || !last) return [];
    const on = (days: number) => need.anchorDay + Math.round(days);
    const quantile = (p: number) => on(reorderQuantileDays(forecast, p));
    return [
      {
        needId: need.need.id,
        lastPurchaseOn: last.day,
        suppliedOn: last.delivery?.day ?? last.day,
        quantity: last.items,
        ownGaps: forecast.ownGaps,
        otherCustomers: need.otherBuyers,
        ownWeight: round(need.ownWeight),
        neverProbability: round(forecast.neverProbability),
        p10On: quantile(0.1),
        p25On: quantile(0.25),
        p50On: quantile(0.5),
        p75On: quantile(0.75),
        p90On: quantile(0.9),
        writeOn: reminderDay(need, last, forecast).day,
      },
    ];
  });
}

/** Enough digits to show; fewer rewritten rows when a pool moves by a hair. */
function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

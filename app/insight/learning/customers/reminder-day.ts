import type { LastPurchase, NeedInsight } from '~/insight/learning/customers/customer-insight';
import { type ReorderForecast, reorderQuantileDays, writeDay } from '~/insight/model/reorder';

/** Nobody is reminded sooner after their parcel came. */
export const AFTER_DELIVERY_DAYS = 7;

/** Shipping wants so many days at least, and its own time and two more. */
const LEAST_LEAD_DAYS = 5;
const LEAD_SHARE = 0.4;

export interface ReminderDay {
  readonly medianDays: number;
  /** The day of writing. */
  readonly day: number;
  /** The day before which nothing may be written about this. */
  readonly earliestDay: number;
}

/**
 * When to write about a supply: the model's write-day, but never later than the median reorder less what shipping takes
 * (at least 5 days, or transit and 2, yet no more than 40 % of the cycle), and never sooner than a week after the last
 * parcel came, the end of the silence they asked for, or the day on which they said that they are out. What is planned and
 * what is shown as the day of writing are this one day.
 */
export function reminderDay(
  need: Pick<NeedInsight, 'anchorDay' | 'transitDays' | 'snoozedUntilDay' | 'answer'>,
  last: Pick<LastPurchase, 'day' | 'delivery'>,
  forecast: ReorderForecast,
): ReminderDay {
  const { medianDays, writeDays } = daysToReminder(forecast, need.transitDays);
  const arrivedDay = last.delivery?.day ?? last.day + Math.ceil(need.transitDays);
  const outDay = need.answer?.answer === 'running_out_sooner' ? need.answer.day : 0;
  const earliestDay = Math.max(arrivedDay + AFTER_DELIVERY_DAYS, need.snoozedUntilDay ?? 0, outDay);
  return { medianDays, day: Math.max(need.anchorDay + writeDays, earliestDay), earliestDay };
}

/**
 * The same as days from the last purchase, as far as the forecast and shipping say: the earliest day comes on top of it.
 *
 * @param lastDay no later day is chosen
 */
export function daysToReminder(
  forecast: ReorderForecast,
  transitDays: number,
  lastDay = forecast.horizonDays,
): { readonly medianDays: number; readonly writeDays: number } {
  const medianDays = reorderQuantileDays(forecast, 0.5);
  const lead = Math.min(Math.max(LEAST_LEAD_DAYS, transitDays + 2), LEAD_SHARE * medianDays);
  return { medianDays, writeDays: Math.min(writeDay(forecast, lastDay), Math.floor(medianDays - lead)) };
}

/** How far back a report looks, in days. */
export const reportDays = [28, 90, 365] as const;
export type ReportDays = (typeof reportDays)[number];

export function parseReportDays(text: string | null): ReportDays {
  return reportDays.find((days) => String(days) === text) ?? 90;
}

/** Longer reports are drawn by months. */
export function reportStep(days: ReportDays): 'week' | 'month' {
  return days > 100 ? 'month' : 'week';
}

/** The report that counts how early and late the reminders were: long enough for a reorder to have followed most. */
export const TIMED_DAYS = 90 satisfies ReportDays;

/** A claim needs so many customers in each group, and so many who ordered again in both together. */
export const LEAST_CUSTOMERS = 100;
export const LEAST_REORDERS = 10;

/** Below so many customers who reordered, the bounds of a difference of two rules are too unsure to show. */
export const FEWEST_TO_COMPARE = 30;

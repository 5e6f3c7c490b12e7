import { forecastReorder, type ReorderForecast, writeDay } from '~/insight/model/reorder';

/** How the forecasts of a past stretch of time turned out, beside what simpler rules would have done. */
export interface ForecastScore {
  readonly questions: number;
  /** Purchases that were followed by a reorder within the horizon: only those could be met in time at all. */
  readonly reordered: number;
  /** Share of these whose reorder fell where the message of that rule would still have been of use. */
  readonly onTime: Readonly<Record<Rule, number>>;
  /** What was said of a reorder within 30 days, and what came, in fifths of the probability. */
  readonly calibration: readonly { readonly said: number; readonly came: number; readonly count: number }[];
}

export const rules = ['carafe', 'product-median', 'fixed-delay'] as const;
export type Rule = (typeof rules)[number];

/** One purchase of the past, as it was known then, and when the next one came (null: not within the horizon). */
export interface PastQuestion {
  readonly input: Parameters<typeof forecastReorder>[0];
  readonly gapDays: number | null;
}

/** Every past purchase is followed for so long, so that nothing is still open. */
export const FOLLOWED_DAYS = 90;
/** The last day whose whole window of use can be seen: a message after it would be held late, whatever came. */
const LAST_DAY = (FOLLOWED_DAYS * 7) / 10;
const FIFTHS = 5;
const WITHIN_DAYS = 30;
/** A rule that knows only a usual time writes a little before it, so that the window of use lies around it. */
const BEFORE_USUAL = 0.85;

export interface Scorer {
  add(question: PastQuestion): void;
  score(): ForecastScore;
}

/**
 * Puts past purchases to the model as it stood then and counts what came. The same window serves all rules: from the day
 * of the message to that day / 0.7, at least three days, in which the customer is really low and shipping still fits.
 * No rule may choose a day whose window ends after the days that are followed: what it would have met there is not seen.
 */
export function createScorer(): Scorer {
  const bins = Array.from({ length: FIFTHS }, () => ({ said: 0, came: 0, count: 0 }));
  const hits: Record<Rule, number> = { carafe: 0, 'product-median': 0, 'fixed-delay': 0 };
  let questions = 0;
  let reordered = 0;
  return {
    add({ input, gapDays }) {
      questions += 1;
      if (gapDays !== null) reordered += 1;
      const forecast = forecastReorder(input);
      const usual = {
        'product-median': input.need?.medianDays ?? Math.exp(input.shop.needs.meanLogGap),
        'fixed-delay': Math.exp(input.shop.needs.meanLogGap),
      };
      const days: Record<Rule, number> = {
        carafe: writeDay(forecast, LAST_DAY),
        'product-median': beforeUsual(usual['product-median']),
        'fixed-delay': beforeUsual(usual['fixed-delay']),
      };
      for (const rule of rules) if (isOfUse(days[rule], gapDays)) hits[rule] += 1;
      const said = saidWithin(forecast, WITHIN_DAYS);
      const bin = bins[Math.min(FIFTHS - 1, Math.floor(said * FIFTHS))];
      if (!bin) return;
      bin.count += 1;
      bin.said += said;
      if (gapDays !== null && gapDays <= WITHIN_DAYS) bin.came += 1;
    },
    score: () => ({
      questions,
      reordered,
      onTime: {
        carafe: share(hits.carafe, reordered),
        'product-median': share(hits['product-median'], reordered),
        'fixed-delay': share(hits['fixed-delay'], reordered),
      },
      calibration: bins
        .filter(({ count }) => count > 0)
        .map(({ said, came, count }) => ({ said: share(said, count), came: share(came, count), count })),
    }),
  };
}

function beforeUsual(days: number): number {
  return Math.min(Math.max(1, Math.round(BEFORE_USUAL * days)), LAST_DAY);
}

function isOfUse(day: number, gapDays: number | null): boolean {
  return gapDays !== null && gapDays >= day && gapDays <= Math.max(day / 0.7, day + 3);
}

function saidWithin({ cdf }: ReorderForecast, days: number): number {
  return cdf[days - 1] ?? 0;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000;
}

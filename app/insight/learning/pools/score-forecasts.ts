import { AFTER_DELIVERY_DAYS, daysToReminder } from '~/insight/learning/customers/reminder-day';
import { forecastReorder, type ReorderForecast, reorderQuantileDays } from '~/insight/model/reorder';
import { meanByGroup } from '~/insight/model/stats/clustered-mean';

/** How the forecasts of a past stretch of time turned out, beside what simpler rules would have done. */
export interface ForecastScore {
  readonly questions: number;
  /** Customers who made these purchases. */
  readonly customers: number;
  /** Purchases that were followed by a reorder within the horizon: only those could be met in time at all. */
  readonly reordered: number;
  readonly reorderingCustomers: number;
  /** Share of these whose reorder fell where the message of that rule would still have been of use. */
  readonly onTime: Readonly<Record<Rule, number>>;
  /** How much larger our share is than that of a simpler rule, over the same purchases. */
  readonly ahead: Readonly<Record<SimplerRule, Ahead>>;
  /** The one delay for all, the same for every purchase of a shop; null where none was asked about. */
  readonly fixedDelayDays: number | null;
  /**
   * Share of these whose reorder came within the days that hold eight chances in ten. Of a reorder within the horizon, on
   * both sides: of a later one nothing is seen.
   */
  readonly rangeHeld: number;
  /** What was said of a reorder within 30 days, and what came, in fifths of the probability. */
  readonly calibration: readonly {
    readonly said: number;
    readonly came: number;
    readonly count: number;
    readonly customers: number;
  }[];
}

/** A difference of shares; several purchases of one customer are no several witnesses. Null: one customer, or none. */
export interface Ahead {
  readonly difference: number;
  readonly standardError: number | null;
}

export const simplerRules = ['product-median', 'fixed-delay'] as const;
export type SimplerRule = (typeof simplerRules)[number];
export const rules = ['carafe', ...simplerRules] as const;
export type Rule = (typeof rules)[number];

/** One purchase of the past, as it was known then, and when the next one came (null: not within the horizon). */
export interface PastQuestion {
  readonly customer: string;
  readonly input: Parameters<typeof forecastReorder>[0];
  /** Usual days from order to door. */
  readonly transitDays: number;
  readonly gapDays: number | null;
}

/** Every past purchase is followed for so long, so that nothing is still open. */
export const FOLLOWED_DAYS = 90;
/** The last day whose whole window of use can be seen: a message after it would be held late, whatever came. */
const LAST_DAY = (FOLLOWED_DAYS * 7) / 10;
const FIFTHS = 5;
const WITHIN_DAYS = 30;
/** A rule that knows only a usual time writes a little before it, so that the window of use lies around it; the page says it. */
const BEFORE_USUAL = 0.85;

export interface Scorer {
  add(question: PastQuestion): void;
  score(): ForecastScore;
}

/**
 * Puts past purchases to the model as it stood then and counts what came. Judged is the day on which the reminder would
 * be sent: with time for shipping, and for every rule not sooner than a week after the parcel came. The same window
 * serves all rules: from the day of the message to that day / 0.7, at least three days, in which the customer is really
 * low. No rule may choose a day whose window ends after the days that are followed: what it would have met there is not
 * seen.
 */
export function createScorer(): Scorer {
  const bins = Array.from({ length: FIFTHS }, () => ({ said: 0, came: 0, count: 0, who: new Set<string>() }));
  const hits: Record<Rule, number> = { carafe: 0, 'product-median': 0, 'fixed-delay': 0 };
  const ahead = { 'product-median': meanByGroup(), 'fixed-delay': meanByGroup() };
  const customers = new Set<string>();
  let questions = 0;
  let reordered = 0;
  let held = 0;
  let fixedDelayDays: number | null = null;
  return {
    add(question) {
      const { customer, gapDays } = question;
      const forecast = forecastReorder(question.input);
      const days = sendDays(question, forecast);
      fixedDelayDays = days['fixed-delay'];
      questions += 1;
      customers.add(customer);
      if (gapDays !== null) {
        reordered += 1;
        if (isWithinRange(forecast, gapDays)) held += 1;
        const met = (rule: Rule) => (isOfUse(days[rule], gapDays) ? 1 : 0);
        for (const rule of rules) hits[rule] += met(rule);
        for (const rule of simplerRules) ahead[rule].add(customer, met('carafe') - met(rule));
      }
      const said = saidWithin(forecast, WITHIN_DAYS);
      const bin = bins[Math.min(FIFTHS - 1, Math.floor(said * FIFTHS))];
      if (!bin) return;
      bin.count += 1;
      bin.said += said;
      bin.who.add(customer);
      if (gapDays !== null && gapDays <= WITHIN_DAYS) bin.came += 1;
    },
    score: () => ({
      questions,
      customers: customers.size,
      reordered,
      reorderingCustomers: ahead['fixed-delay'].result().groups,
      onTime: {
        carafe: share(hits.carafe, reordered),
        'product-median': share(hits['product-median'], reordered),
        'fixed-delay': share(hits['fixed-delay'], reordered),
      },
      ahead: {
        'product-median': aheadOf(ahead['product-median'].result()),
        'fixed-delay': aheadOf(ahead['fixed-delay'].result()),
      },
      fixedDelayDays,
      rangeHeld: share(held, reordered),
      calibration: bins
        .filter(({ count }) => count > 0)
        .map(({ said, came, count, who }) => ({
          said: share(said, count),
          came: share(came, count),
          count,
          customers: who.size,
        })),
    }),
  };
}

/** The day of each rule's message, counted from the purchase. */
function sendDays({ input, transitDays }: PastQuestion, forecast: ReorderForecast): Record<Rule, number> {
  const earliest = Math.ceil(transitDays) + AFTER_DELIVERY_DAYS;
  const within = (days: number) => Math.min(Math.max(days, earliest), LAST_DAY);
  const usualOfShop = Math.exp(input.shop.needs.meanLogGap);
  return {
    carafe: within(daysToReminder(forecast, transitDays, LAST_DAY).writeDays),
    'product-median': within(beforeUsual(input.need?.medianDays ?? usualOfShop)),
    'fixed-delay': within(beforeUsual(usualOfShop)),
  };
}

function beforeUsual(days: number): number {
  return Math.round(BEFORE_USUAL * days);
}

function isOfUse(day: number, gapDays: number): boolean {
  return gapDays >= day && gapDays <= Math.max(day / 0.7, day + 3);
}

/** In whole days, as a customer's page shows them. */
function isWithinRange(forecast: ReorderForecast, gapDays: number): boolean {
  const followed = { ...forecast, horizonDays: FOLLOWED_DAYS };
  const dayOf = (p: number) => Math.round(reorderQuantileDays(followed, p));
  return gapDays >= dayOf(0.1) && gapDays <= dayOf(0.9);
}

function saidWithin({ cdf }: ReorderForecast, days: number): number {
  return cdf[days - 1] ?? 0;
}

function aheadOf({ mean, standardError }: { mean: number; standardError: number | null }): Ahead {
  return {
    difference: rounded(mean),
    standardError: standardError === null ? null : rounded(standardError),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded(part / whole);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

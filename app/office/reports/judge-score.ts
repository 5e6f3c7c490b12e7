import { FEWEST_TO_COMPARE } from '~/base/vocabulary/reports';
import {
  type Ahead,
  type ForecastScore,
  type SimplerRule,
  simplerRules,
} from '~/insight/learning/pools/score-forecasts';
import { shareOf } from '~/office/reports/funnel';

/** 95 % of a normal distribution lie within so many standard errors. */
const BOUND = 1.959964;

const FEWEST_IN_ROW = 10;

/** What the difference to a simpler rule means; shares with their 95 % bounds, 0.04 is four points. */
export type Judged =
  | { readonly verdict: 'too-few' }
  | {
      readonly verdict: 'chance' | 'ahead' | 'behind';
      readonly difference: number;
      readonly from: number;
      readonly to: number;
    };

export type Comparison = Judged & { readonly against: SimplerRule };

/** A row of what was said and what came, with how far chance alone may carry what came. */
export interface CalibrationRow {
  readonly said: number;
  readonly came: number;
  readonly from: number;
  readonly to: number;
  readonly isWithin: boolean;
  readonly count: number;
  readonly customers: number;
}

/** Does the difference to each simpler rule mean anything yet? One time in twenty chance alone says that it does. */
export function compareRules(score: Pick<ForecastScore, 'ahead' | 'reorderingCustomers'>): Comparison[] {
  return simplerRules.map((against) => ({
    against,
    ...verdictOf(score.ahead[against], score.reorderingCustomers),
  }));
}

function verdictOf({ difference, standardError }: Ahead, customers: number): Judged {
  if (standardError === null || customers < FEWEST_TO_COMPARE) return { verdict: 'too-few' };
  const from = Math.max(-1, difference - BOUND * standardError);
  const to = Math.min(1, difference + BOUND * standardError);
  return { verdict: from > 0 ? 'ahead' : to < 0 ? 'behind' : 'chance', difference, from, to };
}

/**
 * Bounds as wide as if each customer had been asked once: several purchases of one person are no several witnesses. None
 * where the rules cannot be compared either, and no row of a few customers, whose bounds hold nearly everything.
 */
export function calibrationRows({
  calibration,
  reorderingCustomers,
}: Pick<ForecastScore, 'calibration' | 'reorderingCustomers'>): CalibrationRow[] {
  if (reorderingCustomers < FEWEST_TO_COMPARE) return [];
  const shown = calibration.filter(({ customers }) => customers >= FEWEST_IN_ROW);
  return shown.map((row) => {
    const { from, to } = shareOf(row.came * row.customers, row.customers);
    return { ...row, from, to, isWithin: row.said >= from && row.said <= to };
  });
}

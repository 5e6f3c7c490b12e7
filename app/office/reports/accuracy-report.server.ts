import { TIMED_DAYS } from '~/base/vocabulary/reports';
import { sqlInShop } from '~/db.server';
import type { ForecastScore } from '~/insight/learning/pools/score-forecasts';
import {
  type CalibrationRow,
  type Comparison,
  calibrationRows,
  compareRules,
} from '~/office/reports/judge-score';
import { readReport } from '~/office/reports/report-row.server';
import { nothingSent, type SentTiming } from '~/office/reports/sent-timing.server';

type Counted = Pick<
  ForecastScore,
  'questions' | 'customers' | 'reordered' | 'reorderingCustomers' | 'onTime' | 'fixedDelayDays' | 'rangeHeld'
>;

export interface JudgedScore extends Counted {
  readonly comparisons: readonly Comparison[];
  readonly calibration: readonly CalibrationRow[];
  readonly scoredOn: string;
}

export interface AccuracyReport {
  readonly score: JudgedScore | null;
  readonly sent: SentTiming;
  /** When they were counted: where they are very many, at night. */
  readonly sentUntil: Date;
}

/** How good the forecasts were: on the shop's past, and in the reminders of a report's time. */
export async function loadAccuracy(shopId: bigint, now: Date): Promise<AccuracyReport> {
  const { counts, madeAt } = await readReport(shopId, TIMED_DAYS, now);
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ score: ForecastScore; scoredOn: string }>(
      `SELECT score, scored_on AS "scoredOn" FROM model_score WHERE shop_id = $1`,
    ),
  );
  return {
    score: row && row.score.reordered > 0 ? judged(row.score, row.scoredOn) : null,
    sent: counts.timing ?? nothingSent,
    sentUntil: madeAt,
  };
}

function judged(score: ForecastScore, scoredOn: string): JudgedScore {
  return { ...score, scoredOn, comparisons: compareRules(score), calibration: calibrationRows(score) };
}

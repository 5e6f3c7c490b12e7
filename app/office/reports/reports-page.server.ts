import type { ReportDays } from '~/base/vocabulary/reports';
import type { KindLine, ReportCounts } from '~/office/reports/count-report.server';
import { type Lift, liftOf } from '~/office/reports/lift';
import { readReport } from '~/office/reports/report-row.server';

export interface ReportPage extends Omit<ReportCounts, 'kinds'> {
  readonly days: ReportDays;
  readonly madeAt: Date;
  readonly kinds: readonly KindReport[];
  /** Nothing was sent, planned away, answered or complained about. */
  readonly isEmpty: boolean;
}

export interface KindReport extends KindLine {
  readonly lift: Lift;
}

/** Everything that the page of reports says about the last so many days. */
export async function loadReport(shopId: bigint, days: ReportDays, now: Date): Promise<ReportPage> {
  const { counts, madeAt } = await readReport(shopId, days, now);
  const { kinds, refused, answers, complaints } = counts;
  return {
    ...counts,
    days,
    madeAt,
    kinds: kinds.map((line) => ({
      ...line,
      lift: line.compared > 0 ? liftOf(line.treated, line.holdout) : { verdict: 'no-holdout' as const },
    })),
    isEmpty: kinds.length + refused.length + answers.length + complaints.opened === 0,
  };
}

import type { AnswerRow } from '~/insight/learning/history/history-rows';

/** What a customer's own word does to the expected run-out. */
export interface AnswerEffect {
  /** Days by which the forecast moves; negative: sooner. */
  readonly shiftDays: number;
  readonly snoozedUntilDay: number | null;
  readonly last: { readonly answer: string; readonly day: number } | null;
}

const SNOOZE_SHARE = 0.3;
const SHORTEST_SNOOZE = 7;
const LONGEST_SNOOZE = 60;

/**
 * "Still have plenty" says that the run-out lies later than today: a censored observation. The forecast moves so that
 * the day to write falls on the end of the snooze, which the customer chose, else three tenths of the usual time,
 * between 7 and 60 days. "Running out sooner" is an observed run-out: the middle of the forecast moves to the day of the
 * answer where it lies later. The day to write alone would not do: the question comes with a mail, mostly after that day.
 * Only words since the last purchase count; a purchase starts afresh, and what was said before it teaches with the gap
 * that it ended: see `runOutsOf`.
 *
 * @param answers of this need, with their days, oldest first
 * @param expected day of the last purchase, the model's write day and median, and what came otherwise since and puts both off
 */
export function answersShift(
  answers: readonly (Pick<AnswerRow, 'answer' | 'snoozeDays'> & { readonly day: number })[],
  expected: {
    readonly lastDay: number;
    readonly carriedDays: number;
    readonly writeDays: number;
    readonly medianDays: number;
  },
): AnswerEffect {
  let shiftDays = 0;
  let snoozedUntilDay: number | null = null;
  let last: AnswerEffect['last'] = null;
  for (const { answer, snoozeDays, day } of answers) {
    if (day < expected.lastDay) continue;
    last = { answer, day };
    const anchorDay = expected.lastDay + expected.carriedDays + shiftDays;
    if (answer === 'still_plenty') {
      const snooze = snoozeDays ?? defaultSnoozeDays(expected.medianDays);
      snoozedUntilDay = day + snooze;
      shiftDays += Math.max(0, snoozedUntilDay - (anchorDay + expected.writeDays));
    } else if (answer === 'running_out_sooner') {
      snoozedUntilDay = null;
      shiftDays += Math.min(0, day - (anchorDay + Math.round(expected.medianDays)));
    }
  }
  return { shiftDays, snoozedUntilDay, last };
}

export function defaultSnoozeDays(medianDays: number): number {
  return Math.min(LONGEST_SNOOZE, Math.max(SHORTEST_SNOOZE, Math.round(medianDays * SNOOZE_SHARE)));
}

import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { RESULT_CUT, RESULT_DAMAGED } from '~/intake/shopify/bulk-operations';

/** What went wrong with a bulk result, and what follows. */
export interface BackfillFailure {
  readonly code: string;
  /** It brings the end of trying nearer. A Shopify that does not answer is waited for, however long that takes. */
  readonly isCounted: boolean;
  /** The operation is asked for again; otherwise its result is read on behind the last line that was passed. */
  readonly isAnew: boolean;
}

/** What a person is told of it. */
export interface BackfillProblem {
  readonly kind: 'cut' | 'damaged' | 'denied' | 'noAccess' | 'notSaved' | 'other';
  readonly code: string;
}

/** An error of our own, and not of Shopify's. */
export const NOT_SAVED = 'NOT_SAVED';
/** Shopify takes our token no more. */
export const NO_ACCESS = 'NO_ACCESS';
/** Shopify does not let the app read what it asked for. */
export const ACCESS_DENIED = 'ACCESS_DENIED';
const RETRY_MINUTES = [2, 5, 15];

/**
 * A file that breaks off is read on while each try gets further, since every such try brings the end nearer; one that
 * breaks off at the same place again, or is damaged or gone, is of no use and its operation is run anew. An error of our
 * own says nothing about the file.
 */
export function judgeFailure(error: unknown, { hasGoneOn }: { hasGoneOn: boolean }): BackfillFailure {
  if (!(error instanceof AdminApiError)) return { code: NOT_SAVED, isCounted: !hasGoneOn, isAnew: false };
  const { code, failure } = error;
  const isOfNoUse = code === RESULT_CUT ? !hasGoneOn : failure === 'permanent';
  return isOfNoUse ? ofNoUse(code) : { code, isCounted: false, isAnew: false };
}

/** What the bulk operation made, or did not make, leads nowhere. */
export function ofNoUse(code: string): BackfillFailure {
  return { code, isCounted: true, isAnew: true };
}

/** When a backfill is tried again after so many counted failures. Null: it has failed, and a person decides. */
export function nextTryAt(attempts: number, now: Date): Date | null {
  const minutes = RETRY_MINUTES[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

/** What may stop whatever is read of a shop. */
export const commonProblems = {
  [ACCESS_DENIED]: 'denied',
  [NO_ACCESS]: 'noAccess',
  [NOT_SAVED]: 'notSaved',
} as const;

const problemKinds: Readonly<Record<string, BackfillProblem['kind']>> = {
  ...commonProblems,
  [RESULT_CUT]: 'cut',
  [RESULT_DAMAGED]: 'damaged',
  RESULT_LINE_TOO_LONG: 'damaged',
};

/** What the code that was noted with a failed backfill means to a person. */
export function problemOf(code: string | null): BackfillProblem {
  return { kind: problemKinds[code ?? ''] ?? 'other', code: code ?? '' };
}

import { AdminApiError, ANSWER_DAMAGED } from '~/intake/shopify/admin-api-error';
import { PAGES_BROKEN } from '~/intake/shopify/page';
import { commonProblems, NO_ACCESS, NOT_SAVED } from '~/intake/shops/backfill-failure';

/** Why comparing with the store came to nothing, as it is kept: a code, and never an error's own words. */
export function reconcileErrorOf(error: unknown): string {
  if (!(error instanceof AdminApiError)) return NOT_SAVED;
  return error.failure === 'no-access' ? NO_ACCESS : error.code;
}

/** What a person is told of it. */
export interface ReconcileProblem {
  readonly kind: 'damaged' | 'denied' | 'noAccess' | 'notSaved' | 'other';
  readonly code: string;
}

const kinds: Readonly<Record<string, ReconcileProblem['kind']>> = {
  ...commonProblems,
  [ANSWER_DAMAGED]: 'damaged',
  [PAGES_BROKEN]: 'damaged',
};

export function reconcileProblemOf(code: string | null): ReconcileProblem | null {
  return code === null ? null : { kind: kinds[code] ?? 'other', code };
}

/**
 * Why a call to the Admin API gave no data.
 * retryable: try later (throttled for too long, 5xx, no answer); unknown: a mutation that may have been carried out;
 * no-access: no token, or one that Shopify no longer takes; permanent: the call itself is wrong.
 */
export type AdminApiFailure = 'retryable' | 'unknown' | 'no-access' | 'permanent';

/** Shopify told of an object without what makes it one: an id, or a time that is one. */
export const ANSWER_DAMAGED = 'ANSWER_DAMAGED';

export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';
  readonly failure: AdminApiFailure;
  readonly code: string;

  constructor(failure: AdminApiFailure, code: string, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.failure = failure;
    this.code = code;
  }
}

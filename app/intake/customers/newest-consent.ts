import type { ConsentState } from '~/base/vocabulary/customers';

/** Of two words told with one time the stricter counts, so that the order of arrival is nothing: strictest first. */
const strictestFirst = [
  'REDACTED',
  'INVALID',
  'UNSUBSCRIBED',
  'PENDING',
  'NOT_SUBSCRIBED',
  'UNKNOWN',
  'SUBSCRIBED',
] as const satisfies readonly ConsentState[];

/**
 * What follows ORDER BY to bring up the consent that counts; two rows of one customer and channel are never equal in it.
 *
 * @param row the consent row's name in the statement
 */
export function newestConsent(row: string): string {
  return `${row}.changed_at DESC, array_position(ARRAY['${strictestFirst.join("', '")}'], ${row}.state)`;
}

import type { ConsentState } from '~/base/vocabulary/customers';

/**
 * Of two words told with one time the stricter counts, so that the order of arrival is nothing. NOT_SUBSCRIBED is no word:
 * it is where everybody begins, it is told with the time of the customer's birth, and whoever subscribes at the checkout
 * that makes them a customer does so at that very moment.
 */
const strongestFirst = [
  'REDACTED',
  'INVALID',
  'UNSUBSCRIBED',
  'PENDING',
  'SUBSCRIBED',
  'NOT_SUBSCRIBED',
  'UNKNOWN',
] as const satisfies readonly ConsentState[];

/**
 * What follows ORDER BY to bring up the consent that counts; two rows of one customer and channel are never equal in it.
 *
 * @param row the consent row's name in the statement
 */
export function newestConsent(row: string): string {
  return `${row}.changed_at DESC, array_position(ARRAY['${strongestFirst.join("', '")}'], ${row}.state)`;
}

import { isRouteErrorResponse } from '@remix-run/react';
import { isOffline } from '~/components/frame/connection';

/** Why something that was asked of our server did not come. */
export type Failure = 'session' | 'offline' | 'failed';

/** Null where what came is an answer: another page, a refusal, something that is gone. */
export function failureOf(thrown: unknown): Failure | null {
  if (thrown instanceof Response) return leadsToLogin(thrown.headers.get('Location')) ? 'session' : null;
  if (!isRouteErrorResponse(thrown)) return isOffline(thrown) ? 'offline' : 'failed';
  if (isSessionEnd(thrown.status)) return 'session';
  return [403, 404, 409].includes(thrown.status) ? null : 'failed';
}

/** Whether an action that failed may have been done: its answer was lost, or the server failed in the midst of it. */
export function mayBeDone(thrown: unknown): boolean {
  if (thrown instanceof Response || isRouteErrorResponse(thrown)) return thrown.status >= 500;
  return true;
}

/** The Shopify library's words for it: no valid token; and gone, to a browser that it takes for a machine. */
export const isSessionEnd = (status: number) => status === 401 || status === 410;

/** Without any token the library takes a request for a visitor's, and leads to its login. */
function leadsToLogin(address: string | null): boolean {
  return address !== null && new URL(address, window.location.href).pathname.startsWith('/auth/');
}

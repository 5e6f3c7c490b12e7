import {
  type ClientActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  isRouteErrorResponse,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { panelLocale, panelStrings } from '~/base/strings/panel';
import { parseRefusal } from '~/base/vocabulary/staff-roles';
import { canReach } from '~/components/frame/connection';
import { hideFailures, showFailure } from '~/components/frame/failure-toasts';
import { refusalSaid } from '~/components/frame/panel-context';
import { failureOf } from '~/components/frame/stale/failure';
import { tellStale } from '~/components/frame/stale/stale-banner';

/**
 * The browser's half of an action that a fetcher calls: where the person's role does not cover it, nothing answers or
 * the server fails, a toast says so and the page stays as it is, with all that was typed. Without it the router would
 * put an error page in its place.
 */
export async function toldFailure({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    const answer = await serverAction();
    hideFailures(window.shopify.toast);
    return answer;
  } catch (thrown) {
    const words = failureSaid(thrown);
    if (words === null) throw thrown;
    showFailure(window.shopify.toast, words);
    lookWhy(thrown);
    return null;
  }
}

/** For the page that such an action was sent from: asked again after a failure, it would fail itself, and be gone. */
export const staysAfterFailure: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult === null ? false : defaultShouldRevalidate;

/** The same for what a part of a page loads: null where nothing came, which that part says in its own place. */
export async function nullIfFailed({ serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
  try {
    return await serverLoader();
  } catch (thrown) {
    if (failureSaid(thrown) === null) throw thrown;
    lookWhy(thrown);
    return null;
  }
}

/** Above the page it is said for as long as it lasts. */
function lookWhy(thrown: unknown): void {
  if (failureOf(thrown) === 'session') tellStale('session');
  else void canReach();
}

/** What is said of a failure; null where another page is the answer: a redirect, or a shop that ended. */
function failureSaid(thrown: unknown): string | null {
  const locale = panelLocale(document.documentElement.lang, null);
  const s = panelStrings(locale);
  const refusal = isRouteErrorResponse(thrown) && thrown.status === 403 && parseRefusal(thrown.data);
  if (refusal) return refusalSaid(refusal, { locale, s });
  const failure = failureOf(thrown);
  return failure && s.lists.send[failure];
}

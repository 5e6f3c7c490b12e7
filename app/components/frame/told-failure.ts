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
import { tellSilence } from '~/components/frame/sending/tell-silence';
import { failureOf, mayBeDone } from '~/components/frame/stale/failure';
import { tellStale } from '~/components/frame/stale/stale-banner';

/**
 * The browser's half of an action that a fetcher calls: where the person's role does not cover it, nothing answers or
 * the server fails, a toast says so and the page stays as it is, with all that was typed. Without it the router would
 * put an error page in its place.
 */
export async function toldFailure({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  const { toast } = window.shopify;
  const wasOnline = navigator.onLine;
  const { send } = wordsOfPage().s.lists;
  const endSilence = tellSilence(toast, send.silent);
  try {
    const answer = await serverAction();
    hideFailures(toast);
    return answer;
  } catch (thrown) {
    const words = failureSaid(thrown);
    if (words === null) throw thrown;
    const isUnsure = wasOnline && mayBeDone(thrown);
    showFailure(toast, isUnsure ? send.unsure : words);
    if (!isUnsure) lookWhy(thrown);
    isToLookAgain = isUnsure && (await canReach());
    return null;
  } finally {
    endSilence();
  }
}

/** Whether the failed action may have been done all the same, and the server can be asked what is so. */
let isToLookAgain = false;

/**
 * For the page that such an action was sent from: asked again after a failure, it would fail itself, and be gone. It is
 * asked where the action may have been done.
 */
export const staysAfterFailure: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult === null ? isToLookAgain : defaultShouldRevalidate;

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
  const { locale, s } = wordsOfPage();
  const refusal = isRouteErrorResponse(thrown) && thrown.status === 403 && parseRefusal(thrown.data);
  if (refusal) return refusalSaid(refusal, { locale, s });
  if (isRouteErrorResponse(thrown) && thrown.status === 413) return s.lists.send.tooBig;
  const failure = failureOf(thrown);
  return failure && s.lists.send[failure];
}

function wordsOfPage() {
  const locale = panelLocale(document.documentElement.lang, null);
  return { locale, s: panelStrings(locale) };
}

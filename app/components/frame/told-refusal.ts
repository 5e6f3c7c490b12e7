import {
  type ClientActionFunctionArgs,
  isRouteErrorResponse,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { panelLocale, panelStrings } from '~/base/strings/panel';
import { parseRefusal } from '~/base/vocabulary/staff-roles';
import { refusalSaid } from '~/components/frame/panel-context';

/**
 * The browser's half of an action that a fetcher calls: where the person's role does not cover it, a toast says so and
 * the page stays as it is, with all that was typed. Without it the router would put an error page in its place.
 */
export async function toldRefusal({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction();
  } catch (thrown) {
    const refusal = isRouteErrorResponse(thrown) && thrown.status === 403 && parseRefusal(thrown.data);
    if (!refusal) throw thrown;
    const locale = panelLocale(document.documentElement.lang, null);
    const words = refusalSaid(refusal, { locale, s: panelStrings(locale) });
    window.shopify.toast.show(words, { isError: true, duration: 8_000 });
    return null;
  }
}

/** For the page that such an action was sent from: asked again after a refusal, it would be refused itself, and gone. */
export const staysAfterRefusal: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult === null ? false : defaultShouldRevalidate;

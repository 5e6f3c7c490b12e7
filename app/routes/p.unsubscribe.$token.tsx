import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { pageStrings } from '~/base/strings/pages';
import { loadVisit } from '~/care/answers/load-visit.server';
import { openVisit } from '~/care/answers/open-visit.server';
import { pageResponse, plainResponse } from '~/care/answers/page-response.server';
import { readForm } from '~/care/answers/read-form.server';
import { linkUrl, openLink, signLink } from '~/care/answers/signed-link.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { NoticePage } from '~/components/public/notice-page';
import { refusalPage } from '~/components/public/refusal-page';
import { renderPage } from '~/components/public/render-page';
import { UnsubscribePage } from '~/components/public/unsubscribe-page';

/** Opening the link changes nothing: scanners and previews open links. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const arrival = await openVisit('unsubscribe', request, { token: params.token });
  if (arrival.outcome !== 'open') {
    return pageResponse(refusalPage(arrival.outcome, request.headers.get('accept-language')), arrival);
  }
  const { shop, locale, claims } = arrival.visit;
  const preferencesUrl = linkUrl('preferences', signLink('preferences', claims));
  const page = <UnsubscribePage shop={shop} strings={pageStrings(locale)} preferencesUrl={preferencesUrl} />;
  return pageResponse(renderPage(page), { imageUrl: shop.logoUrl });
}

/**
 * Any POST with a valid token acts at once (RFC 8058): no login, no redirect, no limit on how many come from one
 * address. A mail provider gets a line of text, the button of our own page a page.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const claims = openLink('unsubscribe', params.token);
  if (!claims) {
    return pageResponse(refusalPage('broken', request.headers.get('accept-language')), { status: 404 });
  }
  const isPage = (await readForm(request))?.get('from') === 'page';
  await unsubscribe(claims, isPage ? 'page' : 'one-click');
  const visit = await loadVisit(claims);
  const strings = pageStrings(visit?.locale);
  if (!isPage || !visit) return plainResponse(strings.unsubscribe.plain);
  const { doneTitle, done, changedMind } = strings.unsubscribe;
  const link = { href: linkUrl('preferences', signLink('preferences', claims)), label: changedMind };
  const text = done(visit.shop.name);
  const page = <NoticePage shop={visit.shop} strings={strings} title={doneTitle} text={text} link={link} />;
  return pageResponse(renderPage(page), { imageUrl: visit.shop.logoUrl });
}

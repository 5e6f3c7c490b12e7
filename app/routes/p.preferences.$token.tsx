import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { pageStrings } from '~/base/strings/pages';
import { changeChoices } from '~/care/answers/change-choices.server';
import type { Visit } from '~/care/answers/load-visit.server';
import { openVisit } from '~/care/answers/open-visit.server';
import { pageResponse } from '~/care/answers/page-response.server';
import { loadChoices } from '~/care/answers/preferences.server';
import { readForm } from '~/care/answers/read-form.server';
import { PreferencesPage } from '~/components/public/preferences-page';
import { refusalPage } from '~/components/public/refusal-page';
import { renderPage } from '~/components/public/render-page';
import { dayWords } from '~/outreach/kinds/day-words';
import { unconsentedKinds } from '~/outreach/planning/unconsented-kinds.server';

const dayOf = (at: Date) => isoDay(localDay(at, 'UTC'));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const arrival = await openVisit('preferences', request, { token: params.token });
  if (arrival.outcome !== 'open') {
    return pageResponse(refusalPage(arrival.outcome, request.headers.get('accept-language')), arrival);
  }
  return page(arrival.visit, null);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request);
  const saysNo = form?.get('do') === 'none';
  const arrival = await openVisit('preferences', request, { token: params.token, saysNo });
  const refused = (why: Parameters<typeof refusalPage>[0], status: object) =>
    pageResponse(refusalPage(why, request.headers.get('accept-language')), status);
  if (arrival.outcome !== 'open') return refused(arrival.outcome, arrival);
  if (!form) return refused('tooLarge', { status: 413 });
  return page(arrival.visit, await changeChoices(arrival.visit.claims, form));
}

async function page(visit: Visit, done: Awaited<ReturnType<typeof changeChoices>>): Promise<Response> {
  const { shop, locale, claims } = visit;
  const strings = pageStrings(locale);
  const stored = await loadChoices(claims);
  const until =
    stored.pausedUntil &&
    dayWords(dayOf(stored.pausedUntil), {
      locale: strings.lang,
      todayOn: dayOf(now()),
    });
  const unconsented = stored.stopped ? [] : await unconsentedKinds(claims);
  const choices = { ...stored, unconsented, pausedUntil: until };
  const { saved, againDone, newestMail } = strings.preferences;
  // Where the page says by itself that this mail is not the newest, once is enough.
  const notAgain = stored.stopped?.wayBack === 'newest-mail' ? null : newestMail;
  const words = { saved, stopped: null, again: againDone, notAgain };
  const html = renderPage(
    <PreferencesPage shop={shop} strings={strings} choices={choices} done={done && words[done]} />,
  );
  return pageResponse(html, { imageUrl: shop.logoUrl });
}

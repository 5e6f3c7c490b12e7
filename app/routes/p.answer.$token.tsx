import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { pageStrings } from '~/base/strings/pages';
import { isAnswer, pageAnswers } from '~/base/vocabulary/answers';
import { readAnswer } from '~/care/answers/answer-form';
import { loadOthers } from '~/care/answers/load-others.server';
import { loadQuestion, type Question } from '~/care/answers/load-question.server';
import type { Visit } from '~/care/answers/load-visit.server';
import { openVisit } from '~/care/answers/open-visit.server';
import { pageResponse } from '~/care/answers/page-response.server';
import { readForm } from '~/care/answers/read-form.server';
import { recordAnswer } from '~/care/answers/record-answer.server';
import { linkUrl, signLink, signLinkBeside } from '~/care/answers/signed-link.server';
import { AnsweredPage, AnswerPage } from '~/components/public/answer-page';
import { refusalPage } from '~/components/public/refusal-page';
import { renderPage } from '~/components/public/render-page';

/** Shows the question; `?a=still_plenty` chooses an answer beforehand. Only the button sends it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const arrival = await openVisit('answer', request, { token: params.token });
  if (arrival.outcome !== 'open') {
    return pageResponse(refusalPage(arrival.outcome, request.headers.get('accept-language')), arrival);
  }
  const asked = new URL(request.url).searchParams.get('a');
  return questionPage(arrival.visit, { chosen: isAnswer(asked) ? asked : null, isMissing: false });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const arrival = await openVisit('answer', request, { token: params.token });
  const refused = (why: Parameters<typeof refusalPage>[0], status: object) =>
    pageResponse(refusalPage(why, request.headers.get('accept-language')), status);
  if (arrival.outcome !== 'open') return refused(arrival.outcome, arrival);
  const form = await readForm(request);
  if (!form) return refused('tooLarge', { status: 413 });
  const { visit } = arrival;
  const question = await loadQuestion(visit.claims);
  const given = question && readAnswer(form, pageAnswers[question.about]);
  if (!given) return questionPage(visit, { chosen: null, isMissing: true });
  await recordAnswer(visit.claims, given);
  const reorderUrl =
    given.answer === 'running_out_sooner' ? linkUrl('reorder', signLink('reorder', visit.claims)) : null;
  const { shop, locale } = visit;
  const others = await othersOf(visit.claims, question);
  const page = { shop, strings: pageStrings(locale), question, others, given, reorderUrl };
  return pageResponse(renderPage(<AnsweredPage {...page} />), { imageUrl: shop.logoUrl });
}

async function questionPage(
  { shop, locale, claims }: Visit,
  { chosen, isMissing }: { chosen: Parameters<typeof AnswerPage>[0]['chosen']; isMissing: boolean },
): Promise<Response> {
  const strings = pageStrings(locale);
  const question = await loadQuestion(claims);
  if (!question) return pageResponse(refusalPage('broken', locale), { status: 404 });
  const error = isMissing ? strings.answer.pick : null;
  const html = renderPage(
    <AnswerPage {...{ shop, strings, question, chosen, error }} others={await othersOf(claims, question)} />,
  );
  return pageResponse(html, { imageUrl: shop.logoUrl, status: isMissing ? 422 : 200 });
}

async function othersOf(claims: Visit['claims'], question: Question) {
  const others = await loadOthers(claims, question);
  return others.map(({ item, messageId, needId }) => ({
    item,
    url: linkUrl('answer', signLinkBeside('answer', claims, { messageId, needId })),
  }));
}

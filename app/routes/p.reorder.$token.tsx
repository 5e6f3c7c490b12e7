import type { LoaderFunctionArgs } from '@remix-run/node';
import { openVisit } from '~/care/answers/open-visit.server';
import { pageResponse, redirectResponse } from '~/care/answers/page-response.server';
import { isScanner } from '~/care/answers/scanner.server';
import { refusalPage } from '~/components/public/refusal-page';
import { openReorder } from '~/insight/learning/customers/open-reorder.server';

/** Leads to the shop's own cart. Harmless however often it is opened: it orders nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const arrival = await openVisit('reorder', request, { token: params.token });
  const language = request.headers.get('accept-language');
  if (arrival.outcome !== 'open') return pageResponse(refusalPage(arrival.outcome, language), arrival);
  const url = await openReorder(arrival.visit.claims, { isScanner: isScanner(request) });
  return url ? redirectResponse(url) : pageResponse(refusalPage('broken', language), { status: 404 });
}

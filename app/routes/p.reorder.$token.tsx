import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageStrings } from '~/base/strings/pages';
import { openVisit } from '~/care/answers/open-visit.server';
import { pageResponse, redirectResponse } from '~/care/answers/page-response.server';
import { isScanner } from '~/care/answers/scanner.server';
import { NoticePage } from '~/components/public/notice-page';
import { refusalPage } from '~/components/public/refusal-page';
import { renderPage } from '~/components/public/render-page';
import { openReorder } from '~/insight/learning/customers/open-reorder.server';

/** Leads to the shop's own cart, or says that nothing of it can be bought now. Harmless however often it is opened: it orders nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const arrival = await openVisit('reorder', request, { token: params.token });
  const language = request.headers.get('accept-language');
  if (arrival.outcome !== 'open') return pageResponse(refusalPage(arrival.outcome, language), arrival);
  const { claims, shop, locale } = arrival.visit;
  const reorder = await openReorder(claims, { isScanner: isScanner(request) });
  if (!reorder) return pageResponse(refusalPage('broken', language), { status: 404 });
  if (reorder.leadsTo === 'cart') return redirectResponse(reorder.url);
  const strings = pageStrings(locale);
  const page = (
    <NoticePage
      shop={shop}
      strings={strings}
      title={strings.soldOut.title}
      text={strings.soldOut.text(reorder.items.join(', '))}
    />
  );
  return pageResponse(renderPage(page), { imageUrl: shop.logoUrl });
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageResponse } from '~/care/answers/page-response.server';
import { refusalPage } from '~/components/public/refusal-page';

/** What is left of a link that a mail program cut off: customers read about their link, not about Carafe. */
export function loader({ request }: LoaderFunctionArgs) {
  return pageResponse(refusalPage('broken', request.headers.get('accept-language')), { status: 404 });
}

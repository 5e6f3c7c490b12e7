import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { loadLastMonth } from '~/office/last-month/last-month.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

/** What other settings would have done last month: asked once the page stands, so that no setting waits for it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.last-month');
  return Response.json(await loadLastMonth(shopId, now()));
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { loadFound } from '~/office/first-run/found-row.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

/** What was found in the shop's own rows: asked once the step stands, for every customer is counted, of a big shop by a worker. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.found');
  return Response.json(await loadFound(shopId, now()));
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';
import { loadConcerned } from '~/office/pages/settings/concerned.server';

/** How many customers, messages or products a setting would concern, while it is typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.concerned');
  const concerned = await loadConcerned(shopId, readParameters(request), now());
  if (!concerned) throw new Response(null, { status: 400 });
  return Response.json(concerned);
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { findNeeds } from '~/office/pages/products/needs.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

/** Products to filter by, while somebody types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.needs');
  const search = readParameters(request).get('search') ?? '';
  return Response.json({ needs: await findNeeds(shopId, search) });
}

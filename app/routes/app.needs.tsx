import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { findNeeds } from '~/office/pages/needs.server';
import { readParameters } from '~/office/pages/read-request.server';

/** Products to filter by, while somebody types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  const search = readParameters(request).get('search') ?? '';
  return Response.json({ needs: await findNeeds(shopId, search) });
}

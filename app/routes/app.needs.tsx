import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { findNeeds } from '~/office/pages/needs.server';

/** Products to filter by, while somebody types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  const search = new URL(request.url).searchParams.get('search') ?? '';
  return Response.json({ needs: await findNeeds(shopId, search) });
}

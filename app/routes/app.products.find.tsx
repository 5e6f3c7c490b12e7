import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { findProducts } from '~/office/pages/find-products.server';
import { readParameters } from '~/office/pages/read-request.server';

/** Products for a field in which one is searched. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return { products: await findProducts(shopId, readParameters(request).get('search') ?? '') };
}

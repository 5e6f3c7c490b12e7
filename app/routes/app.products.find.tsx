import type { LoaderFunctionArgs } from '@remix-run/node';
import { findProducts } from '~/office/pages/products/find-products.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

export { nullIfFailed as clientLoader } from '~/components/frame/told-failure';

/** Products for a field in which one is searched. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.products.find');
  return { products: await findProducts(shopId, readParameters(request).get('search') ?? '') };
}

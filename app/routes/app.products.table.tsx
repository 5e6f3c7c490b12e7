import type { LoaderFunctionArgs } from '@remix-run/node';
import { productTable } from '~/office/pages/products/product-import.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

/** The shop's products as a table to fill in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.products.table');
  return new Response(await productTable(shopId), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="products.csv"',
    },
  });
}

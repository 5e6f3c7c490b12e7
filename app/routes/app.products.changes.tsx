import type { ActionFunctionArgs } from '@remix-run/node';
import { changeProducts, parseProductChange } from '~/office/pages/products/product-edits.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Days of supply, warranty, guide, usage, pools and units, of one or many products, and undo. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.products.changes');
  const change = parseProductChange(await readJson(request));
  if (!change) throw new Response(null, { status: 400 });
  return Response.json(await changeProducts(shopId, change, { by: staff, byName: staffName }));
}

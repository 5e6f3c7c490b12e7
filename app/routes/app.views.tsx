import type { ActionFunctionArgs } from '@remix-run/node';
import { changeView, parseViewRequest } from '~/office/pages/customers/views.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Keeps, renames or deletes a view of the customers. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.views');
  const given = parseViewRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  return Response.json(await changeView(shopId, { given, page: 'customers', by: staff }));
}

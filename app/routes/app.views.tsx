import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { readJson } from '~/office/pages/read-request.server';
import { changeView, parseViewRequest } from '~/office/pages/views.server';

/** Keeps, renames or deletes a view of the customers. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff } = await adminRequest(request);
  const given = parseViewRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  return Response.json(await changeView(shopId, { given, page: 'customers', by: staff }));
}

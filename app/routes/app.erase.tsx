import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { beginErasure } from '~/office/privacy/erase-shop.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Deletes all that is held of the shop, once its domain was typed. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.erase');
  const given = (await readJson(request)) as { domain?: unknown } | null;
  const typed = typeof given?.domain === 'string' ? given.domain : '';
  return Response.json(await beginErasure(shopId, { typed, staff }));
}

import type { ActionFunctionArgs } from '@remix-run/node';
import { decideKind, parseNeverRequest } from '~/office/pages/customers/never-kind.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Never this kind for this customer, or again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.never');
  const given = parseNeverRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  return Response.json(await decideKind(shopId, given));
}

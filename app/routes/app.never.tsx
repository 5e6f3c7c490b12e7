import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { decideKind, parseNeverRequest } from '~/office/pages/never-kind.server';
import { readJson } from '~/office/pages/read-request.server';

/** Never this kind for this customer, or again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request);
  const given = parseNeverRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  return Response.json(await decideKind(shopId, given));
}

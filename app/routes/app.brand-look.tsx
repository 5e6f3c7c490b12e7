import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { brandLook } from '~/office/pages/settings/brand-look.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A mail with the brand as it is typed. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.brand-look');
  const given = await readJson(request);
  const look = await inTurn({ shopId, line: 'template', request }, () => brandLook(shopId, given));
  if (!look) throw new Response(null, { status: 400 });
  return Response.json(look);
}

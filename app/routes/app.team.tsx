import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { changeTeam, parseTeamChange } from '~/office/pages/settings/team.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A colleague's name, what they may do, or what newcomers may. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.team');
  const change = parseTeamChange(await readJson(request));
  if (!change) throw new Response(null, { status: 400 });
  return Response.json(await changeTeam(shopId, change, staff));
}

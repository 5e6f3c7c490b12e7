import type { ActionFunctionArgs } from '@remix-run/node';
import { carryOutDecision, parseDecision } from '~/office/pages/queue/decisions.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Skip, move, approve, send now, undo: one or many messages in one request. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.decisions');
  const decision = parseDecision(await readJson(request));
  if (!decision) throw new Response(null, { status: 400 });
  return Response.json(await carryOutDecision(shopId, { decision, by: staff, byName: staffName }));
}

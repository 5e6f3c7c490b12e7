import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { carryOutDecision, parseDecision } from '~/office/pages/decisions.server';
import { readJson } from '~/office/pages/read-request.server';

/** Skip, move, approve, send now, undo: one or many messages in one request. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request);
  const decision = parseDecision(await readJson(request));
  if (!decision) throw new Response(null, { status: 400 });
  return Response.json(await carryOutDecision(shopId, { decision, by: staff, byName: staffName }));
}

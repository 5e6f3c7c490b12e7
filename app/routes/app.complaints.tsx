import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { changeComplaint } from '~/office/pages/complaints.server';
import { readJson } from '~/office/pages/read-request.server';

/** A person closes a complaint, or opens it again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request);
  const result = await changeComplaint(shopId, staffName ?? staff, await readJson(request));
  if (!result) throw new Response(null, { status: 400 });
  return Response.json(result);
}

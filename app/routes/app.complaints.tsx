import type { ActionFunctionArgs } from '@remix-run/node';
import { changeComplaint } from '~/office/pages/home/complaints.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person closes a complaint, or opens it again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.complaints');
  const result = await changeComplaint(shopId, staffName ?? staff, await readJson(request));
  if (!result) throw new Response(null, { status: 400 });
  return Response.json(result);
}

import type { ActionFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { deedKeyOf } from '~/office/pages/request/deed-key';
import { readJson } from '~/office/pages/request/read-request.server';
import { changeWork } from '~/office/pages/tasks/change-work.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person takes or does something, promises something, or takes that back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.tasks.change');
  const asked = await readJson(request);
  const deedKey = deedKeyOf(request);
  const result = await changeWork(shopId, { by: staffName ?? staff, now: now(), asked, deedKey });
  if (!result) throw new Response(null, { status: 400 });
  return Response.json(result);
}

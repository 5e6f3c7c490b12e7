import type { ActionFunctionArgs } from '@remix-run/node';
import { isStopCause } from '~/base/vocabulary/stop-causes';
import { resumeSending } from '~/office/pages/home/stopped.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readFields } from '~/office/pages/request/read-request.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person has looked at why sending stopped, and lets it go on. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.resume');
  const cause = String((await readFields(request)).get('cause'));
  if (!isStopCause(cause)) throw new Response(null, { status: 400 });
  return resumeSending(shopId, cause, staffName ?? staff);
}

import type { ActionFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { changeNotes } from '~/office/pages/customers/notes.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { deedKeyOf } from '~/office/pages/request/deed-key';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person notes what they learnt of a customer, or takes that back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.notes');
  const asked = await readJson(request);
  const deedKey = deedKeyOf(request);
  const result = await changeNotes(shopId, { by: staffName ?? staff, now: now(), asked, deedKey });
  if (!result) throw new Response(null, { status: 400 });
  return Response.json(result);
}

import type { ActionFunctionArgs } from '@remix-run/node';
import { carryOutBatchRequest, parseBatchRequest } from '~/office/pages/home/batches.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { deedKeyOf } from '~/office/pages/request/deed-key';
import { readJson } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** One decision about all messages that match, or its undo. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.batches');
  const given = parseBatchRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  const deedKey = deedKeyOf(request);
  return Response.json(await carryOutBatchRequest(shopId, { given, by: staff, byName: staffName, deedKey }));
}

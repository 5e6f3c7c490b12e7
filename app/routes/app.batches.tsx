import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { carryOutBatchRequest, parseBatchRequest } from '~/office/pages/batches.server';
import { readJson } from '~/office/pages/read-request.server';

/** One decision about all messages that match, or its undo. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request);
  const given = parseBatchRequest(await readJson(request));
  if (!given) throw new Response(null, { status: 400 });
  return Response.json(await carryOutBatchRequest(shopId, { given, by: staff, byName: staffName }));
}

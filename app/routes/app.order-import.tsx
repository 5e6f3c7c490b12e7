import type { ActionFunctionArgs } from '@remix-run/node';
import { answerOrderImport } from '~/office/first-run/order-import.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Takes Shopify's order export piece by piece, as a browser reads it from the disk. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.order-import');
  const asked = readParameters(request);
  const body = await request.arrayBuffer();
  const answer = await answerOrderImport(shopId, { asked, body, by: staffName ?? staff });
  if (!answer) throw new Response(null, { status: 400 });
  return Response.json(answer);
}

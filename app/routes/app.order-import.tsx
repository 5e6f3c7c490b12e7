import type { ActionFunctionArgs } from '@remix-run/node';
import { answerOrderImport } from '~/office/first-run/order-import.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readParameters } from '~/office/pages/request/read-request.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Takes Shopify's order export piece by piece, as a browser reads it from the disk. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.order-import');
  const asked = readParameters(request);
  const body = await request.arrayBuffer();
  const by = staffName ?? staff;
  const answer = await inTurn({ shopId, line: 'file', request }, () =>
    answerOrderImport(shopId, { asked, body, by }),
  );
  if (!answer) throw new Response(null, { status: 400 });
  return Response.json(answer);
}

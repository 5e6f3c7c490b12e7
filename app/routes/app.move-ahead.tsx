import type { LoaderFunctionArgs } from '@remix-run/node';
import { loadMoveAhead, parseMoveQuestion } from '~/office/pages/queue/move-ahead.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

/** What moving many messages to a day would mean, before it is confirmed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.move-ahead');
  const question = parseMoveQuestion(readParameters(request));
  if (!question) throw new Response(null, { status: 400 });
  return Response.json(await loadMoveAhead(shopId, question));
}

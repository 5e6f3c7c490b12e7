import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { isQueueFilter } from '~/base/vocabulary/queue-query';
import { countSendNow } from '~/office/pages/queue/send-now-counts.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

/** What "send now" would come to for all messages that match the filters of the queue. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.send-now-ahead');
  const parameters = readParameters(request);
  if (!isQueueFilter(parameters)) throw new Response(null, { status: 400 });
  return Response.json(await countSendNow(shopId, parameters, now()));
}

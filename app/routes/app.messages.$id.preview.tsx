import type { LoaderFunctionArgs } from '@remix-run/node';
import { previewOf } from '~/office/pages/queue/preview.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { parseId } from '~/office/pages/request/parse-id';

/** The very mail that a message would become. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.messages.$id.preview');
  const messageId = parseId(params.id);
  if (messageId === null) throw new Response(null, { status: 404 });
  return Response.json(
    await inTurn({ shopId, line: 'template', request }, () => previewOf(shopId, messageId)),
  );
}

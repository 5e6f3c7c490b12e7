import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { parseId } from '~/office/pages/parse-id';
import { previewOf } from '~/office/pages/preview.server';

/** The very mail that a message would become. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  const messageId = parseId(params.id);
  if (messageId === null) throw new Response(null, { status: 404 });
  return previewOf(shopId, messageId);
}

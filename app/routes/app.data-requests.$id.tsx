import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { parseId } from '~/office/pages/request/parse-id';
import { answerOf } from '~/office/privacy/answer-request.server';

/** All that is held of a customer who asked for it, as a file to hand over. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.data-requests.$id');
  const id = parseId(params.id);
  const text = id === null ? null : await answerOf(shopId, { id, staff });
  if (text === null) throw new Response(null, { status: 404 });
  return new Response(text, { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}

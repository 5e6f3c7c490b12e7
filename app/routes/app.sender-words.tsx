import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { sellingWords } from '~/office/pages/settings/selling-words.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Says which of the sender's words would make every mail an advertisement, while they are typed. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.sender-words');
  const selling = await sellingWords(shopId, await readJson(request));
  if (!selling) throw new Response(null, { status: 400 });
  return Response.json(selling);
}

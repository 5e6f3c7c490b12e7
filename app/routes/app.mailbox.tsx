import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { changeMailbox } from '~/office/pages/settings/mailbox.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Connects the mailbox of replies and returned mail, or lets it go. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.mailbox');
  const asked = await readJson(request);
  return Response.json(await changeMailbox(shopId, { asked, request }));
}

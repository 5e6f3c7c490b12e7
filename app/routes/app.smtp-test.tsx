import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { tryMailServer } from '~/office/pages/settings/mail-server-test.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Tries the mail server that is typed, before it is saved. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.smtp-test');
  const asked = await readJson(request);
  return inTurn({ shopId, line: 'mail-server', request }, () => tryMailServer(shopId, asked));
}

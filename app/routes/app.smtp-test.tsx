import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { tryMailServer } from '~/office/pages/mail-server-test.server';

/** Tries the mail server that is typed, before it is saved. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return tryMailServer(shopId, await request.json().catch(() => null));
}

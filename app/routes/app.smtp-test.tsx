import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/admin-request.server';
import { tryMailServer } from '~/office/pages/mail-server-test.server';
import { readJson } from '~/office/pages/read-request.server';

/** Tries the mail server that is typed, before it is saved. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return tryMailServer(shopId, await readJson(request));
}

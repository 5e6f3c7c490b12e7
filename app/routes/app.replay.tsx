import type { ActionFunctionArgs } from '@remix-run/node';
import { replayStuck } from '~/intake/shops/replay-stuck.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person asks that notices of Shopify's that were given up on be tried again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.replay');
  return replayStuck(shopId);
}

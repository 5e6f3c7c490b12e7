import type { ActionFunctionArgs } from '@remix-run/node';
import { retryBackfill } from '~/intake/shops/retry-backfill.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** A person asks that the part of the history that failed to load be asked for once more. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.load-again');
  await retryBackfill(shopId);
  // Not nothing: that is what a failed action answers, after which a page is not asked again.
  return Response.json({ status: 'begun' });
}

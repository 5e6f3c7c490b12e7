import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { adminRequest } from '~/office/pages/admin-request.server';
import { loadPauseEffect, setPaused } from '~/office/pages/pause.server';

/** What a pause would mean, before it is confirmed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return loadPauseEffect(shopId, now());
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request);
  const intent = (await request.formData()).get('intent');
  if (intent !== 'pause' && intent !== 'resume') throw new Response(null, { status: 400 });
  return setPaused(shopId, { intent, by: staffName ?? staff });
}

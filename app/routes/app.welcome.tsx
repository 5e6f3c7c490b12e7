import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { now } from '~/base/lib/clock.server';
import { FirstRun } from '~/components/first-run/first-run';
import styles from '~/components/first-run/first-run.css?url';
import { loadFirstRun, moveFirstRun } from '~/office/first-run/first-run.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson, readParameters } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export {
  staysAfterFailure as shouldRevalidate,
  toldFailure as clientAction,
} from '~/components/frame/told-failure';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.welcome');
  return loadFirstRun(shopId, readParameters(request).get('step'), now());
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.welcome');
  const given = await readJson(request);
  const moved = await moveFirstRun(shopId, { given, by: staffName ?? staff, now: now() });
  if (!moved) throw new Response(null, { status: 400 });
  return moved;
}

export default function Welcome() {
  return <FirstRun page={useLoaderData<typeof loader>()} />;
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { now } from '~/base/lib/clock.server';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { DryRun } from '~/components/dry-run/dry-run';
import { cancelDryRun, startDryRun } from '~/office/dry-run/ask-dry-run.server';
import { loadDryRunPage } from '~/office/dry-run/dry-run-page.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readFields } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export {
  staysAfterFailure as shouldRevalidate,
  toldFailure as clientAction,
} from '~/components/frame/told-failure';

export async function loader({ request, params: { kind = '' } }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.dry-run.$kind');
  if (!isActiveKind(kind)) throw new Response(null, { status: 404 });
  return loadDryRunPage(shopId, kind, now());
}

export async function action({ request, params: { kind = '' } }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.dry-run.$kind');
  if (!isActiveKind(kind)) throw new Response(null, { status: 404 });
  const intent = (await readFields(request)).get('intent');
  // Not nothing: that is what a failed action answers, after which a page is not asked again.
  if (intent === 'start') {
    await startDryRun(shopId, kind, staffName ?? staff);
    return { status: 'begun' as const };
  }
  if (intent !== 'cancel') throw new Response(null, { status: 400 });
  await cancelDryRun(shopId, kind);
  return { status: 'cancelled' as const };
}

export default function DryRunPage() {
  return <DryRun page={useLoaderData<typeof loader>()} />;
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';

/** Any other address inside the admin: nothing is there. */
export async function loader({ request }: LoaderFunctionArgs) {
  await adminRequest(request, 'app.$');
  throw new Response(null, { status: 404 });
}

export default function Nothing() {
  return null;
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';

/** What whoever asks may do by now; a window that stands open asks. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { role } = await adminRequest(request, 'app.role');
  return Response.json({ role }, { headers: { 'Cache-Control': 'no-store' } });
}

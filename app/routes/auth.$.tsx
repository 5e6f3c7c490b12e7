import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticate } from '~/shopify.server';

/** The library's own addresses: session token, leaving the frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}

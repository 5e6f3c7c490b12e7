import type { LoaderFunctionArgs } from '@remix-run/node';
import { ShopifyError } from '@shopify/shopify-api';
import { authenticate } from '~/shopify.server';

/** The library's own addresses: session token, leaving the frame. It throws where one may not be left to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await authenticate.admin(request).catch((error: unknown) => {
    const isForeign = params['*'] === 'exit-iframe' && error instanceof ShopifyError;
    throw isForeign ? new Response(null, { status: 400 }) : error;
  });
  return null;
}

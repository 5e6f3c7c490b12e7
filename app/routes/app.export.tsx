import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { exportShop } from '~/office/privacy/export-shop.server';

/** All that is held of the shop as a file of JSON Lines, streamed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.export');
  return new Response(await exportShop(shopId, { staff, now: now() }), {
    headers: {
      'Content-Type': 'application/jsonl; charset=utf-8',
      'Content-Disposition': 'attachment; filename="carafe.jsonl"',
      'Cache-Control': 'no-store',
    },
  });
}

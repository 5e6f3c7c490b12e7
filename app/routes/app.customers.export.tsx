import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { panelLocale } from '~/base/strings/panel';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { exportCustomers } from '~/office/pages/customers/export-customers.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

/** The list of customers as a CSV file, streamed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.customers.export');
  const { searchParams } = new URL(request.url);
  const query = parseCustomersQuery(searchParams);
  const locale = panelLocale(searchParams.get('locale'), null);
  const { total, body } = await exportCustomers(shopId, { query, staff, locale, now: now() });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="customers.csv"',
      'Cache-Control': 'no-store',
      'X-Total-Rows': String(total),
    },
  });
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { panelLocale } from '~/base/strings/panel';
import { parseReportDays } from '~/base/vocabulary/reports';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';
import { loadReportTable } from '~/office/reports/report-csv.server';

/** The report's table of kinds as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.reports.table');
  const parameters = readParameters(request);
  const days = parseReportDays(parameters.get('days'));
  const locale = panelLocale(parameters.get('locale'), null);
  return new Response(await loadReportTable(shopId, { days, locale, now: now() }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="report-${days}-days.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

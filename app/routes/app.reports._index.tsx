import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { parseReportDays } from '~/base/vocabulary/reports';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { Columns } from '~/components/parts/columns';
import { AnswersCard, ComplaintCausesCard, RefusedCard } from '~/components/reports/care-cards';
import { LiftCard } from '~/components/reports/lift-card';
import { FollowedCard, ReceptionCard, StepsCard } from '~/components/reports/mail-cards';
import { ReportHead, useReportExport } from '~/components/reports/report-head';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';
import { loadReport } from '~/office/reports/reports-page.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.reports._index');
  return loadReport(shopId, parseReportDays(readParameters(request).get('days')), now());
}

export default function Reports() {
  const page = useLoaderData<typeof loader>();
  const { s, write } = usePanel();
  const { start, busy } = useReportExport(page.days);
  const from = write.dayOf(addDays(page.madeAt, -page.days));
  return (
    <Page
      title={s.reports.title}
      subtitle={s.reports.subtitle(from, write.dayTime(page.madeAt))}
      secondaryActions={
        page.isEmpty ? [] : [{ content: s.reports.export, onAction: () => void start(), disabled: busy }]
      }
    >
      <BlockStack gap="400">
        <ReportHead days={page.days} />
        {page.isEmpty ? (
          <Card>
            <EmptyPage title={s.reports.empty} about={s.reports.emptyAbout} />
          </Card>
        ) : (
          <Columns
            aside={
              <>
                {page.kinds.length > 0 && <ReceptionCard page={page} />}
                <AnswersCard page={page} />
                <ComplaintCausesCard page={page} />
              </>
            }
          >
            {page.kinds.length > 0 && <LiftCard page={page} />}
            <FollowedCard page={page} />
            <StepsCard page={page} />
            <RefusedCard page={page} />
          </Columns>
        )}
      </BlockStack>
    </Page>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Box, Card, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { parseWorkQuery, workViews } from '~/base/vocabulary/work';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { ComplaintPages, ComplaintsCard } from '~/components/home/complaints-card';
import { Pager } from '~/components/parts/pager';
import { ViewTabs } from '~/components/parts/view-tabs';
import { Why } from '~/components/parts/why';
import { KeepingLine } from '~/components/tasks/work-cards';
import { WorkList } from '~/components/tasks/work-list';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';
import { loadWork } from '~/office/pages/tasks/work.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

const AT_REST_MS = 30_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.tasks._index');
  const query = parseWorkQuery(readParameters(request));
  return loadWork(shopId, query, { reader: staffName ?? staff, now: now() });
}

export default function Work() {
  const page = useLoaderData<typeof loader>();
  const { s, write } = usePanel();
  const navigate = useNavigate();
  useRefresh(AT_REST_MS);
  const { query, counts } = page;
  const open = counts.open >= counts.cap ? s.common.capped(counts.cap) : write.number(counts.open);
  return (
    <Page title={s.work.title} titleMetadata={<Why {...s.whys.workTabs} />} subtitle={s.work.about}>
      <BlockStack gap="400">
        {page.complaints && (
          <ComplaintsCard
            complaints={page.complaints}
            now={page.now}
            showCustomer
            others={<ComplaintPages next={page.complaints.next} isFirst={query.complaints === null} />}
          />
        )}
        <Card padding="0">
          <ViewTabs
            label={s.work.viewsLabel}
            tabs={workViews.map((view) => ({
              id: view,
              content:
                view === 'open' && counts.open > 0 ? `${s.work.views[view]} (${open})` : s.work.views[view],
            }))}
            selected={workViews.indexOf(query.view)}
            onSelect={(index) => navigate(`?view=${workViews[index] ?? 'open'}`, { replace: true })}
          />
          {page.items.length > 0 ? (
            <WorkList items={page.items} now={page.now} showCustomer />
          ) : (
            <EmptyPage title={s.work.empty[query.view]} about={s.work.emptyAbout[query.view]} />
          )}
          <Pager previous={page.previous} next={page.next} />
        </Card>
        <Box paddingInline={{ xs: '400', md: '0' }}>
          <KeepingLine keeping={page.keeping} />
        </Box>
      </BlockStack>
    </Page>
  );
}

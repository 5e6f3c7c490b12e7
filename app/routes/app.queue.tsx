import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { EmptyPage } from '~/components/empty-page';
import { Pager } from '~/components/pager';
import { usePanel } from '~/components/panel-context';
import { QueueFilters } from '~/components/queue-filters';
import { QueueList } from '~/components/queue-list';
import { StoppedBanners } from '~/components/stopped-banners';
import { useRefresh } from '~/components/use-refresh';
import { adminRequest } from '~/office/pages/admin-request.server';
import { listQueue, parseQueueQuery } from '~/office/pages/queue.server';

const AT_REST_MS = 30_000;

export { ErrorPage as ErrorBoundary } from '~/components/error-page';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return listQueue(shopId, parseQueueQuery(new URL(request.url).searchParams), now());
}

export default function Queue() {
  const page = useLoaderData<typeof loader>();
  const { s } = usePanel();
  useRefresh(AT_REST_MS);
  const { view } = page.query;
  return (
    <Page title={s.queue.title}>
      <BlockStack gap="400">
        <StoppedBanners stops={page.stops} />
        <Card padding="0">
          <QueueFilters page={page} />
          {page.rows.length > 0 ? (
            <QueueList page={page} />
          ) : (
            <EmptyPage title={s.queue.empty[view]} about={s.queue.emptyAbout[view]} />
          )}
          <Pager previous={null} next={page.next} />
        </Card>
      </BlockStack>
    </Page>
  );
}

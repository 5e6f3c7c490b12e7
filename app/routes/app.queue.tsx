import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { useState } from 'react';
import { now } from '~/base/lib/clock.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import { BatchCard } from '~/components/batch-card';
import { EmptyPage } from '~/components/empty-page';
import { Pager } from '~/components/pager';
import { usePanel } from '~/components/panel-context';
import { PauseBanners } from '~/components/pause-banners';
import { PauseModal } from '~/components/pause-modal';
import { QueueCalendar } from '~/components/queue-calendar';
import { QueueFilters } from '~/components/queue-filters';
import { QueueList } from '~/components/queue-list';
import { SendingNow } from '~/components/sending-now';
import { StoppedBanners } from '~/components/stopped-banners';
import { usePause } from '~/components/use-pause';
import { useRefresh } from '~/components/use-refresh';
import { adminRequest } from '~/office/pages/admin-request.server';
import { listQueue } from '~/office/pages/queue.server';
import { readParameters } from '~/office/pages/read-request.server';

const AT_REST_MS = 30_000;
const WHILE_DECIDING_MS = 1_000;

export { ErrorPage as ErrorBoundary } from '~/components/error-page';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return listQueue(shopId, parseQueueQuery(readParameters(request)), now());
}

export default function Queue() {
  const page = useLoaderData<typeof loader>();
  const { s } = usePanel();
  useRefresh(page.batch && !page.batch.finished ? WHILE_DECIDING_MS : AT_REST_MS);
  const { query, pauses, batch } = page;
  const [asking, setAsking] = useState<{ kind: ActiveKind | null } | null>(null);
  const { change } = usePause();
  const isFiltered = Boolean(query.kind || query.needId || query.hold || query.ending);
  return (
    <Page title={s.queue.title} actionGroups={pauseActions()}>
      <BlockStack gap="400">
        <StoppedBanners stops={page.stops} />
        <PauseBanners pauses={pauses} />
        <Card padding="0">
          {batch && <BatchCard batch={batch} />}
          <QueueFilters page={page} />
          {page.calendar && <QueueCalendar days={page.calendar} query={query} />}
          <SendingNow messages={page.sending} now={page.now} />
          {!page.calendar && page.rows.length > 0 && <QueueList page={page} />}
          {!page.calendar && page.rows.length === 0 && page.sending.length === 0 && (
            <EmptyPage
              title={isFiltered ? s.lists.queue.nothingMatches : s.queue.empty[query.view]}
              about={isFiltered ? s.lists.queue.nothingMatchesAbout : s.queue.emptyAbout[query.view]}
            />
          )}
          {!page.calendar && <Pager previous={page.previous} next={page.next} />}
        </Card>
      </BlockStack>
      {asking && (
        <PauseModal
          kind={asking.kind}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            change({ intent: 'pause', kind: asking.kind });
          }}
        />
      )}
    </Page>
  );

  function pauseActions() {
    if (pauses.all) return [];
    const running = page.kinds.filter((kind) => !pauses.kinds.some((pause) => pause.kind === kind));
    const actions = [
      { content: s.queue.pause, onAction: () => setAsking({ kind: null }) },
      ...running.map((kind) => ({
        content: s.lists.pause.pauseKind(s.kinds[kind]),
        onAction: () => setAsking({ kind }),
      })),
    ];
    return [{ title: s.lists.pause.menu, actions }];
  }
}

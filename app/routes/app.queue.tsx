import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { now } from '~/base/lib/clock.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { parseQueueQuery, queueAddress } from '~/base/vocabulary/queue-query';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { BatchCard } from '~/components/home/batch-card';
import { Pager } from '~/components/parts/pager';
import { Why } from '~/components/parts/why';
import { PauseBanners } from '~/components/pauses/pause-banners';
import { PauseModal } from '~/components/pauses/pause-modal';
import { StoppedBanners } from '~/components/pauses/stopped-banners';
import { usePause } from '~/components/pauses/use-pause';
import { emptyWords } from '~/components/queue/empty-words';
import { FloodNotices } from '~/components/queue/flood-notices';
import { QueueCalendar } from '~/components/queue/queue-calendar';
import { QueueFilters } from '~/components/queue/queue-filters';
import { QueueList } from '~/components/queue/queue-list';
import { SendingNow } from '~/components/queue/sending-now';
import { SentList } from '~/components/queue/sent-list';
import { listQueue } from '~/office/pages/queue/queue.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

const AT_REST_MS = 30_000;
const WHILE_DECIDING_MS = 1_000;

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export { staysAfterFailure as shouldRevalidate } from '~/components/frame/told-failure';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.queue');
  return listQueue(shopId, parseQueueQuery(readParameters(request)), now());
}

export default function Queue() {
  const page = useLoaderData<typeof loader>();
  const { s, isFull } = usePanel();
  useRefresh(page.batches.some(({ finished }) => !finished) ? WHILE_DECIDING_MS : AT_REST_MS);
  const { query, pauses, batches } = page;
  const [asking, setAsking] = useState<{ kind: ActiveKind | null } | null>(null);
  const { change } = usePause();
  return (
    <Page title={s.queue.title} titleMetadata={<Why {...s.whys.queueTabs} />} actionGroups={pauseActions()}>
      <BlockStack gap="400">
        <StoppedBanners stops={page.stops} />
        <PauseBanners pauses={pauses} />
        <Card padding="0">
          {batches.map((batch) => (
            <BatchCard key={batch.id} batch={batch} />
          ))}
          <QueueFilters page={page} />
          {page.calendar && <QueueCalendar days={page.calendar} query={query} />}
          <FloodNotices floods={page.floods} />
          <SendingNow messages={page.sending} now={page.now} />
          {page.isAhead && (
            <Box paddingInline="400" paddingBlock="300">
              <InlineStack gap="300" blockAlign="baseline" align="space-between">
                <Text as="h2" variant="headingSm">
                  {s.lists.queue.ahead}
                </Text>
                <Link url={queueAddress({ ...query, after: null })}>{s.lists.queue.behind}</Link>
              </InlineStack>
            </Box>
          )}
          {page.ahead && (
            <Box paddingInline="400" paddingBlockEnd="300">
              <Link url={`${queueAddress({ ...query, after: null })}&before=${page.ahead}`}>
                {s.lists.queue.ahead}
              </Link>
            </Box>
          )}
          {!page.calendar && page.rows.length > 0 && <QueueList page={page} />}
          {page.sent && page.sent.length > 0 && <SentList mails={page.sent} />}
          {!page.calendar && page.rows.length === 0 && page.sending.length === 0 && !page.sent?.length && (
            <EmptyPage {...emptyWords(page, { s, isFull })} />
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

import { Banner, BlockStack, Button, List, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useTellingFetcher } from '~/components/frame/use-telling-fetcher';
import { NeedsFull } from '~/components/parts/needs-full';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import type { Stop } from '~/office/pages/home/stopped.server';
import type { action } from '~/routes/app.resume';

/** Sending that stopped by itself: why, what to look at, and the way to go on. */
export function StoppedBanners({ stops }: { stops: readonly Stop[] }) {
  return stops.map((stop) => <StoppedBanner key={stop.cause} stop={stop} />);
}

function StoppedBanner({ stop: { cause, since, said, reports } }: { stop: Stop }) {
  const { s, write, isFull } = usePanel();
  const fetcher = useTellingFetcher<typeof action>(() => s.stopped.resumed);
  const words = s.stopped.causes[cause];
  const place = useKeptFocus<HTMLDivElement>();
  const resume = () => fetcher.submit({ cause }, { method: 'post', action: '/app/resume' });
  return (
    <Banner tone="critical" title={words.title}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">
          {words.about} {reports && s.stopped.reports(reports.spamReports, reports.sent)}{' '}
          {s.stopped.since(write.dayTime(since))}
        </Text>
        {said && (
          <Text as="p" breakWord>
            {s.home.health.said(said)}
          </Text>
        )}
        <BlockStack gap="100">
          <Text as="p" fontWeight="semibold">
            {s.stopped.check}
          </Text>
          <List>
            {words.checks.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </BlockStack>
        <div ref={place}>
          <Button onClick={resume} loading={fetcher.state !== 'idle'} disabled={!isFull}>
            {s.stopped.resume}
          </Button>
        </div>
        <NeedsFull />
      </BlockStack>
    </Banner>
  );
}

import { Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import type { BackfillProgress } from '~/office/pages/home/backfill-progress.server';

/** How far loading the history has come, with counts and the time left. */
export function BackfillCard({ backfill }: { backfill: BackfillProgress }) {
  const { s, write } = usePanel();
  const words = s.home.backfill;
  if (backfill.state === 'done') {
    const orders = backfill.parts.find(({ subject }) => subject === 'orders');
    if (orders?.loaded === 0) return <Banner tone="info">{words.noOrders}</Banner>;
    return <Banner tone="success">{words.done(write.number(backfill.loaded))}</Banner>;
  }
  const share = backfill.total > 0 ? Math.min(100, (backfill.loaded / backfill.total) * 100) : 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {words.title}
        </Text>
        {backfill.state === 'failed' && (
          <Text as="p" tone="critical">
            {words.failed} {backfill.error}
          </Text>
        )}
        <ProgressBar progress={share} size="small" ariaLabelledBy="backfill-said" />
        <div id="backfill-said" aria-live="polite">
          <Text as="p">
            {backfill.state === 'waiting' && words.waiting}
            {backfill.state === 'exporting' && words.exporting(write.number(backfill.total))}
            {(backfill.state === 'loading' || backfill.state === 'failed') &&
              words.loading(write.number(backfill.loaded), write.number(backfill.total))}{' '}
            {backfill.secondsLeft !== null && timeLeft(backfill.secondsLeft)}
          </Text>
        </div>
        <InlineStack gap="400">
          {backfill.parts.filter(hasBegun).map(({ subject, loaded, total }) => (
            <Text as="span" tone="subdued" variant="bodySm" key={subject}>
              {words.subjects[subject] ?? subject}: {write.number(loaded)} / {write.number(total)}
            </Text>
          ))}
        </InlineStack>
        <Text as="p" tone="subdued">
          {words.closeNote}
        </Text>
      </BlockStack>
    </Card>
  );

  function timeLeft(seconds: number): string {
    if (seconds < 60) return words.timeLeft.seconds;
    if (seconds < 5400) return words.timeLeft.minutes(Math.round(seconds / 60));
    return words.timeLeft.hours(Math.round(seconds / 3600));
  }
}

function hasBegun({ total }: { total: number }): boolean {
  return total > 0;
}

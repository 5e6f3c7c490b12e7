import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { timeLeft } from '~/components/parts/time-left';
import type { BackfillProblem } from '~/intake/shops/backfill-failure';
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
        {backfill.because && backfill.state !== 'failed' && (
          <Text as="p" tone="critical">
            {whyOf(backfill.because)}
          </Text>
        )}
        {backfill.because && backfill.state === 'failed' && (
          <FailedNote backfill={backfill} why={whyOf(backfill.because)} />
        )}
        <ProgressBar progress={share} size="small" ariaLabelledBy="backfill-said" />
        <div id="backfill-said" aria-live="polite">
          <Text as="p">
            {backfill.state === 'waiting' && !backfill.because && words.waiting}
            {backfill.state === 'exporting' && words.exporting(write.number(backfill.total))}
            {(backfill.state === 'loading' || backfill.state === 'failed') &&
              words.loading(write.number(backfill.loaded), write.number(backfill.total))}{' '}
            {backfill.secondsLeft !== null && timeLeft(backfill.secondsLeft, s)}
          </Text>
        </div>
        <InlineStack gap="400">
          {backfill.parts.filter(hasBegun).map(({ subject, loaded, total }) => (
            <Text as="span" tone="subdued" variant="bodySm" key={subject}>
              {words.subjects[subject] ?? subject}: {write.number(loaded)} / {write.number(total)}
            </Text>
          ))}
        </InlineStack>
        {backfill.isRetrying && <Text as="p">{words.retrying}</Text>}
        {backfill.state !== 'failed' && (
          <Text as="p" tone="subdued">
            {words.closeNote}
          </Text>
        )}
      </BlockStack>
    </Card>
  );

  function whyOf(because: BackfillProblem): string {
    return because.kind === 'other' ? words.because.other(because.code) : words.because[because.kind];
  }
}

function hasBegun({ total }: { total: number }): boolean {
  return total > 0;
}

/** What stopped, why as far as it is known, what that means, and the button that asks for it once more. */
function FailedNote({ backfill, why }: { backfill: BackfillProgress; why: string }) {
  const { s, write } = usePanel();
  const words = s.home.backfill;
  const fetcher = useFetcher();
  const failed = backfill.parts.filter(({ state }) => state === 'failed');
  return (
    <BlockStack gap="150" inlineAlign="start">
      <Text as="p" tone="critical">
        {words.failed(write.list(failed.map(({ subject }) => words.subjects[subject] ?? subject)))}
      </Text>
      <Text as="p">{why}</Text>
      <Text as="p" tone="subdued">
        {words.failedNote}
      </Text>
      <Button
        loading={fetcher.state !== 'idle'}
        onClick={() => fetcher.submit({}, { method: 'post', action: '/app/load-again' })}
      >
        {words.tryAgain}
      </Button>
    </BlockStack>
  );
}

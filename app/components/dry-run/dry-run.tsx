import { useFetcher, useSearchParams } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { AheadCard } from '~/components/dry-run/ahead-card';
import { FROM_SET_UP } from '~/components/dry-run/dry-run-link';
import { ExamplesCard } from '~/components/dry-run/examples-card';
import { RefusedCard, TimingCard, WouldCard } from '~/components/dry-run/past-cards';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { timeLeft } from '~/components/parts/time-left';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import type { DryRunPage, DryRunView } from '~/office/dry-run/dry-run-page.server';
import type { action } from '~/routes/app.dry-run.$kind';

const WHILE_RUNNING_MS = 2_000;
const AT_REST_MS = 60_000;

/** What one kind would have sent in the store's own past, before it is switched on. */
export function DryRun({ page }: { page: DryRunPage }) {
  const { s } = usePanel();
  const words = s.dryRun;
  const { run, kind } = page;
  const isFromSetUp = useSearchParams()[0].has(FROM_SET_UP);
  useRefresh(run?.state === 'running' ? WHILE_RUNNING_MS : AT_REST_MS);
  const shows = run !== null && run.done > 0;
  // "Not a single mail" and what would be planned are said of all who were to be looked at, not of the first few.
  const isWhole = run?.state === 'finished';
  return (
    <Page
      narrowWidth
      title={words.title(s.kinds[kind])}
      backAction={
        isFromSetUp
          ? { content: s.firstRun.title, url: '/app/welcome?step=kinds' }
          : { content: s.settings.title, url: '/app/settings#kinds' }
      }
    >
      <BlockStack gap="400">
        <RunCard run={run} />
        {shows && (
          <>
            {(isWhole || run.mails > 0) && <WouldCard run={run} />}
            {isWhole && <AheadCard page={page} run={run} />}
            {kind === 'running-low' && <TimingCard run={run} />}
            <ExamplesCard kind={kind} examples={run.examples} />
            <RefusedCard run={run} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

/** What a dry run is, how far this one is, and the buttons that begin and stop it. */
function RunCard({ run }: { run: DryRunView | null }) {
  const { s, write } = usePanel();
  const words = s.dryRun;
  const begin = useFetcher<typeof action>();
  const cancel = useFetcher<typeof action>();
  const running = run?.state === 'running';
  const reading = run?.isLearningAgain ? words.learningAgain : words.learning;
  const place = useKeptFocus<HTMLDivElement>();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{words.about}</Text>
        {run?.state === 'failed' && <Banner tone="critical" title={words.failed} />}
        {run?.state === 'cancelled' && <Banner tone="info" title={words.cancelled} />}
        {run && run.customers === 0 && !running && <Banner tone="info" title={words.noCustomers} />}
        <div aria-live="polite">
          {running && (
            <Text as="p">
              {run.isLearning ? reading : words.living(write.number(run.done), write.number(run.looked))}
              {run.secondsLeft !== null && ` · ${timeLeft(run.secondsLeft, s)}`}
            </Text>
          )}
        </div>
        {running && (
          <>
            <span id="dry-run-progress" hidden>
              {words.progress}
            </span>
            <ProgressBar
              progress={Math.round(run.progress * 100)}
              size="small"
              animated={false}
              ariaLabelledBy="dry-run-progress"
            />
          </>
        )}
        <div ref={place}>
          <InlineStack>
            <ButtonGroup>
              {running ? (
                <Button
                  loading={cancel.state !== 'idle'}
                  onClick={() => cancel.submit({ intent: 'cancel' }, { method: 'post' })}
                >
                  {words.cancel}
                </Button>
              ) : (
                <Button
                  variant={run ? 'secondary' : 'primary'}
                  loading={begin.state !== 'idle'}
                  onClick={() => begin.submit({ intent: 'start' }, { method: 'post' })}
                >
                  {run ? words.again : words.start}
                </Button>
              )}
            </ButtonGroup>
          </InlineStack>
        </div>
      </BlockStack>
    </Card>
  );
}

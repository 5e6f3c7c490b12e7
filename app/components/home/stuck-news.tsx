import { BlockStack, Button, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useTellingFetcher } from '~/components/frame/use-telling-fetcher';
import { NeedsFull } from '~/components/parts/needs-full';
import type { StuckNews as Stuck } from '~/office/pages/home/stuck-news.server';
import type { action } from '~/routes/app.replay';

/** What Shopify told and could not be worked in: what it is about, what it means, and the button that tries again. */
export function StuckNews({ stuck, now }: { stuck: Stuck; now: Date }) {
  const { s, write, isFull } = usePanel();
  const fetcher = useTellingFetcher<typeof action>(({ replayed }) => s.intake.replayed(replayed));
  const subjects = write.list(stuck.subjects.map((subject) => s.intake.subjects[subject]));
  return (
    <BlockStack gap="150" inlineAlign="start">
      <Text as="p">{s.intake.stuck(stuck.count, stuck.capped)}</Text>
      <Text as="p" tone="subdued">
        {s.intake.about(subjects, write.ago(stuck.oldestAt, now))}
      </Text>
      {stuck.subjects.includes('privacy') && (
        <Text as="p" fontWeight="semibold">
          {s.intake.privacyNow}
        </Text>
      )}
      <Text as="p" tone="subdued">
        {s.intake.whatNow}
      </Text>
      {stuck.error && (
        <Text as="p" tone="subdued" breakWord>
          {s.intake.reason(stuck.error)}
        </Text>
      )}
      <Button
        loading={fetcher.state !== 'idle'}
        disabled={!isFull}
        onClick={() => fetcher.submit({}, { method: 'post', action: '/app/replay' })}
      >
        {s.intake.replay}
      </Button>
      <NeedsFull />
    </BlockStack>
  );
}

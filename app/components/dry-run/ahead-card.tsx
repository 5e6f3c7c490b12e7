import { useFetcher } from '@remix-run/react';
import { Button, InlineStack, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { TitledCard } from '~/components/parts/titled-card';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { Why } from '~/components/parts/why';
import type { DryRunPage, DryRunView } from '~/office/dry-run/dry-run-page.server';

/** What the next weeks would bring, and the switch. */
export function AheadCard({ page, run }: { page: DryRunPage; run: DryRunView }) {
  const { s, write } = usePanel();
  const words = s.dryRun.ahead;
  const fetcher = useFetcher();
  const { mails, customers } = run.ahead;
  const isOff = page.mode === 'off';
  const place = useKeptFocus<HTMLDivElement>();
  return (
    <TitledCard title={words.title} beside={<Why {...s.whys.dryRunAhead} />}>
      <Text as="p">
        {mails === 0 ? words.none : words.sentence(write.number(mails), write.number(customers))}
      </Text>
      <Text as="p" tone="subdued">
        {isOff ? words.review : words.isOn(s.modes[page.mode])}
      </Text>
      <div ref={place}>
        <InlineStack>
          {isOff ? (
            <Button
              variant="primary"
              loading={fetcher.state !== 'idle'}
              onClick={() =>
                fetcher.submit(
                  { intent: 'switch', kind: page.kind, mode: 'on' },
                  { method: 'post', action: '/app/kinds' },
                )
              }
            >
              {words.switchOn}
            </Button>
          ) : (
            <Button url="/app/settings#kinds">{words.settings}</Button>
          )}
        </InlineStack>
      </div>
    </TitledCard>
  );
}

import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { MessageRows } from '~/components/queue/message-rows';
import { useDecide } from '~/components/queue/use-decide';
import type { HomePage } from '~/office/pages/home/home.server';

/** The messages that need a person's word before they leave. */
export function WaitingCard({ waiting, now }: { waiting: HomePage['waiting']; now: Date }) {
  const { s, write } = usePanel();
  const { decide, busyIds } = useDecide();
  const list = useKeptFocus<HTMLDivElement>();
  const count = waiting.capped ? s.common.capped(waiting.count) : write.number(waiting.count);
  return (
    <div ref={list}>
      <Card>
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="baseline" gap="200">
            <Text as="h2" variant="headingMd">
              {s.home.waiting.title}
            </Text>
            {waiting.count > waiting.first.length && (
              <Link url="/app/queue?view=waiting" removeUnderline>
                {s.home.waiting.all(count)}
              </Link>
            )}
          </InlineStack>
          {waiting.count === 0 ? (
            <BlockStack gap="100">
              <Text as="p">{s.home.waiting.empty}</Text>
              <Text as="p" tone="subdued">
                {s.home.waiting.emptyAbout}
              </Text>
            </BlockStack>
          ) : (
            <MessageRows
              messages={waiting.first}
              now={now}
              busyIds={busyIds}
              onDecide={decide}
              showCustomer
            />
          )}
        </BlockStack>
      </Card>
    </div>
  );
}

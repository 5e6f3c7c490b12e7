import { BlockStack, Card, Text } from '@shopify/polaris';
import { MessageItem } from '~/components/message-item';
import { usePanel } from '~/components/panel-context';
import { useDecide } from '~/components/use-decide';
import type { MessageView } from '~/office/pages/message-view.server';

/** What is planned for one customer, soonest first, and what a person just decided and may take back. */
export function PlannedCard({ messages, now }: { messages: readonly MessageView[]; now: Date }) {
  const { s } = usePanel();
  const { decide, busyIds } = useDecide();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {s.customer.planned.title}
        </Text>
        {messages.length === 0 ? (
          <BlockStack gap="100">
            <Text as="p">{s.customer.planned.empty}</Text>
            <Text as="p" tone="subdued">
              {s.customer.planned.emptyAbout}
            </Text>
          </BlockStack>
        ) : (
          <ul className="carafe-rows" data-plain="">
            {messages.map((message) => (
              <li key={message.id} {...(busyIds.includes(message.id) && { 'data-busy': '' })}>
                <MessageItem
                  message={message}
                  now={now}
                  busy={busyIds.includes(message.id)}
                  onDecide={decide}
                />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

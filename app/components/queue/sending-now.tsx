import { Box, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { MessageItem } from '~/components/queue/message-item';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';

const nobodyDecides = () => {};

/** What is on its way: to be seen, and no longer to be picked or decided about. */
export function SendingNow({ messages, now }: { messages: readonly MovableMessage[]; now: Date }) {
  const words = usePanel().s.lists.sendingNow;
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="sending-now">
      <Box padding="400" paddingBlockEnd="0">
        <Text as="h2" variant="headingSm" id="sending-now">
          {words.title(messages.length)}
        </Text>
        <Text as="p" tone="subdued">
          {words.about}
        </Text>
      </Box>
      <ul className="carafe-rows">
        {messages.map((message) => (
          <li key={message.id}>
            <MessageItem message={message} now={now} showCustomer busy={false} onDecide={nobodyDecides} />
          </li>
        ))}
      </ul>
    </section>
  );
}

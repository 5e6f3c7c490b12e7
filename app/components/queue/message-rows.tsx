import { MessageItem } from '~/components/queue/message-item';
import type { Decision } from '~/office/pages/queue/decisions.server';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';

interface MessageRowsProps {
  readonly messages: readonly MovableMessage[];
  readonly now: Date;
  readonly busyIds: readonly string[];
  readonly onDecide: (decision: Decision) => void;
  readonly showCustomer?: true;
}

/** A short list of messages inside a card, each with what may be done about it. */
export function MessageRows({ messages, now, busyIds, onDecide, showCustomer }: MessageRowsProps) {
  return (
    <ul className="carafe-rows" data-plain="">
      {messages.map((message) => {
        const busy = busyIds.includes(message.id);
        return (
          <li key={message.id} data-row="" {...(busy && { 'data-busy': '' })}>
            <MessageItem {...{ message, now, busy, onDecide }} {...(showCustomer && { showCustomer })} />
          </li>
        );
      })}
    </ul>
  );
}

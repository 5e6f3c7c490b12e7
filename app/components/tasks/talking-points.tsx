import { BlockStack, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import type { TalkingPoints as Points } from '~/office/pages/tasks/talking-points.server';

/** What helps to talk with this person: how they are, what they bought, what was said. */
export function TalkingPoints({ talk }: { talk: Points }) {
  const { s, write, person } = usePanel();
  const words = s.work.talk;
  const { situation } = talk;
  const items = (order: Points['orders'][number]) =>
    order.items.map(({ title, quantity }) => s.customer.history.items(title, quantity)).join(', ');
  const facts = [
    situation &&
      [s.notes.situations[situation.word], situation.until && s.notes.until(write.dayOf(situation.until))]
        .filter(Boolean)
        .join(' '),
    talk.complaintSince && words.complaint(write.dayOf(talk.complaintSince)),
    talk.everyDays ? words.rhythm(s.statuses[talk.status], talk.everyDays) : null,
    ...talk.orders.map((order) => words.order(order.name, write.dayOf(order.at), items(order))),
    talk.orders.length === 0 && words.noOrders,
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <BlockStack gap="100">
      <Text as="span" variant="bodySm" fontWeight="semibold">
        {words.title}
      </Text>
      <ul className="carafe-points">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {talk.notes
          .filter(({ isReply }) => !isReply)
          .map(({ at, by, text }) => (
            <li key={at.getTime()}>
              {words.note(write.dayOf(at), person(by))}: {text}
            </li>
          ))}
      </ul>
    </BlockStack>
  );
}

/** What they wrote back, word by word, the newest last. */
export function TheirWords({ talk, since }: { talk: Points; since: Date }) {
  const { s, write } = usePanel();
  const replies = talk.notes.filter(({ isReply, at }) => isReply && at >= since).reverse();
  return replies.map(({ at, text }) => (
    <BlockStack gap="050" key={at.getTime()}>
      <Text as="span" variant="bodySm" tone="subdued">
        {s.work.talk.wrote(write.dayTime(at))}
      </Text>
      <blockquote className="carafe-quote">{text}</blockquote>
    </BlockStack>
  ));
}

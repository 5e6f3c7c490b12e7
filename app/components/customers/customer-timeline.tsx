import { Badge, BlockStack, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useId, useState } from 'react';
import { shownState } from '~/base/vocabulary/message-states';
import { usePanel } from '~/components/frame/panel-context';
import { MessageStateBadge } from '~/components/parts/badges';
import { OutcomeBadge } from '~/components/parts/outcome-badge';
import type { CustomerPage, MailView, OrderView } from '~/office/pages/customers/customer.server';
import type { MessageView } from '~/office/pages/queue/message-view.server';

interface Entry {
  readonly key: string;
  readonly at: Date;
  readonly what: 'order' | 'mail' | 'answer' | 'other' | 'future';
  readonly content: ReactNode;
}

/**
 * What is to come, then what happened, newest first: orders, mails with what followed, answers, and messages that were not
 * sent with the reason.
 */
export function CustomerTimeline({ page }: { page: CustomerPage }) {
  const { s } = usePanel();
  const entries: Entry[] = [
    ...page.orders.map((order) => ({
      key: `o${order.id}`,
      at: order.at,
      what: 'order' as const,
      content: <OrderEntry order={order} />,
    })),
    ...page.mails.map((mail) => ({
      key: `m${mail.id}`,
      at: mail.sentAt,
      what: 'mail' as const,
      content: <MailEntry mail={mail} />,
    })),
    ...page.answers.map((answer) => ({
      key: `a${answer.at.getTime()}${answer.answer}`,
      at: answer.at,
      what: 'answer' as const,
      content: <AnswerEntry answer={answer} />,
    })),
    ...page.closed.filter(isTold).map((message) => ({
      key: `c${message.id}`,
      at: message.changedAt,
      what: 'other' as const,
      content: <ClosedEntry message={message} />,
    })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  const coming: Entry[] = page.open
    .filter(({ state, dueAt }) => state !== 'skipped' && state !== 'unconfirmed' && dueAt > page.now)
    .map((message) => ({
      key: `f${message.id}`,
      at: message.dueAt,
      what: 'future' as const,
      content: <ComingEntry message={message} />,
    }))
    .reverse();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {s.customer.history.title}
        </Text>
        {coming.length > 0 && (
          <>
            <Text as="h3" variant="headingSm">
              {s.customer.history.future}
            </Text>
            <TimeLine entries={coming} />
            <Text as="h3" variant="headingSm">
              {s.lists.timeline.past}
            </Text>
          </>
        )}
        {entries.length === 0 && <Text as="p">{s.customer.history.empty}</Text>}
        <TimeLine entries={entries} />
      </BlockStack>
    </Card>
  );
}

function TimeLine({ entries }: { entries: readonly Entry[] }) {
  const { write } = usePanel();
  return (
    <ol className="carafe-timeline">
      {entries.map(({ key, at, what, content }) => (
        <li key={key} data-what={what}>
          <BlockStack gap="050">
            <Text as="span" variant="bodySm" tone="subdued">
              {write.dayTime(at)}
            </Text>
            {content}
          </BlockStack>
        </li>
      ))}
    </ol>
  );
}

/** In one line: the reason and what may be done stand with the planned messages above. */
function ComingEntry({ message }: { message: MessageView }) {
  const { s } = usePanel();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">
        {s.kinds[message.kind]}
        {message.needTitle && `, ${message.needTitle}`}
      </Text>
      <MessageStateBadge state={shownState(message)} />
    </InlineStack>
  );
}

/** What a person decided or what failed is part of the story; what the plan itself left out is told apart. */
function isTold(message: MessageView): boolean {
  return message.state === 'failed' || message.why.some(({ code }) => code.endsWith('-by-person'));
}

/** What was considered and left out, each with its reason: there for who asks, folded for who does not. */
export function LeftOutCard({ messages }: { messages: readonly MessageView[] }) {
  const { s } = usePanel();
  const [open, setOpen] = useState(false);
  const id = useId();
  const leftOut = messages.filter((message) => !isTold(message));
  if (leftOut.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {s.customer.leftOut.title(leftOut.length)}
          </Text>
          <Button variant="plain" ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
            {open ? s.customer.leftOut.hide : s.common.why}
          </Button>
        </InlineStack>
        <Collapsible id={id} open={open}>
          <ul className="carafe-rows" data-plain="">
            {leftOut.map((message) => (
              <li key={message.id}>
                <ClosedEntry message={message} />
              </li>
            ))}
          </ul>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function OrderEntry({ order }: { order: OrderView }) {
  const { s, write } = usePanel();
  const words = s.customer.history;
  const items = order.lines.map(({ title, quantity }) => words.items(title, quantity)).join(', ');
  const more = order.moreLines > 0 ? ` ${words.moreItems(order.moreLines)}` : '';
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {s.purposes[order.purpose]} {order.name} · {write.money(order.totalMinor, order.currency)}
        </Text>
        {order.cancelled && <Badge>{words.cancelled}</Badge>}
        {order.followed && <Badge tone="success">{words.followed}</Badge>}
      </InlineStack>
      <Text as="p" tone="subdued">
        {items}
        {more}
        {order.deliveredAt && ` · ${words.delivered(write.dayOf(order.deliveredAt))}`}
      </Text>
    </BlockStack>
  );
}

function MailEntry({ mail }: { mail: MailView }) {
  const { s, reason } = usePanel();
  const kinds = [...new Set(mail.messages.map(({ kind }) => s.kinds[kind]))].join(', ');
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {s.customer.history.mail(kinds)}
        </Text>
        <OutcomeBadge outcome={mail.outcome} />
      </InlineStack>
      {mail.messages.map((message) => (
        <Text as="p" tone="subdued" key={message.id}>
          {reason(message.reason)}
        </Text>
      ))}
    </BlockStack>
  );
}

function AnswerEntry({ answer }: { answer: CustomerPage['answers'][number] }) {
  const { s } = usePanel();
  return (
    <Text as="p">
      <Text as="span" fontWeight="semibold">
        {s.customer.history.answer(s.reports.answers.names[answer.answer])}
      </Text>
      {answer.needTitle && ` · ${answer.needTitle}`}
    </Text>
  );
}

function ClosedEntry({ message }: { message: MessageView }) {
  const { s, reason } = usePanel();
  const why = message.why.at(-1) ?? message.reason;
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">
          {s.customer.history.notSent(s.kinds[message.kind])}
          {message.needTitle && `, ${message.needTitle}`}
        </Text>
        <MessageStateBadge state={message.state} />
      </InlineStack>
      <Text as="p" tone="subdued">
        {reason(why)}
      </Text>
    </BlockStack>
  );
}

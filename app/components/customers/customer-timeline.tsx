import { Badge, BlockStack, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useId, useState } from 'react';
import type { PanelStrings } from '~/base/strings/panel';
import { shownState } from '~/base/vocabulary/message-states';
import { usePanel } from '~/components/frame/panel-context';
import { MessageStateBadge } from '~/components/parts/badges';
import { OutcomeBadge } from '~/components/parts/outcome-badge';
import type { CustomerPage, MailView, OrderView } from '~/office/pages/customers/customer.server';
import type { NoteView } from '~/office/pages/customers/notes.server';
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
  const { todayOn } = page;
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
      content: <MailEntry mail={mail} todayOn={todayOn} />,
    })),
    ...page.answers.map((answer) => ({
      key: `a${answer.at.getTime()}${answer.answer}`,
      at: answer.at,
      what: 'answer' as const,
      content: <AnswerEntry answer={answer} />,
    })),
    ...page.notes.map((note) => ({
      key: `n${note.id}`,
      at: note.at,
      what: 'answer' as const,
      content: <NoteEntry note={note} />,
    })),
    ...page.settled.map((complaint) => ({
      key: `s${complaint.id}`,
      at: complaint.closedAt,
      what: 'answer' as const,
      content: <SettledEntry complaint={complaint} />,
    })),
    ...page.closed.filter(isTold).map((message) => ({
      key: `c${message.id}`,
      at: message.changedAt,
      what: 'other' as const,
      content: <ClosedEntry message={message} todayOn={todayOn} />,
    })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  const coming: Entry[] = mailsOf(
    page.open.filter(
      ({ state, dueAt }) => state !== 'skipped' && state !== 'unconfirmed' && dueAt > page.now,
    ),
  )
    .map((messages) => ({
      key: `f${messages[0].id}`,
      at: messages[0].dueAt,
      what: 'future' as const,
      content: <ComingEntry messages={messages} todayOn={todayOn} />,
    }))
    .reverse();
  return (
    <div id="history">
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
    </div>
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

type OfOneMail = readonly [MessageView, ...MessageView[]];

/** Messages that are planned to leave in one mail stand under it, as they will when it has left. */
function mailsOf(messages: readonly MessageView[]): OfOneMail[] {
  const mails = new Map<string, [MessageView, ...MessageView[]]>();
  for (const message of messages) {
    const key = `${message.mailKey} ${message.dueAt.getTime()}`;
    const mail = mails.get(key);
    if (mail) mail.push(message);
    else mails.set(key, [message]);
  }
  return [...mails.values()];
}

/** In short: the reasons and what may be done stand with the planned messages above. */
function ComingEntry({ messages, todayOn }: { messages: OfOneMail; todayOn: string }) {
  const { s } = usePanel();
  const states = [...new Set(messages.map(shownState))];
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{kindsOf(messages, s)}</Text>
        {isByFlow(messages) && <Badge>{s.message.flow}</Badge>}
        {states.map((state) => (
          <MessageStateBadge key={state} state={state} />
        ))}
      </InlineStack>
      <Items messages={messages} todayOn={todayOn} />
    </BlockStack>
  );
}

function kindsOf(messages: readonly MessageView[], s: PanelStrings): string {
  return [...new Set(messages.map(({ kind }) => s.kinds[kind]))].join(', ');
}

function isByFlow(messages: readonly MessageView[]): boolean {
  return messages[0]?.channel === 'flow';
}

/** What each message of a mail is about, and the day that it names. */
function Items({ messages, todayOn }: { messages: readonly MessageView[]; todayOn: string }) {
  return messages.map((message) => (
    <Text as="p" tone="subdued" key={message.id}>
      <ItemOf message={message} todayOn={todayOn} />
    </Text>
  ));
}

function ItemOf({ message, todayOn }: { message: MessageView; todayOn: string }) {
  const { s, write } = usePanel();
  const { reason, needTitle } = message;
  const words = s.customer.history;
  switch (reason.code) {
    case 'warranty-expiry':
      return words.warrantyEnds(reason.item, write.day(reason.endsOn));
    case 'running-low':
      return (reason.runOutOn < todayOn ? words.ranOut : words.runsOut)(
        reason.item,
        write.day(reason.runOutOn),
      );
    case 'thank-you':
      return s.complaints.order(reason.orderName);
    default:
      return needTitle;
  }
}

/** What a person decided or what failed is part of the story; what the plan itself left out is told apart. */
function isTold(message: MessageView): boolean {
  return message.state === 'failed' || message.why.some(({ code }) => code.endsWith('-by-person'));
}

/** What was considered and left out, each with its reason: there for who asks, folded for who does not. */
export function LeftOutCard({ messages, todayOn }: { messages: readonly MessageView[]; todayOn: string }) {
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
                <ClosedEntry message={message} todayOn={todayOn} />
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

function MailEntry({ mail, todayOn }: { mail: MailView; todayOn: string }) {
  const { s, reason } = usePanel();
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {(isByFlow(mail.messages) ? s.customer.history.flow : s.customer.history.mail)(
            kindsOf(mail.messages, s),
          )}
        </Text>
        {!mail.redirected && <OutcomeBadge outcome={mail.outcome} />}
      </InlineStack>
      {mail.redirected && <Text as="p">{s.customer.history.redirected}</Text>}
      {mail.messages.map((message) => (
        <BlockStack key={message.id}>
          {mail.messages.length > 1 && (
            <Text as="p">
              <ItemOf message={message} todayOn={todayOn} />
            </Text>
          )}
          <Text as="p" tone="subdued">
            {reason(message.reason)}
          </Text>
        </BlockStack>
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

/** What somebody of the shop noted, and whether it was taken back. */
function NoteEntry({ note }: { note: NoteView }) {
  const { s, write, person } = usePanel();
  const words = s.notes;
  const { kind, by, until, endedBy, text } = note;
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {words.timeline[kind](person(by))}
        </Text>
        {until && !endedBy && <Badge>{words.until(write.dayOf(until))}</Badge>}
      </InlineStack>
      {until && endedBy && (
        <Text as="p" tone="subdued">
          {words.endedBy(person(endedBy), write.dayTime(until))}
        </Text>
      )}
      {text !== '' && <blockquote className="carafe-quote">{text}</blockquote>}
    </BlockStack>
  );
}

/** How a complaint ended, with what the customer had written. */
function SettledEntry({ complaint }: { complaint: CustomerPage['settled'][number] }) {
  const { s } = usePanel();
  const { remedies, causes, settledAs } = s.complaints;
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {settledAs}
        </Text>
        <Badge tone="success">{remedies[complaint.remedy]}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued">
        {causes[complaint.cause]}
      </Text>
      {complaint.text !== '' && <blockquote className="carafe-quote">{complaint.text}</blockquote>}
    </BlockStack>
  );
}

function ClosedEntry({ message, todayOn }: { message: MessageView; todayOn: string }) {
  const { s, reason } = usePanel();
  const why = message.why.at(-1) ?? message.reason;
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{s.customer.history.notSent(s.kinds[message.kind])}</Text>
        <MessageStateBadge state={message.state} />
      </InlineStack>
      <Items messages={[message]} todayOn={todayOn} />
      <Text as="p" tone="subdued">
        {reason(why)}
      </Text>
    </BlockStack>
  );
}

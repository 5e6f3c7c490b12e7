import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { DAY_MS } from '~/base/lib/days';
import { queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { SentMail } from '~/components/parts/sent-mail';
import { Why } from '~/components/parts/why';
import type { SentWeek } from '~/office/pages/home/sent.server';

interface SentCardProps {
  readonly sent: SentWeek;
  /** So long after a mail an order counts as one that followed it. */
  readonly windowDays: number;
  readonly now: Date;
}

/** What was sent and what followed, in one sentence, and the latest mails. */
export function SentCard({ sent, windowDays, now }: SentCardProps) {
  const { s, write } = usePanel();
  const words = s.lists.why;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {s.home.sent.title}
          </Text>
          {sent.mails > 0 && (
            <Why
              about={s.home.sent.title}
              sentence={words.sent(windowDays)}
              inputs={[
                { name: words.sentFrom, value: write.dayTime(new Date(now.getTime() - 7 * DAY_MS)) },
                { name: words.sentOrders, value: write.number(sent.ordersThroughLink + sent.ordersAfter) },
                {
                  name: words.sentAmount,
                  value: write.money(sent.amountThroughLinkMinor + sent.amountAfterMinor),
                },
              ]}
            />
          )}
        </InlineStack>
        <Text as="p">{sent.mails === 0 ? nothing(sent) : summary(sent)}</Text>
        {sent.latest.length > 0 && (
          <ul className="carafe-rows" data-plain="" aria-label={s.home.sent.latest}>
            {sent.latest.map((mail) => (
              <li key={mail.mailId}>
                <SentMail mail={mail} when={write.ago(mail.sentAt, now)} />
              </li>
            ))}
          </ul>
        )}
        <InlineStack>
          <Link url={queueAddress({ view: 'sent' })}>{s.home.sent.all}</Link>
        </InlineStack>
      </BlockStack>
    </Card>
  );

  function nothing({ redirected }: SentWeek): string {
    return redirected > 0 ? s.home.sent.onlyRedirected(redirected) : s.home.sent.empty;
  }

  function summary(week: SentWeek): string {
    const words = s.home.sent;
    const followed = [
      week.ordersThroughLink > 0 &&
        words.throughLink(week.ordersThroughLink, write.money(week.amountThroughLinkMinor)),
      week.ordersAfter > 0 && words.after(week.ordersAfter, write.money(week.amountAfterMinor)),
      week.clicked > 0 && words.clicked(week.clicked),
      week.replied > 0 && words.replied(week.replied),
      week.answered > 0 && words.answered(week.answered, week.complained),
      week.unsubscribed > 0 && words.unsubscribed(week.unsubscribed),
      week.bounced > 0 && words.bounced(week.bounced),
    ].filter((part): part is string => typeof part === 'string');
    return [
      words.summary(week.mails),
      followed.length > 0 ? words.followed(write.list(followed)) : words.nothingFollowed,
      ...(week.redirected > 0 ? [words.redirected(week.redirected)] : []),
    ].join(' ');
  }
}

import { Badge, BlockStack, Box, Button, Card, Collapsible, InlineStack, Link, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { expectedSentence } from '~/base/strings/expected-sentence';
import { shownState } from '~/base/vocabulary/message-states';
import { RunOutCurve } from '~/components/charts/run-out-curve';
import { reminderSentAt } from '~/components/customers/reminder-sent-at';
import { type Unplanned, whyNoReminder } from '~/components/customers/why-no-reminder';
import { usePanel } from '~/components/frame/panel-context';
import { EmptyNote } from '~/components/parts/empty-note';
import type { SupplyView } from '~/office/pages/customers/customer.server';
import type { MessageView } from '~/office/pages/queue/message-view.server';

const SHOWN = 4;

/** What a customer uses up, when it likely ends, and what that is known from. */
export function SuppliesCard({
  supplies,
  planned,
  unplanned,
  todayOn,
}: {
  supplies: readonly SupplyView[];
  /** What is planned: only a message that exists is marked as the day on which we write. */
  planned: readonly MessageView[];
  /** What tells why nothing is: reminders that went out or were left out, and whether there are reminders at all. */
  unplanned: Unplanned;
  todayOn: string;
}) {
  const voice = usePanel();
  const { s, timeZone } = voice;
  const [all, setAll] = useState(false);
  const shown = all ? supplies : supplies.slice(0, SHOWN);
  const nextOf = ({ needId }: SupplyView): Next | null => {
    const next = planned.find((message) => message.needId === needId && message.state !== 'skipped');
    return next
      ? {
          on: isoDay(localDay(next.dueAt, next.customerTimeZone ?? timeZone)),
          isHeld: shownState(next) === 'held',
        }
      : null;
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {s.customer.supplies.title}
        </Text>
        {supplies.length === 0 && (
          <EmptyNote said={s.customer.supplies.empty} about={s.customer.supplies.emptyAbout} />
        )}
        {supplies.length > 0 && (
          <ul className="carafe-rows" data-plain="">
            {shown.map((supply) => {
              const next = nextOf(supply);
              const writtenAt = reminderSentAt(supply, unplanned.mails);
              const whyNot = next ? null : whyNoReminder(supply, unplanned, voice);
              return (
                <li key={supply.needId}>
                  <Supply
                    supply={supply}
                    todayOn={todayOn}
                    next={next}
                    writtenAt={writtenAt}
                    whyNot={whyNot}
                  />
                </li>
              );
            })}
          </ul>
        )}
        {supplies.length > SHOWN && (
          <InlineStack>
            <Button variant="plain" onClick={() => setAll(!all)}>
              {all ? s.customer.supplies.less : s.customer.supplies.more(supplies.length - SHOWN)}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

/** The message about it that is to come; one that is held may never go. */
interface Next {
  readonly on: string;
  readonly isHeld: boolean;
}

function Supply({
  supply,
  todayOn,
  next,
  writtenAt,
  whyNot,
}: {
  supply: SupplyView;
  todayOn: string;
  next: Next | null;
  /** When a reminder of this purchase went out; null where none did. */
  writtenAt: Date | null;
  /** Why no reminder is planned; null where one is. */
  whyNot: string | null;
}) {
  const voice = usePanel();
  const { s, write } = voice;
  const [why, setWhy] = useState(false);
  const id = useId();
  const words = s.customer.supplies;
  const over = supply.p90On < todayOn;
  const isLate = !over && supply.p50On < todayOn;
  const days = (isLate && supply.ahead) || supply;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="baseline" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {supply.title}
          </Text>
          {supply.driftedAfterDays !== null && <Badge tone="attention">{words.drifted}</Badge>}
        </InlineStack>
        <Text as="span" tone="subdued">
          {words.bought(write.number(supply.quantity), write.day(supply.lastPurchaseOn))}
        </Text>
      </InlineStack>
      {!supply.usedUp && (
        <Text as="p">
          {words.notUsedUp} <Link url={`/app/products/${supply.needId}`}>{words.sayUsage}</Link>
        </Text>
      )}
      {supply.driftedAfterDays !== null && <Text as="p">{words.driftedAbout}</Text>}
      {supply.usedUp && over && (
        <Text as="p">
          {expectedSentence(supply, todayOn, voice)} {words.lapsed(Math.round(supply.neverProbability * 100))}
        </Text>
      )}
      {supply.usedUp && !over && (
        <>
          <Text as="p">{expectedSentence(supply, todayOn, voice)}</Text>
          <RunOutCurve
            title={supply.title}
            days={days}
            todayOn={todayOn}
            next={next && { ...next, isSecond: writtenAt !== null }}
          />
          <Text as="p" tone="subdued">
            {words.learnt(supply.ownGaps, supply.otherCustomers, Math.round(supply.ownShare * 100))}{' '}
            {supply.boughtOn.length > 1 &&
              (supply.boughtBefore ? words.pastOfMore : words.past)(
                write.list(supply.boughtOn.map((on) => write.day(on))),
              )}
          </Text>
        </>
      )}
      {supply.usedUp && supply.said && <Text as="p">{said(supply.said)}</Text>}
      {supply.usedUp && next && !next.isHeld && writtenAt && (
        <Text as="p">{words.second(write.dayOf(writtenAt), write.day(next.on))}</Text>
      )}
      {supply.usedUp && whyNot && <Text as="p">{whyNot}</Text>}
      <InlineStack>
        <Button variant="plain" ariaExpanded={why} ariaControls={id} onClick={() => setWhy(!why)}>
          {s.common.why}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={why}>
        <Box paddingBlockStart="100">
          <BlockStack gap="100">
            {facts().map((fact) => (
              <Text as="p" tone="subdued" key={fact}>
                {fact}
              </Text>
            ))}
          </BlockStack>
        </Box>
      </Collapsible>
    </BlockStack>
  );

  function said(word: NonNullable<SupplyView['said']>): string {
    return word.answer === 'still_plenty'
      ? words.saidPlenty(write.day(word.on), write.day(word.untilOn))
      : words.saidOut(write.day(word.on));
  }

  function facts(): string[] {
    return [
      ...(supply.usedUp && !over
        ? []
        : [
            words.ranges(write.day(days.p10On), write.day(days.p90On)),
            words.learnt(supply.ownGaps, supply.otherCustomers, Math.round(supply.ownShare * 100)),
          ]),
      words.supplied(write.day(supply.suppliedOn)),
      words.never(Math.round(supply.neverProbability * 100)),
      ...(supply.driftedAfterDays === null ? [] : [words.driftedAfter(supply.driftedAfterDays)]),
      ...(supply.daysPerUnit ? [words.daysPerUnit(write.number(supply.daysPerUnit))] : []),
    ];
  }
}

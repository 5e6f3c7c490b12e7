import { BlockStack, Box, Card, Icon, InlineStack, Link, Text } from '@shopify/polaris';
import { AlertTriangleIcon, CheckCircleIcon, ClockIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import { COUNT_CAP, HEALTH_CAP } from '~/base/vocabulary/count-caps';
import type { SetUpGap } from '~/base/vocabulary/stop-causes';
import { usePanel } from '~/components/frame/panel-context';
import { StuckNews } from '~/components/home/stuck-news';
import { Why } from '~/components/parts/why';
import type { Health } from '~/office/pages/home/health.server';

type Mood = 'well' | 'waits' | 'attention';

/** Intake, planning and mail, each in words rather than in lamps and numbers. */
export function HealthCard({ health, now }: { health: Health; now: Date }) {
  const { s, write, isFull } = usePanel();
  const words = s.home.health;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {words.title}
          </Text>
          <Why about={words.title} sentence={s.lists.why.health} inputs={inputs()} />
        </InlineStack>
        <BlockStack gap="300">
          {[intake(), sending(), mail()].map(({ key, mood, lines }) => (
            <Line key={key} mood={mood} lines={lines} way={key === 'mail' ? wayToGap() : null} />
          ))}
          {health.mailbox !== 'ok' && (
            <Marked mood={health.mailbox === 'broken' ? 'attention' : 'waits'}>
              <Text as="p" breakWord>
                {s.mailbox[health.mailbox]} <Link url="/app/settings#mailbox">{words.toMailbox}</Link>
              </Text>
            </Marked>
          )}
          {health.intake.stuck && (
            <Marked mood="attention">
              <StuckNews stuck={health.intake.stuck} now={now} />
            </Marked>
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  );

  function wayToGap(): ReactNode {
    const { gap } = health.mail;
    if (!gap || !isFull) return null;
    return <Link url={`/app/settings#${sectionOf[gap]}`}>{s.stopped.enterIt}</Link>;
  }

  function inputs() {
    const { reconciledThrough } = health.intake;
    const { overdue } = health.sending;
    const { lastSentAt } = health.mail;
    return [
      ...(reconciledThrough
        ? [{ name: s.lists.why.healthCompared, value: write.time(reconciledThrough) }]
        : []),
      { name: s.lists.why.healthDue, value: overdueWords(overdue) },
      ...(lastSentAt ? [{ name: s.lists.why.healthMail, value: write.time(lastSentAt) }] : []),
    ];
  }

  function overdueWords(overdue: number): string {
    return overdue >= HEALTH_CAP ? s.common.capped(overdue) : write.number(overdue);
  }

  function intake() {
    const { ok, reconciledThrough, because, waiting } = health.intake;
    const compared = reconciledThrough
      ? (ok ? words.intakeOk : words.intakeLate)(write.ago(reconciledThrough, now))
      : words.intakeNever;
    const why =
      because && !ok
        ? [
            because.kind === 'other'
              ? words.intakeBecause.other(because.code)
              : words.intakeBecause[because.kind],
          ]
        : [];
    const lines = [
      compared,
      ...why,
      ...(waiting > 0 ? [words.intakeWaiting(waiting, waiting >= HEALTH_CAP)] : []),
    ];
    const mood: Mood = ok ? 'well' : reconciledThrough ? 'attention' : 'waits';
    return { key: 'intake', mood, lines };
  }

  function sending() {
    const { ok, overdue, oldestDueAt, unreconciled } = health.sending;
    const late = oldestDueAt ? words.sendingLate(overdueWords(overdue), write.ago(oldestDueAt, now)) : '';
    const waits = unreconciled > 0 ? [words.sendingWaits(unreconciled, unreconciled >= COUNT_CAP)] : [];
    const lines = ok ? (waits.length > 0 ? waits : [words.sendingOk]) : [late, ...waits];
    const mood: Mood = !ok ? 'attention' : unreconciled > 0 ? 'waits' : 'well';
    return { key: 'sending', mood, lines };
  }

  function mail() {
    const { state, lastSentAt, lastError, nextTryAt, gap, warmUp } = health.mail;
    if (gap)
      return { key: 'mail', mood: 'attention' as Mood, lines: [s.stopped.notYet, s.stopped.gaps[gap]] };
    const slow = warmUp
      ? [
          s.senderDomain.warmUp(
            write.number(warmUp.sentToday),
            write.number(warmUp.limit),
            write.day(warmUp.untilOn),
          ),
        ]
      : [];
    const said = lastError ? [words.said(lastError)] : [];
    if (state === 'trouble') {
      const next = nextTryAt ? write.time(nextTryAt) : '';
      return { key: 'mail', mood: 'attention' as Mood, lines: [words.mailTrouble(next), ...said] };
    }
    if (state === 'stopped') {
      return { key: 'mail', mood: 'attention' as Mood, lines: [words.mailStopped, ...said] };
    }
    if (state === 'untested') {
      return { key: 'mail', mood: 'waits' as Mood, lines: [words.mailUntested, ...slow] };
    }
    if (state === 'untried' || !lastSentAt) {
      return { key: 'mail', mood: 'waits' as Mood, lines: [words.mailUntried, ...slow] };
    }
    return { key: 'mail', mood: 'well' as Mood, lines: [words.mailOk(write.ago(lastSentAt, now)), ...slow] };
  }
}

/** Where in the settings that is entered which is missing. */
const sectionOf: Readonly<Record<SetUpGap, string>> = {
  'sender-name': 'sender',
  'postal-address': 'sender',
  'sender-address': 'sender',
  'mail-server': 'smtp',
  channel: 'kinds',
  'send-all-to-is-on': 'send-all-to',
};

interface LineProps {
  readonly mood: Mood;
  readonly lines: readonly string[];
  /** To where something can be done about it. */
  readonly way: ReactNode;
}

function Line({ mood, lines, way }: LineProps) {
  return (
    <Marked mood={mood}>
      <BlockStack gap="050">
        {lines.map((line, index) => (
          <Text as="p" key={line} {...(index > 0 && { tone: 'subdued' as const })} breakWord>
            {line}
          </Text>
        ))}
        {way}
      </BlockStack>
    </Marked>
  );
}

function Marked({ mood, children }: { mood: Mood; children: ReactNode }) {
  const { s } = usePanel();
  const look = {
    well: { source: CheckCircleIcon, tone: 'success' },
    waits: { source: ClockIcon, tone: 'subdued' },
    attention: { source: AlertTriangleIcon, tone: 'caution' },
  } as const;
  const label = mood === 'attention' ? s.home.health.attention : mood === 'well' ? s.home.health.ok : '';
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <Box>
        <Icon source={look[mood].source} tone={look[mood].tone} accessibilityLabel={label} />
      </Box>
      {children}
    </InlineStack>
  );
}

import { Link as RouteLink } from '@remix-run/react';
import { BlockStack, Box, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import type { QueueQuery } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { dayLists } from '~/components/home/day-lists';
import { type WeekAhead, weekAbout } from '~/components/home/week-about';
import { KindName } from '~/components/parts/kind-name';
import { Why } from '~/components/parts/why';
import type { CalendarDay } from '~/office/pages/home/calendar.server';

/** What leaves in the coming seven days, a column a day at a desk and a row a day on a phone. */
export function WeekCalendar({ week, learning, pauses }: WeekAhead) {
  const { s, write } = usePanel();
  const counts = week.flatMap(({ kinds }) => kinds);
  const total = sumOf(counts);
  const empty = week.every(({ kinds }) => kinds.length === 0);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {s.home.week.title}
          </Text>
          <InlineStack gap="300" blockAlign="baseline">
            {!empty && (
              <Why
                about={s.home.week.title}
                sentence={s.lists.why.week}
                inputs={[
                  {
                    name: s.lists.why.weekTotal,
                    value: isCapped(counts) ? s.common.capped(total) : write.number(total),
                  },
                ]}
              />
            )}
            <Link url="/app/queue" removeUnderline>
              {s.home.week.open}
            </Link>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {weekAbout({ week, learning, pauses }, { s, write })}
        </Text>
        <Box>
          <ol className="carafe-week">
            {week.map((day, index) => (
              <li key={day.on}>
                <Day day={day} isToday={index === 0} />
              </li>
            ))}
          </ol>
        </Box>
      </BlockStack>
    </Card>
  );
}

function Day({ day, isToday }: { day: CalendarDay; isToday: boolean }) {
  const { s, write } = usePanel();
  return (
    <div className="carafe-day" {...(isToday && { 'data-today': '' })}>
      <span className="carafe-day-head">
        <Text as="span" variant="bodySm" fontWeight="semibold">
          {isToday ? s.common.today : write.weekdayName(day.on)}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {write.dayInColumn(day.on)}
        </Text>
      </span>
      <DayLines day={day} isToday={isToday}>
        <Text as="span" variant="bodySm" tone="subdued">
          {s.home.week.none}
        </Text>
      </DayLines>
    </div>
  );
}

interface DayLinesProps {
  readonly day: CalendarDay;
  readonly isToday: boolean;
  /** What the lists are narrowed by. */
  readonly filters?: Partial<QueueQuery>;
  /** What a day says on which nothing leaves. */
  readonly children?: ReactNode;
}

/**
 * How many of which kind, whatever list they are in, and how many of them wait; each with the list that holds them. The first
 * list is led to from anywhere on the day.
 */
export function DayLines({ day, isToday, filters, children }: DayLinesProps) {
  const { s, write, timeZone } = usePanel();
  const lists = dayLists(day, { isToday, timeZone, ...filters });
  return (
    <span className="carafe-day-lines">
      {lists.map(({ view, kinds, totals, address }) => (
        <RouteLink className="carafe-day-link" key={view} to={address}>
          <Text as="span" visuallyHidden>
            {write.weekday(day.on)}
          </Text>
          {totals.map(({ kind, count }) => (
            <span className="carafe-day-line" key={kind}>
              <strong>{count >= COUNT_CAP ? s.common.capped(COUNT_CAP) : write.number(count)}</strong>
              <KindName kind={kind} />
            </span>
          ))}
          {view === 'waiting' && (
            <Text as="span" variant="bodyXs" tone="caution">
              {s.home.week.waiting(sumOf(kinds), isCapped(kinds))}
            </Text>
          )}
        </RouteLink>
      ))}
      {lists.length === 0 && children}
    </span>
  );
}

type Counted = readonly { readonly count: number }[];

const sumOf = (counts: Counted) => counts.reduce((sum, { count }) => sum + count, 0);

const isCapped = (counts: Counted) => counts.some(({ count }) => count >= COUNT_CAP);

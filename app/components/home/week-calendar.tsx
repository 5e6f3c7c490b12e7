import { Link as RouteLink } from '@remix-run/react';
import { BlockStack, Box, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { dayNumber, instantAt } from '~/base/lib/days';
import { type QueueQuery, queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { KindName } from '~/components/parts/kind-name';
import { Why } from '~/components/parts/why';
import type { CalendarDay } from '~/office/pages/home/calendar.server';

/** What leaves in the coming seven days, a column a day at a desk and a row a day on a phone. */
export function WeekCalendar({ week, learning }: { week: readonly CalendarDay[]; learning: boolean }) {
  const { s, write } = usePanel();
  const total = week.reduce((sum, day) => sum + day.kinds.reduce((all, { count }) => all + count, 0), 0);
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
                inputs={[{ name: s.lists.why.weekTotal, value: write.number(total) }]}
              />
            )}
            <Link url="/app/queue" removeUnderline>
              {s.home.week.open}
            </Link>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {empty ? (learning ? s.home.week.emptyLearning : s.home.week.empty) : s.home.week.about}
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
  const { s, write, timeZone } = usePanel();
  const total = day.kinds.reduce((sum, { count }) => sum + count, 0);
  const content = (
    <>
      <span className="carafe-day-head">
        <Text as="span" variant="bodySm" fontWeight="semibold">
          {isToday ? s.common.today : write.weekdayName(day.on)}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {write.dayInColumn(day.on)}
        </Text>
      </span>
      <DayLines day={day}>
        {total === 0 && (
          <Text as="span" variant="bodySm" tone="subdued">
            {s.home.week.none}
          </Text>
        )}
      </DayLines>
    </>
  );
  const mark = isToday ? { 'data-today': '' } : {};
  if (total === 0) {
    return (
      <div className="carafe-day" {...mark}>
        {content}
      </div>
    );
  }
  return (
    <RouteLink className="carafe-day" to={dayAddress(day, { isToday, timeZone })} {...mark}>
      {content}
    </RouteLink>
  );
}

/** A count of a day stops being told here. */
const CAP = 1_000;

/** How many of which kind, and how many of them wait for a word. */
export function DayLines({ day, children }: { day: CalendarDay; children?: ReactNode }) {
  const { s, write } = usePanel();
  const waiting = waitingOf(day);
  return (
    <span className="carafe-day-lines">
      {day.kinds.map(({ kind, count }) => (
        <span className="carafe-day-line" key={kind}>
          <strong>{count >= CAP ? s.common.capped(CAP) : write.number(count)}</strong>
          <KindName kind={kind} />
        </span>
      ))}
      {waiting > 0 && (
        <Text as="span" variant="bodyXs" tone="caution">
          {s.home.week.waiting(waiting)}
        </Text>
      )}
      {children}
    </span>
  );
}

/** The queue from the beginning of a day on; today's begins with what is overdue. */
export function dayAddress(
  day: CalendarDay,
  { isToday, timeZone, ...filters }: { isToday: boolean; timeZone: string } & Partial<QueueQuery>,
): string {
  const startMs = instantAt({ day: dayNumber(day.on), minuteOfDay: 0 }, timeZone).getTime();
  const total = day.kinds.reduce((sum, { count }) => sum + count, 0);
  return queueAddress({
    ...filters,
    view: waitingOf(day) === total ? 'waiting' : 'upcoming',
    after: isToday ? null : `${startMs - 1}-0`,
  });
}

function waitingOf(day: CalendarDay): number {
  return day.kinds.reduce((sum, { waiting }) => sum + waiting, 0);
}

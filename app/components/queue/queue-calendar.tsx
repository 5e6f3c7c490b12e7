import { useNavigate } from '@remix-run/react';
import { BlockStack, Box, InlineStack, Pagination, Text } from '@shopify/polaris';
import { dayNumber } from '~/base/lib/days';
import { MOST_LATER, type QueueQuery, queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { DayLines } from '~/components/home/week-calendar';
import type { CalendarDay } from '~/office/pages/home/calendar.server';

/** Five weeks and those behind them: how much leaves on which day. A day leads to its list. */
export function QueueCalendar({ days, query }: { days: readonly CalendarDay[]; query: QueueQuery }) {
  const { s, write } = usePanel();
  const [first] = days;
  const last = days.at(-1);
  const lead = first ? (dayNumber(first.on) + 3) % 7 : 0;
  const shown = query.kind ? days.map((day) => onlyKind(day, query.kind)) : days;
  return (
    <Box paddingInline="400" paddingBlockEnd="400">
      <BlockStack gap="400">
        <div>
          <div className="carafe-month-head" aria-hidden="true">
            {Array.from({ length: 7 }, (_, index) => (
              <Text as="span" key={isoOfWeekday(index)} variant="bodySm" tone="subdued" alignment="center">
                {write.weekdayName(isoOfWeekday(index))}
              </Text>
            ))}
          </div>
          <ol className="carafe-month">
            {shown.map((day, index) => (
              <li
                key={day.on}
                {...(index === 0 && { style: { gridColumnStart: lead + 1 } })}
                data-empty={day.kinds.length === 0}
              >
                <DayCell day={day} isToday={index === 0 && query.later === 0} query={query} />
              </li>
            ))}
          </ol>
          {/* A phone shows only the days on which something leaves, and so an empty month would be blank. */}
          {shown.every(({ kinds }) => kinds.length === 0) && (
            <p className="carafe-only-phone carafe-subdued">{s.queue.empty.upcoming}</p>
          )}
        </div>
        {first && last && <Weeks query={query} said={`${write.day(first.on)} – ${write.day(last.on)}`} />}
      </BlockStack>
    </Box>
  );
}

function Weeks({ query, said }: { query: QueueQuery; said: string }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const go = (later: number) => () => navigate(queueAddress({ ...query, later, after: null }));
  return (
    <InlineStack align="center">
      <Pagination
        label={said}
        hasPrevious={query.later > 0}
        onPrevious={go(query.later - 1)}
        hasNext={query.later < MOST_LATER}
        onNext={go(query.later + 1)}
        accessibilityLabels={{ previous: s.common.previous, next: s.common.next }}
      />
    </InlineStack>
  );
}

function DayCell({ day, isToday, query }: { day: CalendarDay; isToday: boolean; query: QueueQuery }) {
  const { s, write } = usePanel();
  const { kind, needId } = query;
  return (
    <div className="carafe-day">
      <Text as="span" variant="bodySm" fontWeight={isToday ? 'bold' : 'regular'}>
        <span className="carafe-only-phone">{write.weekday(day.on)}</span>
        <span className="carafe-only-desk">{isToday ? s.common.today : write.dayInColumn(day.on)}</span>
      </Text>
      <DayLines day={day} isToday={isToday} filters={{ kind, needId }} />
    </div>
  );
}

function onlyKind(day: CalendarDay, kind: QueueQuery['kind']): CalendarDay {
  return { ...day, kinds: day.kinds.filter((one) => one.kind === kind) };
}

/** Any Monday and the days after it, for their names. */
function isoOfWeekday(index: number): string {
  return `2024-01-0${index + 1}`;
}

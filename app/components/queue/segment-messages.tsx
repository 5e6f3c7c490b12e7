import { useSearchParams } from '@remix-run/react';
import { Box, Button, Card, InlineStack } from '@shopify/polaris';
import { startTransition, useState } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { ViewTabs } from '~/components/parts/view-tabs';
import { MessageItem } from '~/components/queue/message-item';
import { MoveQuestion } from '~/components/queue/move-many';
import { useDecide } from '~/components/queue/use-decide';
import type { SegmentPage } from '~/office/pages/customers/segment.server';

/** The reasons to write to the people of a segment, one kind at a time; decided one by one or all that are shown. */
export function SegmentMessages({ page }: { page: SegmentPage }) {
  const { s, timeZone } = usePanel();
  const { decide, busyIds } = useDecide();
  const [, setSearch] = useSearchParams();
  const list = useKeptFocus<HTMLDivElement>();
  const [isAsking, setAsking] = useState(false);
  const today = isoDay(localDay(page.now, timeZone));
  const waiting = page.rows.filter(({ state }) => state === 'awaiting_approval').map(({ id }) => id);
  const later = page.rows.filter(({ id }) => page.later.includes(id));
  const laterIds = later.map(({ id }) => id);
  const people = new Set(later.map(({ customerId }) => customerId)).size;
  const tabs = page.kinds.map(({ kind, waiting: waits, planned, held }) => ({
    id: kind,
    content: `${s.kinds[kind]} (${s.segment.counts(waits, planned, held)})`,
  }));
  const selected = page.kinds.findIndex(({ kind }) => kind === page.kind);
  return (
    <Card padding="0">
      <ViewTabs
        label={s.segment.kinds}
        tabs={tabs}
        selected={Math.max(0, selected)}
        onSelect={(at) =>
          setSearch({ kind: tabs[at]?.id ?? '' }, { replace: true, preventScrollReset: true })
        }
      />
      <div ref={list}>
        <Box paddingInline="400" paddingBlock="300">
          <InlineStack gap="200">
            {waiting.length > 0 && (
              <Button
                variant="primary"
                disabled={busyIds.length > 0}
                onClick={() => decide({ action: 'approve', ids: waiting })}
              >
                {s.segment.approve(waiting.length)}
              </Button>
            )}
            {later.length > 0 && (
              <Button disabled={busyIds.length > 0} onClick={() => startTransition(() => setAsking(true))}>
                {s.segment.today(people)}
              </Button>
            )}
          </InlineStack>
        </Box>
        {isAsking && (
          <MoveQuestion
            on={today}
            count={later.length}
            which={{ ids: laterIds.join(',') }}
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              decide({ action: 'move', ids: laterIds, moveTo: today });
            }}
          />
        )}
        <ul className="carafe-rows">
          {page.rows.map((message) => {
            const busy = busyIds.includes(message.id);
            return (
              <li key={message.id} data-row="" {...(busy && { 'data-busy': '' })}>
                <MessageItem message={message} now={page.now} showCustomer busy={busy} onDecide={decide} />
              </li>
            );
          })}
        </ul>
      </div>
    </Card>
  );
}

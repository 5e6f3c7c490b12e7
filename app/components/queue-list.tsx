import { Box, Button, Checkbox, InlineStack, Text } from '@shopify/polaris';
import { Fragment, useEffect, useState } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { MessageItem } from '~/components/message-item';
import { usePanel } from '~/components/panel-context';
import { useDecide } from '~/components/use-decide';
import type { QueuePage } from '~/office/pages/queue.server';

/** The messages of one list by day, with bulk approve and skip. */
export function QueueList({ page }: { page: QueuePage }) {
  const { s, write, timeZone } = usePanel();
  const { decide, busyIds } = useDecide();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const ids = page.rows.map(({ id }) => id);
  const chosen = ids.filter((id) => picked.has(id));
  const { view } = page.query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nothing picked
  useEffect(() => setPicked(new Set()), [view, page.query.kind, page.query.after]);
  const pickable = view === 'waiting' || view === 'upcoming' || view === 'held';
  const bulk = (action: 'approve' | 'skip') => {
    decide({ action, ids: chosen });
    setPicked(new Set());
  };
  const pick = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <>
      {pickable && (
        <Box paddingInline="400" paddingBlock="200" minHeight="3rem">
          <InlineStack gap="300" blockAlign="center">
            <Checkbox
              label={chosen.length > 0 ? s.queue.selected(chosen.length) : s.queue.selectAll}
              checked={chosen.length === 0 ? false : chosen.length === ids.length ? true : 'indeterminate'}
              onChange={(on) => setPicked(on ? new Set(ids) : new Set())}
            />
            {chosen.length > 0 && view === 'waiting' && (
              <Button size="slim" variant="primary" onClick={() => bulk('approve')}>
                {s.common.approve}
              </Button>
            )}
            {chosen.length > 0 && (
              <Button size="slim" onClick={() => bulk('skip')}>
                {s.common.skip}
              </Button>
            )}
          </InlineStack>
        </Box>
      )}
      <ul className="carafe-rows">
        {page.rows.map((message, index) => {
          const on = isoDay(localDay(message.dueAt, timeZone));
          const above = page.rows[index - 1];
          const newDay = !above || isoDay(localDay(above.dueAt, timeZone)) !== on;
          const name = message.customerName || s.common.guest;
          const busy = busyIds.includes(message.id);
          return (
            <Fragment key={message.id}>
              {newDay && (
                <li className="carafe-dayhead">
                  <Text as="h2" variant="headingSm">
                    {write.weekday(on)}
                  </Text>
                </li>
              )}
              <li {...(busy && { 'data-busy': '' })}>
                <div className={pickable ? 'carafe-pick' : undefined}>
                  {pickable && (
                    <Checkbox
                      label={s.queue.select(s.kinds[message.kind], name)}
                      labelHidden
                      checked={picked.has(message.id)}
                      onChange={(value) => pick(message.id, value)}
                    />
                  )}
                  <MessageItem
                    message={message}
                    now={page.now}
                    showCustomer
                    hideState={pickable}
                    busy={busy}
                    onDecide={decide}
                  />
                </div>
              </li>
            </Fragment>
          );
        })}
      </ul>
    </>
  );
}

import { Checkbox, Text } from '@shopify/polaris';
import { Fragment, useCallback, useEffect, useState } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { isDecided, queueAddress } from '~/base/vocabulary/queue-query';
import { MessageItem } from '~/components/message-item';
import { usePanel } from '~/components/panel-context';
import { QueueBulk } from '~/components/queue-bulk';
import { useDecide } from '~/components/use-decide';
import type { QueuePage } from '~/office/pages/queue.server';

/** The messages of one list by day; many can be picked and decided about at once. */
export function QueueList({ page }: { page: QueuePage }) {
  const { s, write, timeZone } = usePanel();
  const { decide, busyIds } = useDecide();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = page.rows.map(({ id }) => id).filter((id) => picked.has(id));
  const place = `${queueAddress(page.query)} ${page.query.before}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nothing picked
  useEffect(() => setPicked(new Set()), [place]);
  const pickable = isDecided(page.query.view);
  const pick = useCallback(
    (id: string, on: boolean) =>
      setPicked((before) => {
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );
  return (
    <>
      {pickable && (
        <QueueBulk page={page} chosen={chosen} onPick={(ids) => setPicked(new Set(ids))} decide={decide} />
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

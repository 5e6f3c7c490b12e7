import { Text } from '@shopify/polaris';
import { Fragment, memo } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { isDecided, queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { QuickCheckbox } from '~/components/parts/quick-checkbox';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { MessageItem } from '~/components/queue/message-item';
import { QueueBulk } from '~/components/queue/queue-bulk';
import { useDecide } from '~/components/queue/use-decide';
import { usePicked } from '~/components/queue/use-picked';
import type { Decision } from '~/office/pages/queue/decisions.server';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';
import type { QueuePage } from '~/office/pages/queue/queue.server';

/** The messages of one list by day; many can be picked and decided about at once. */
export function QueueList({ page }: { page: QueuePage }) {
  const { write, timeZone } = usePanel();
  const { decide, busyIds } = useDecide();
  const { picked, pick, pickAll } = usePicked(`${queueAddress(page.query)} ${page.query.before}`);
  const chosen = page.rows.map(({ id }) => id).filter((id) => picked.has(id));
  const pickable = isDecided(page.query.view);
  const list = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={list}>
      {pickable && <QueueBulk page={page} chosen={chosen} onPick={pickAll} decide={decide} />}
      <ul className="carafe-rows">
        {page.rows.map((message, index) => {
          const on = isoDay(localDay(message.dueAt, timeZone));
          const above = page.rows[index - 1];
          const newDay = !above || isoDay(localDay(above.dueAt, timeZone)) !== on;
          return (
            <Fragment key={message.id}>
              {newDay && (
                <li className="carafe-dayhead">
                  <Text as="h2" variant="headingSm">
                    {write.weekday(on)}
                  </Text>
                </li>
              )}
              <QueueRow
                message={message}
                now={page.now}
                busy={busyIds.includes(message.id)}
                picked={pickable ? picked.has(message.id) : null}
                onPick={pick}
                onDecide={decide}
              />
            </Fragment>
          );
        })}
      </ul>
    </div>
  );
}

interface QueueRowProps {
  readonly message: MovableMessage;
  readonly now: Date;
  readonly busy: boolean;
  /** Null where nothing is to be decided. */
  readonly picked: boolean | null;
  readonly onPick: (id: string, on: boolean) => void;
  readonly onDecide: (decision: Decision) => void;
}

/** Drawn anew only when something about this one changes: a list has many. */
const QueueRow = memo(function QueueRow({ message, now, busy, picked, onPick, onDecide }: QueueRowProps) {
  const { s } = usePanel();
  const pickable = picked !== null;
  return (
    <li data-row="" {...(busy && { 'data-busy': '' })}>
      <div className={pickable ? 'carafe-pick' : undefined}>
        {pickable && (
          <QuickCheckbox
            label={s.queue.select(s.kinds[message.kind], message.customerName || s.common.guest)}
            labelHidden
            checked={picked}
            onChange={(on) => onPick(message.id, on)}
          />
        )}
        <MessageItem
          message={message}
          now={now}
          showCustomer
          hideState={pickable}
          busy={busy}
          onDecide={onDecide}
        />
      </div>
    </li>
  );
});

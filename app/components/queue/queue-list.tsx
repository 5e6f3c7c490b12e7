import { memo } from 'react';
import { isDecided, queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { QuickCheckbox } from '~/components/parts/quick-checkbox';
import { RowsByDay } from '~/components/parts/rows-by-day';
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
  const { decide, busyIds } = useDecide();
  const place = `${queueAddress(page.query)} ${page.query.before}`;
  const { picked, pick, pickAll } = usePicked(place);
  const chosen = page.rows.map(({ id }) => id).filter((id) => picked.has(id));
  const pickable = isDecided(page.query.view);
  const list = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={list}>
      {/* What is chosen of one list, all that match above all, is chosen of no other. */}
      {pickable && <QueueBulk key={place} page={page} chosen={chosen} onPick={pickAll} decide={decide} />}
      <RowsByDay rows={page.rows} idOf={({ id }) => id} atOf={({ dueAt }) => dueAt}>
        {(message) => (
          <QueueRow
            message={message}
            now={page.now}
            busy={busyIds.includes(message.id)}
            picked={pickable ? picked.has(message.id) : null}
            onPick={pick}
            onDecide={decide}
          />
        )}
      </RowsByDay>
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

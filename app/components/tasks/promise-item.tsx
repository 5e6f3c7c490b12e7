import { Badge, type BadgeProps, Button, Text } from '@shopify/polaris';
import { isoDay, localDay } from '~/base/lib/days';
import type { PromiseStanding } from '~/base/vocabulary/work';
import { usePanel } from '~/components/frame/panel-context';
import { MoveButton } from '~/components/queue/move-button';
import { UndoWork } from '~/components/tasks/undo-work';
import { useWork } from '~/components/tasks/use-work';
import { WorkFrame } from '~/components/tasks/work-item';
import type { PromiseItem } from '~/office/pages/tasks/work.server';

const tones: Record<PromiseStanding, BadgeProps['tone']> = {
  open: 'info',
  due: 'attention',
  broken: 'critical',
  kept: 'success',
  'kept-late': 'warning',
};

interface PromiseProps {
  readonly item: PromiseItem;
  readonly now: Date;
  readonly showCustomer?: boolean;
}

/** What was promised to a customer, by whom and by when, and how it stands. */
export function PromiseLine({ item, now, showCustomer }: PromiseProps) {
  const { s, write, person } = usePanel();
  const words = s.work.promises;
  return (
    <WorkFrame
      item={item}
      now={now}
      title={words.name(words.kinds[item.kind])}
      showCustomer={showCustomer ?? false}
      badge={
        <Badge tone={tones[item.standing]}>
          {item.standing === 'broken'
            ? s.work.overdue(write.dayTime(item.dueAt))
            : words.standings[item.standing]}
        </Badge>
      }
      actions={
        item.doneAt ? (
          <>
            <Text as="span" tone="subdued">
              {write.dayTime(item.doneAt)}
            </Text>
            <UndoWork id={item.id} intent="unkeep" until={item.undoUntil} />
          </>
        ) : (
          <Actions item={item} now={now} />
        )
      }
    >
      <Text as="p" breakWord>
        {item.words}
        {item.by && (
          <Text as="span" tone="subdued">
            {' '}
            ({words.by(person(item.by))})
          </Text>
        )}
      </Text>
      {item.standing === 'due' && <Text as="p">{words.due}</Text>}
      {item.standing === 'broken' && <Text as="p">{words.broken}</Text>}
    </WorkFrame>
  );
}

/** Tomorrow, in three days, in a week, from the later of its day and today. */
function laterDays(dueAt: Date, now: Date, zone: string): string[] {
  const from = Math.max(localDay(dueAt, zone), localDay(now, zone));
  return [from + 1, from + 3, from + 7].map(isoDay);
}

function Actions({ item, now }: { item: PromiseItem; now: Date }) {
  const { s, timeZone } = usePanel();
  const words = s.work.promises;
  const { id } = item;
  const { change, busy } = useWork();
  return (
    <>
      <Button
        size="slim"
        disabled={busy}
        onClick={() => void change({ intent: 'keep', id }, { words: words.kept, undo: 'unkeep' })}
      >
        {words.keep}
      </Button>
      <MoveButton
        name={`promise-day:${id}`}
        days={laterDays(item.dueAt, now, timeZone)}
        now={now}
        zone={timeZone}
        disabled={busy}
        words={{ button: words.redate, title: words.redateTitle, about: words.redateAbout }}
        onMove={(on) => void change({ intent: 'redate', id, on }, { words: words.redated })}
      />
      {item.talk?.email && (
        <Button size="slim" url={`mailto:${item.talk.email}`} external>
          {s.work.write}
        </Button>
      )}
    </>
  );
}

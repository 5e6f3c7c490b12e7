import { Badge, Button, Text } from '@shopify/polaris';
import { taskOutcomes } from '~/base/vocabulary/work';
import { usePanel } from '~/components/frame/panel-context';
import { TheirWords } from '~/components/tasks/talking-points';
import { UndoWork } from '~/components/tasks/undo-work';
import { useWork } from '~/components/tasks/use-work';
import { WorkFrame } from '~/components/tasks/work-item';
import type { TaskItem } from '~/office/pages/tasks/work.server';

interface TaskProps {
  readonly item: TaskItem;
  readonly now: Date;
  readonly showCustomer?: boolean;
}

/** A task: what is asked, what they wrote, and who does it. */
export function Task({ item, now, showCustomer }: TaskProps) {
  const { s, write, person } = usePanel();
  const words = s.work;
  const { talk, kind, owner, isMine, doneAt } = item;
  return (
    <WorkFrame
      item={item}
      now={now}
      title={words.tasks[kind]}
      showCustomer={showCustomer ?? false}
      badge={
        item.isOverdue ? (
          <Badge tone="critical">{words.overdue(write.dayTime(item.dueAt))}</Badge>
        ) : owner && !doneAt ? (
          <Badge tone="info">{isMine ? words.mine : words.takenBy(person(owner))}</Badge>
        ) : null
      }
      actions={doneAt ? <Finished item={item} /> : <OpenActions item={item} />}
    >
      {!doneAt && <Text as="p">{words.taskAbout[kind]}</Text>}
      {item.isOverdue && owner && (
        <Text as="p" tone="subdued">
          {isMine ? words.mine : words.takenBy(person(owner))}
        </Text>
      )}
      {kind === 'answer-reply' && talk && <TheirWords talk={talk} since={item.createdAt} />}
    </WorkFrame>
  );
}

function OpenActions({ item }: { item: TaskItem }) {
  const { s } = usePanel();
  const words = s.work;
  const { id, kind, isMine, talk } = item;
  const { change, busy } = useWork();
  const outcomes = taskOutcomes[kind];
  return (
    <>
      {isMine ? (
        <Button
          size="slim"
          disabled={busy}
          onClick={() => void change({ intent: 'give-back', id }, { words: words.givenBack })}
        >
          {words.giveBack}
        </Button>
      ) : (
        <Button
          size="slim"
          disabled={busy}
          onClick={() => void change({ intent: 'take', id }, { words: words.taken, undo: 'give-back' })}
        >
          {words.take}
        </Button>
      )}
      {kind === 'answer-reply' && talk?.email && (
        <Button size="slim" url={`mailto:${talk.email}`} external>
          {words.write}
        </Button>
      )}
      {outcomes.map((outcome) => (
        <Button
          key={outcome}
          size="slim"
          disabled={busy}
          onClick={() =>
            void change({ intent: 'finish', id, outcome }, { words: words.done, undo: 'reopen' })
          }
        >
          {words.outcomes[outcome]}
        </Button>
      ))}
      {kind === 'answer-reply' && (
        <Button
          size="slim"
          disabled={busy}
          onClick={() => void change({ intent: 'complain', id }, { words: words.complained })}
        >
          {words.complain}
        </Button>
      )}
      {outcomes.length === 0 && (
        <Button size="slim" url="/app">
          {words.toHome}
        </Button>
      )}
    </>
  );
}

function Finished({ item }: { item: TaskItem }) {
  const { s, write, person } = usePanel();
  const words = s.work;
  const by = item.owner ? person(item.owner) : words.somebody;
  const outcome = Object.entries(words.outcomes).find(([known]) => known === item.outcome)?.[1];
  return (
    <>
      <Text as="span" tone="subdued">
        {outcome ?? words.done}: {words.doneAt(write.dayTime(item.doneAt ?? item.dueAt), by)}
      </Text>
      <UndoWork id={item.id} intent="reopen" until={item.undoUntil} />
    </>
  );
}

import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { PromiseLine } from '~/components/tasks/promise-item';
import { Task } from '~/components/tasks/task-item';
import type { WorkItem } from '~/office/pages/tasks/work.server';

interface WorkListProps {
  readonly items: readonly WorkItem[];
  readonly now: Date;
  readonly showCustomer?: boolean;
  /** Inside a card that has its own edges. */
  readonly plain?: boolean;
}

/** Tasks and promises in one list, in the order in which they are due or were done. */
export function WorkList({ items, now, showCustomer = false, plain = false }: WorkListProps) {
  const list = useKeptFocus<HTMLUListElement>();
  return (
    <ul ref={list} className="carafe-rows" {...(plain && { 'data-plain': '' })}>
      {items.map((item) => (
        <li key={`${item.what}-${item.id}`} data-row="">
          {item.what === 'task' ? (
            <Task item={item} now={now} showCustomer={showCustomer} />
          ) : (
            <PromiseLine item={item} now={now} showCustomer={showCustomer} />
          )}
        </li>
      ))}
    </ul>
  );
}

import { z } from 'zod';
import { isDay } from '~/base/lib/days';
import {
  LONGEST_PROMISE,
  MOST_PROMISE_DAYS,
  promiseKinds,
  type TaskOutcome,
  taskKinds,
  taskOutcomes,
} from '~/base/vocabulary/work';
import {
  keepPromise,
  makePromise,
  redatePromise,
  reopenPromise,
  withdrawPromise,
} from '~/care/commitments/change-promise.server';
import { finishTask, reopenTask, takeTask } from '~/care/tasks/change-task.server';
import { complainOfReply } from '~/care/tasks/complain-of-reply.server';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { standing } from '~/office/pages/request/deed-key';
import { endOfDay } from '~/office/pages/request/end-of-day';

const id = z.string().regex(/^\d{1,18}$/);
const on = z.string().refine(isDay);
const outcomes = taskKinds.flatMap((kind): TaskOutcome[] => [...taskOutcomes[kind]]);

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['take', 'give-back', 'complain', 'reopen', 'keep', 'unkeep', 'withdraw']), id }),
  z.object({ intent: z.literal('finish'), id, outcome: z.enum(outcomes) }),
  z.object({ intent: z.literal('redate'), id, on }),
  z.object({
    intent: z.literal('promise'),
    customerId: id,
    kind: z.enum(promiseKinds),
    what: z.string().trim().min(1).max(LONGEST_PROMISE),
    on,
  }),
]);
type Change = z.infer<typeof schema>;

export type WorkChanged =
  | { readonly status: 'done'; readonly id: string }
  /** Somebody else was quicker, the ten minutes are over, or the day is none that can be promised. */
  | { readonly status: 'gone' | 'wrong-day' };

export interface WorkRequest {
  readonly by: string;
  readonly now: Date;
  readonly asked: unknown;
  /** Of the press; a second one under the same key promises nothing twice. */
  readonly deedKey?: string | undefined;
}

/** A person takes, does or promises something, or takes that back. Null: what was sent is no such request. */
export async function changeWork(
  shopId: bigint,
  { by, now, asked, deedKey }: WorkRequest,
): Promise<WorkChanged | null> {
  const { data } = schema.safeParse(asked);
  if (!data) return null;
  if (data.intent === 'promise' || data.intent === 'redate') {
    // What is promised for a day may still be done on its last minute.
    const { timeZone } = await sqlInShop(shopId, loadShop);
    const dueAt = endOfDay(data.on, { timeZone, now, mostDays: MOST_PROMISE_DAYS });
    if (!dueAt) return { status: 'wrong-day' };
    if (data.intent === 'redate')
      return answer(data.id, await redatePromise(shopId, { id: BigInt(data.id), dueAt }));
    const customerId = BigInt(data.customerId);
    const made = standing(await makePromise(shopId, { ...data, customerId, dueAt, by, deedKey }));
    return made === null ? { status: 'gone' } : { status: 'done', id: String(made) };
  }
  return answer(data.id, await change(shopId, by, data));
}

type Simple = Exclude<Change, { intent: 'promise' } | { intent: 'redate' }>;

function change(shopId: bigint, by: string, given: Simple): Promise<boolean> {
  const rowId = BigInt(given.id);
  switch (given.intent) {
    case 'take':
      return takeTask(shopId, { id: rowId, owner: by });
    case 'give-back':
      return takeTask(shopId, { id: rowId, owner: null });
    case 'finish':
      return finishTask(shopId, { id: rowId, outcome: given.outcome, by });
    case 'complain':
      return complainOfReply(shopId, { id: rowId, by });
    case 'reopen':
      return reopenTask(shopId, rowId);
    case 'keep':
      return keepPromise(shopId, rowId);
    case 'unkeep':
      return reopenPromise(shopId, rowId);
    case 'withdraw':
      return withdrawPromise(shopId, rowId);
  }
}

const answer = (rowId: string, isDone: boolean): WorkChanged =>
  isDone ? { status: 'done', id: rowId } : { status: 'gone' };

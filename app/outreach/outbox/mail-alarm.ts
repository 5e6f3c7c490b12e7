import { DAY_MS } from '~/base/lib/days';
import type { EnqueueOptions } from '~/base/queue/enqueue.server';
import type { JobPayloads } from '~/base/queue/job-types';

/** The queue holds what falls due within a day; the rest waits in the rows. */
export const ALARM_AHEAD_MS = DAY_MS;

/**
 * The alarm of a mail, known by the message that leads it: whoever sets it, a plan or the feed, it is the same one, and
 * the newest due time counts.
 */
export function mailAlarm(
  { shopId, id, dueAt }: { readonly shopId: bigint; readonly id: bigint; readonly dueAt: Date },
  now: Date,
): { readonly payload: JobPayloads['send-due'] } & EnqueueOptions {
  return {
    payload: { shopId: String(shopId), messageId: String(id) },
    delayMs: Math.max(0, dueAt.getTime() - now.getTime()),
    dedupeKey: `m-${id}`,
  };
}

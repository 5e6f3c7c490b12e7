import { DAY_MS } from '~/base/lib/days';
import type { EnqueueOptions } from '~/base/queue/enqueue.server';
import type { JobPayloads } from '~/base/queue/job-types';

/** The queue holds what falls due within a day; the rest waits in the rows. */
export const ALARM_AHEAD_MS = DAY_MS;

/**
 * The alarm of a mail, which is that of all mails of its second, of any shop: it only says that something is due, and a
 * hundred that fall due together are claimed together. Whoever sets it, a plan or the feed, it is the same one.
 */
function mailAlarm(dueAt: Date, now: Date): { readonly payload: JobPayloads['send-due'] } & EnqueueOptions {
  const secondMs = Math.ceil(dueAt.getTime() / 1000) * 1000;
  const second = new Date(secondMs).toISOString();
  return {
    payload: { second },
    delayMs: Math.max(0, secondMs - now.getTime()),
    dedupeKey: second,
  };
}

/** One for each second in which one of them falls due. */
export function mailAlarms(dueAts: readonly Date[], now: Date): ReturnType<typeof mailAlarm>[] {
  const alarms = dueAts.map((dueAt) => mailAlarm(dueAt, now));
  return [...new Map(alarms.map((alarm) => [alarm.payload.second, alarm])).values()];
}

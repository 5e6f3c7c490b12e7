import { feedDueAlarms } from '~/sending/feed-queue.server';

/** Alarms for what falls due within 24 hours. */
export async function feedQueue(): Promise<void> {
  await feedDueAlarms();
}

import { enqueue } from '~/base/queue/enqueue.server';

/** At most so many alarms a second and shop: the job takes all that waits, so more would only crowd the queue. */
const PAUSE_MS = 50;

const pausing = new Map<bigint, { again: boolean }>();

/** Lets a worker project what waits in a shop's inbox; the first call of a burst at once, the rest together. */
export function wakeProjection(shopId: bigint): void {
  const pause = pausing.get(shopId);
  if (pause) {
    pause.again = true;
    return;
  }
  const started = { again: false };
  pausing.set(shopId, started);
  void enqueue('project-inbox', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
  setTimeout(() => {
    pausing.delete(shopId);
    if (started.again) wakeProjection(shopId);
  }, PAUSE_MS).unref();
}

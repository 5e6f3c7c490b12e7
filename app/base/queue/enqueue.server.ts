import type { JobsOptions } from 'bullmq';
import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import { within } from '~/base/lib/within';
import { type JobName, type JobPayloads, queueOf } from '~/base/queue/job-types';
import { liveQueue, probeNow } from '~/base/queue/live-queue.server';

export interface EnqueueOptions {
  /** Run no sooner than in so many milliseconds. */
  readonly delayMs?: number;
  /**
   * One alarm for one thing, among jobs of the same name: while such a job waits, another changes nothing but its time
   * (the newest counts); while it runs, one more run follows. Ids only; ":" becomes "-".
   */
  readonly dedupeKey?: string;
}

/** dropped: the queue is away, or did not answer in time. */
export type Enqueued = 'taken' | 'dropped';

const ANSWER_MS = 3_000;

/**
 * Wakes a worker for a stage that is owed. Call it after the commit that made it owed.
 *
 * Never rejects and never waits long: without the queue the alarm is dropped, and the sweep that looks at the rows
 * finds the work within a minute. Work that no sweep does is asked for by `enqueueOrRun`.
 */
export async function enqueue<N extends JobName>(
  name: N,
  payload: JobPayloads[N],
  options: EnqueueOptions = {},
): Promise<Enqueued> {
  return enqueueMany(name, [{ payload, ...options }]);
}

/** As `enqueue`, for many at once, in one round trip. */
export async function enqueueMany<N extends JobName>(
  name: N,
  alarms: readonly ({ readonly payload: JobPayloads[N] } & EnqueueOptions)[],
): Promise<Enqueued> {
  if (alarms.length === 0) return 'taken';
  try {
    const queue = await liveQueue(queueOf[name]);
    if (!queue) return counted(name, alarms.length, 'dropped');
    const jobs = alarms.map(({ payload, ...options }) => ({
      name,
      data: payload,
      opts: jobOptions(name, options),
    }));
    const [only] = jobs;
    const added: Promise<unknown> =
      jobs.length === 1 && only ? queue.add(only.name, only.data, only.opts) : queue.addBulk(jobs);
    await within(added, ANSWER_MS);
    return counted(name, alarms.length, 'taken');
  } catch (error) {
    log.debug('An alarm was not taken by the queue; a sweep will find the work.', { job: name, error });
    void probeNow();
    return counted(name, alarms.length, 'dropped');
  }
}

function counted(job: JobName, alarms: number, result: Enqueued): Enqueued {
  countUp('carafe_enqueue_total', { job, result }, alarms);
  return result;
}

function jobOptions(name: JobName, { delayMs, dedupeKey }: EnqueueOptions): JobsOptions {
  return {
    ...retried,
    ...(delayMs && delayMs > 0 ? { delay: Math.round(delayMs) } : {}),
    ...(dedupeKey === undefined
      ? {}
      : {
          deduplication: {
            id: `${name}-${dedupeKey.replaceAll(':', '-')}`,
            keepLastIfActive: true,
            reschedule: true,
          },
        }),
  };
}

/** A few tries for a hiccup; what still fails is logged, and the rows keep saying that the work is owed. */
const retried = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const satisfies JobsOptions;

import type { Job } from 'bullmq';
import { log } from '~/base/lib/logger.server';
import { countUp, observe } from '~/base/lib/metrics.server';
import { runDroppedBy, stopRunningDropped } from '~/base/queue/enqueue-or-run.server';
import { type JobName, type JobPayloads, type QueueName, queueOf } from '~/base/queue/job-types';
import { closeLiveQueue, startLiveQueue } from '~/base/queue/live-queue.server';
import { type Schedule, schedules, silenceAllowedMs } from '~/base/queue/schedules';
import { env } from '~/env.server';

/** What each job does. A processor may run twice for one job, or never: it asks the rows what is owed. */
export type Processors = { readonly [N in JobName]: (payload: JobPayloads[N]) => Promise<void> };

export interface Workers {
  /** Takes no new jobs, lets running ones end for at most `limitMs` (20 s), closes. */
  close(limitMs?: number): Promise<void>;
}

/**
 * Works on the jobs of all queues in this process, and keeps watch over the recurring ones. Resolves when the first
 * attempt to reach the queue has ended; with the queue away the watch runs the sweeps until it is back, and what they
 * only ask for is run here too (`enqueue-or-run.server`).
 */
export async function startWorkers(
  processors: Processors,
  options: { probeMs?: number } = {},
): Promise<Workers> {
  const size = env().WORKER_CONCURRENCY;
  const active: Record<QueueName, number> = { intake: 0, plan: 0, send: 0, clock: 0 };
  const running = new Set<string>();
  const lastBegan = new Map<string, number>();
  const begun = performance.now();

  const run = async (name: JobName, payload: JobPayloads[JobName], attempt: number): Promise<void> => {
    const recurring = queueOf[name] === 'clock';
    if (recurring && running.has(name)) return;
    const startedMs = performance.now();
    active[queueOf[name]] += 1;
    if (recurring) {
      running.add(name);
      lastBegan.set(name, startedMs);
    }
    try {
      await (processors[name] as (payload: JobPayloads[JobName]) => Promise<void>)(payload);
      countUp('carafe_jobs_total', { job: name, result: 'done' });
    } catch (error) {
      countUp('carafe_jobs_total', { job: name, result: 'failed' });
      log.error('A job failed; its rows say what is still owed.', { job: name, attempt, error });
      throw error;
    } finally {
      active[queueOf[name]] -= 1;
      running.delete(name);
      observe('carafe_job_seconds', { job: name }, (performance.now() - startedMs) / 1000);
    }
  };

  const processor = async (job: Job): Promise<void> => {
    if (!Object.hasOwn(processors, job.name)) {
      log.warn('A job of another version was dropped.', { job: job.name });
      return;
    }
    await run(job.name as JobName, job.data as JobPayloads[JobName], job.attemptsMade + 1);
  };

  const rescue = (schedule: Schedule): void => {
    const silentMs = performance.now() - (lastBegan.get(schedule.job) ?? begun);
    if (silentMs <= silenceAllowedMs(schedule) || running.has(schedule.job)) return;
    countUp('carafe_schedule_rescued_total', { job: schedule.job });
    // Its failure was logged; the next look tries again.
    run(schedule.job, {}, 1).catch(() => {});
  };

  runDroppedBy((name, payload) => run(name, payload, 1));
  const watched = schedules(env().SWEEP_SECONDS);
  const watch = setInterval(() => watched.forEach(rescue), Math.min(1_000, env().SWEEP_SECONDS * 250));
  await startLiveQueue(
    {
      processor,
      concurrency: { intake: Math.max(2, Math.ceil(size / 2)), plan: size, send: size, clock: 5 },
      active: (name) => active[name],
    },
    options.probeMs,
  );
  return {
    async close(limitMs = 20_000) {
      clearInterval(watch);
      await Promise.all([stopRunningDropped(limitMs), closeLiveQueue(limitMs)]);
    },
  };
}

import type { JobName } from '~/base/queue/job-types';

/** A job that runs again and again, across all shops. */
export interface Schedule {
  readonly job: Extract<
    JobName,
    'sweep-due' | 'feed-queue' | 'sweep-stages' | 'schedule-shops' | 'housekeeping'
  >;
  readonly everySeconds: number;
}

/**
 * The one table of recurring work. The queue runs each of these once for all workers; every worker also keeps its own
 * watch (`workers.server`) and runs one itself when the queue has been silent for too long, because these sweeps are
 * what finds the work that a lost queue forgot.
 */
export function schedules(sweepSeconds: number): readonly Schedule[] {
  return [
    { job: 'sweep-due', everySeconds: sweepSeconds },
    { job: 'sweep-stages', everySeconds: sweepSeconds },
    { job: 'schedule-shops', everySeconds: Math.max(60, sweepSeconds) },
    { job: 'feed-queue', everySeconds: 15 * 60 },
    { job: 'housekeeping', everySeconds: 60 * 60 },
  ];
}

/** Silence that the watch forgives before it runs a schedule itself: the whole promise is 60 seconds. */
export function silenceAllowedMs(schedule: Schedule): number {
  return schedule.everySeconds * 1000 + Math.min(5_000, schedule.everySeconds * 500);
}

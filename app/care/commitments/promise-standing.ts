import { type PromiseStanding, REMIND_OF_PROMISE_HOURS } from '~/base/vocabulary/work';

export interface PromiseTimes {
  readonly dueAt: Date;
  readonly keptAt: Date | null;
  /** The first day that was promised and passed; null as long as none has. */
  readonly brokenAt: Date | null;
}

/**
 * How a promise stands. A new day does not make a broken promise good: kept afterwards, it was kept late.
 */
export function promiseStanding({ dueAt, keptAt, brokenAt }: PromiseTimes, now: Date): PromiseStanding {
  if (keptAt) return brokenAt ? 'kept-late' : 'kept';
  if (dueAt <= now) return 'broken';
  return dueAt.getTime() - now.getTime() <= REMIND_OF_PROMISE_HOURS * 3_600_000 ? 'due' : 'open';
}

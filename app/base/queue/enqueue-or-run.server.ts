import { within } from '~/base/lib/within';
import { enqueue } from '~/base/queue/enqueue.server';
import type { JobName, JobPayloads } from '~/base/queue/job-types';

/**
 * Alarms that only the look at all shops gives: no sweep does their work, so what the queue drops is run by this worker.
 *
 * Bounded: of each job two at a time, so that one slow shop does not stand before all others, and each key once, whether
 * it waits or runs. The next look, a minute later, asks again for what is owed still.
 */
type Run = <N extends JobName>(name: N, payload: JobPayloads[N]) => Promise<void>;

interface Lane {
  readonly waiting: Map<string, () => Promise<void>>;
  readonly running: Map<string, Promise<void>>;
}

const AT_ONCE_A_JOB = 2;

let runHere: Run | undefined;
const lanes = new Map<JobName, Lane>();

/** Says who runs what is dropped in this process. Without, as in the web process, it is left to the workers. */
export function runDroppedBy(run: Run): void {
  runHere = run;
}

/** Begins nothing new and lets what runs end, for at most `limitMs`. */
export async function stopRunningDropped(limitMs: number): Promise<void> {
  runHere = undefined;
  const all = [...lanes.values()];
  for (const { waiting } of all) waiting.clear();
  const ends = Promise.all(all.flatMap(({ running }) => [...running.values()]));
  // What takes longer is cut off; its rows say what is owed.
  await within(ends, Math.max(limitMs, 1)).catch(() => {});
}

/**
 * As `enqueue`; what the queue does not take is run by this worker, after what it took over of the same job before.
 * Resolves without waiting for that run.
 *
 * @param dedupeKey one run for one thing, among jobs of the same name; ids only
 */
export async function enqueueOrRun<N extends JobName>(
  name: N,
  payload: JobPayloads[N],
  { dedupeKey }: { readonly dedupeKey: string },
): Promise<void> {
  if ((await enqueue(name, payload, { dedupeKey })) === 'taken') return;
  const run = runHere;
  if (!run) return;
  const lane = lanes.get(name) ?? { waiting: new Map(), running: new Map() };
  lanes.set(name, lane);
  if (lane.running.has(dedupeKey)) return;
  lane.waiting.set(dedupeKey, () => run(name, payload));
  runNext(lane);
}

function runNext(lane: Lane): void {
  for (const [key, run] of lane.waiting) {
    if (lane.running.size >= AT_ONCE_A_JOB) return;
    lane.waiting.delete(key);
    const done = run()
      // Its failure was logged; the next look asks again.
      .catch(() => {})
      .then(() => {
        lane.running.delete(key);
        runNext(lane);
      });
    lane.running.set(key, done);
  }
}

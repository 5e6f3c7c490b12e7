import type { Processor, Queue, Worker } from 'bullmq';
import { log } from '~/base/lib/logger.server';
import { countUp, gauge } from '~/base/lib/metrics.server';
import { within } from '~/base/lib/within';
import { openQueueConnection, type QueueConnection } from '~/base/queue/connection.server';
import type { QueueName } from '~/base/queue/job-types';
import { queueTrouble } from '~/base/queue/queue-trouble';
import { schedules } from '~/base/queue/schedules';
import { env } from '~/env.server';

/**
 * The queue objects of this process, one generation at a time:
 *
 *   down ──open──► up ──lost or broken──► down ──open──► up (a new generation) …
 *
 * A probe asks the store every few seconds who it is. No answer, another name, or jobs that wait before idle workers,
 * and the generation is dropped and a new one opened. Nothing is carried over, since PostgreSQL knows what is owed and
 * the sweeps bring it back; the recurring jobs, which run at once when they are scheduled, start those sweeps.
 */
const PROBE_MS = 5_000;
const CLOSE_MS = 5_000;
const SCHEDULE_MS = 5_000;
const QUEUES: readonly QueueName[] = ['intake', 'plan', 'send', 'clock'];

interface Generation {
  readonly connection: QueueConnection;
  readonly identity: string;
  readonly queues: ReadonlyMap<QueueName, Queue>;
  readonly workers: readonly { readonly name: QueueName; readonly worker: Worker }[];
}

/** What a process that works, and not only adds, gives its workers. */
export interface WorkerSide {
  readonly processor: Processor;
  readonly concurrency: Readonly<Record<QueueName, number>>;
  /** Jobs of this queue that this process works on now. */
  active(name: QueueName): number;
}

let generation: Generation | undefined;
let opening: Promise<void> | undefined;
let timer: NodeJS.Timeout | undefined;
let side: WorkerSide | undefined;
let probing: Promise<void> | undefined;
let overdueProbes = 0;
let toldDown = false;
/** Why there is no queue, in words; null while there is one, or nobody asked for it yet. */
let trouble: string | null = null;

/** The queue, or undefined while it is lost: then the sweeps do the work. Opens it on first use. */
export async function liveQueue(name: QueueName): Promise<Queue | undefined> {
  if (!generation && !timer) await startLiveQueue();
  return generation?.queues.get(name);
}

/** Opens the queue and keeps it open. With `workers`, jobs are worked on here. Never rejects: a dead queue is probed again. */
export async function startLiveQueue(workers?: WorkerSide, probeMs: number = PROBE_MS): Promise<void> {
  side = workers ?? side;
  timer ??= setInterval(() => void probeNow(), probeMs).unref();
  await open();
}

/** What keeps this process from its queue, in a sentence without addresses; null while nothing does. */
export function whyNoQueue(): string | null {
  return trouble;
}

/** Looks at the store at once, for those who just saw it fail. */
export function probeNow(): Promise<void> {
  probing ??= probe().finally(() => {
    probing = undefined;
  });
  return probing;
}

/** Takes no new jobs, lets running ones end for at most `limitMs`, closes. */
export async function closeLiveQueue(limitMs = 20_000): Promise<void> {
  clearInterval(timer);
  timer = undefined;
  await opening;
  const closing = generation;
  generation = undefined;
  trouble = null;
  side = undefined;
  if (closing) await dispose(closing, limitMs);
}

async function open(): Promise<void> {
  if (generation) return;
  opening ??= openGeneration().finally(() => {
    opening = undefined;
  });
  await opening;
}

async function openGeneration(): Promise<void> {
  let connection: QueueConnection | undefined;
  let made: Generation | undefined;
  try {
    connection = await openQueueConnection();
    made = await makeGeneration(connection);
    if (side) await schedule(made.queues);
    generation = made;
    gauge('carafe_queue_up', {}, 1);
    if (toldDown) log.info('The queue is back.');
    toldDown = false;
    trouble = null;
  } catch (error) {
    gauge('carafe_queue_up', {}, 0);
    trouble = `The queue on ${env().REDIS_URL ? 'Redis' : 'PostgreSQL'} does not answer${becauseOf(error)}; the sweeps do its work until it does.`;
    if (!toldDown) log.warn(trouble, { error });
    toldDown = true;
    if (made) await dispose(made, CLOSE_MS);
    else await connection?.close().catch(() => {});
  }
}

function becauseOf(error: unknown): string {
  const cause = queueTrouble(error);
  return cause ? ` (${cause})` : '';
}

async function makeGeneration(connection: QueueConnection): Promise<Generation> {
  const identity = await connection.identity();
  const queues = new Map(QUEUES.map((name) => [name, listened(connection.makeQueue(name))] as const));
  const working = side;
  const workers = working
    ? QUEUES.map((name) => ({ name, worker: listened(workerFor(name, connection.makeWorker, working)) }))
    : [];
  return { connection, identity, queues, workers };
}

/** A worker that was killed gives its jobs back within half a minute, as often as it takes. */
export const workerTimes = {
  lockDuration: 20_000,
  stalledInterval: 10_000,
  maxStalledCount: 20,
  drainDelay: 5,
  runRetryDelay: 1_000,
} as const;

function workerFor(name: QueueName, makeWorker: QueueConnection['makeWorker'], workers: WorkerSide): Worker {
  return makeWorker(name, workers.processor, {
    ...workerTimes,
    concurrency: workers.concurrency[name],
  });
}

async function schedule(queues: Generation['queues']): Promise<void> {
  const clock = queues.get('clock');
  if (!clock) return;
  for (const { job, everySeconds } of schedules(env().SWEEP_SECONDS)) {
    const template = { name: job, data: {}, opts: once };
    await within(clock.upsertJobScheduler(job, { every: everySeconds * 1000 }, template), SCHEDULE_MS);
  }
}

/** A recurring job is not retried: the next run is the retry. */
const once = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

async function probe(): Promise<void> {
  if (!timer || opening) return;
  const looked = generation;
  if (!looked) return open();
  const found = await troubleOf(looked);
  if (!found || generation !== looked || !timer) return;
  log.warn(`The queue is made anew: ${found}.`);
  countUp('carafe_queue_rebuilt_total');
  gauge('carafe_queue_up', {}, 0);
  generation = undefined;
  overdueProbes = 0;
  void dispose(looked, CLOSE_MS);
  await open();
}

async function troubleOf(looked: Generation): Promise<string | undefined> {
  try {
    const identity = await looked.connection.identity();
    if (identity !== looked.identity) return 'its store was emptied or dropped';
    if (looked.workers.some(({ worker }) => !worker.isRunning())) return 'a worker stopped';
    if (side && !(await looked.queues.get('clock')?.getJobSchedulersCount())) return 'its schedules are gone';
    overdueProbes = (await jobsWaitForNobody(looked)) ? overdueProbes + 1 : 0;
    return overdueProbes >= 3 ? 'jobs wait before idle workers' : undefined;
  } catch (error) {
    return `its store does not answer${becauseOf(error)}`;
  }
}

async function jobsWaitForNobody({ workers, queues }: Generation): Promise<boolean> {
  for (const { name } of workers) {
    if (side?.active(name) === 0 && (await queues.get(name)?.getWaitingCount())) return true;
  }
  return false;
}

async function dispose({ connection, queues, workers }: Generation, limitMs: number): Promise<void> {
  const close = async () => {
    await Promise.all(workers.map(({ worker }) => worker.close()));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  };
  // What does not close in time (a store that is gone) is cut off below.
  await within(close(), Math.max(limitMs, 1)).catch(() =>
    Promise.all(workers.map(({ worker }) => within(worker.close(true), CLOSE_MS).catch(() => {}))),
  );
  await within(connection.close(), CLOSE_MS).catch(() => {});
}

/** Every emitter needs a listener, or its first error would end the process. */
function listened<T extends Queue | Worker>(emitter: T): T {
  (emitter as NodeJS.EventEmitter).on('error', (error: Error) => {
    countUp('carafe_queue_errors_total');
    log.debug('The queue reported an error.', { error });
  });
  return emitter;
}

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import {
  renderWorker,
  type WorkerAnswer,
  type WorkerName,
  type WorkerParts,
  type WorkerProblem,
  type WorkerTask,
} from '~/outreach/templates/render-worker';

/** A rendering may take so long; Liquid's own limit (0.4 s) ends most loops before. */
const RENDER_MS = 1_500;
/** Loading MJML takes a second on a slow machine, a long template another. */
const COMPILE_MS = 10_000;
const START_MS = 20_000;
const MEMORY_MB = 256;
const KEYS_REMEMBERED = 150;

/** A task without its number; the pool gives one. */
type Asked = WorkerTask extends infer Task ? (Task extends WorkerTask ? Omit<Task, 'id'> : never) : never;

interface Job {
  readonly asked: Asked;
  readonly limitMs: number;
  readonly resolve: (answer: WorkerAnswer) => void;
}

/**
 * One worker thread, one task at a time, each under a hard time limit: a task that overstays ends the thread, fails alone,
 * and the next one gets a new thread.
 */
let thread: Thread | null = null;
const waiting: Job[] = [];
let running: { job: Job; id: number; timer: NodeJS.Timeout } | null = null;
let lastId = 0;

interface Thread {
  readonly worker: Worker;
  /** Keys of templates that this worker has parsed. */
  readonly keys: Set<string>;
  isReady: boolean;
}

/** Makes HTML of MJML. Problems are the template's; `failed` when it could not be done at all. */
export async function compileMjml(
  mjml: string,
): Promise<{ html: string; problems: WorkerProblem[] } | { failed: WorkerProblem }> {
  const answer = await ask({ task: 'compile', mjml }, COMPILE_MS);
  if ('html' in answer) return answer;
  return { failed: 'failed' in answer ? answer.failed : unexpected };
}

/** Fills the parts of a template. `key` names these very parts: the worker parses them once. */
export async function renderParts(
  key: string,
  parts: WorkerParts,
  scope: object,
): Promise<{ rendered: WorkerParts } | { failed: WorkerProblem }> {
  const answer = await ask({ task: 'render', key, parts, scope }, RENDER_MS);
  if ('rendered' in answer) return answer;
  return { failed: 'failed' in answer ? answer.failed : unexpected };
}

/** Mistakes of Liquid's grammar, and the names that the words expect to find, by part and line. */
export async function parseParts(
  sources: Readonly<Record<string, string>>,
): Promise<{ readonly problems: readonly WorkerProblem[]; readonly names: readonly WorkerName[] }> {
  const answer = await ask({ task: 'parse', sources }, RENDER_MS);
  if ('names' in answer) return answer;
  return { problems: ['failed' in answer ? answer.failed : unexpected], names: [] };
}

const unexpected: WorkerProblem = { part: 'body', line: null, message: 'The template could not be used.' };
const overstayed: WorkerProblem = {
  part: 'body',
  line: null,
  message: 'The template takes too long: is there a loop without an end?',
};
const died: WorkerProblem = { part: 'body', line: null, message: 'The template needs too much memory.' };

function ask(asked: Asked, limitMs: number): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    waiting.push({ asked, limitMs, resolve });
    next();
  });
}

function next(): void {
  if (running || waiting.length === 0) return;
  thread ??= start();
  if (!thread.isReady) return;
  const job = waiting.shift();
  if (!job) return;
  const id = ++lastId;
  running = { job, id, timer: setTimeout(() => end({ id, failed: overstayed }), job.limitMs) };
  thread.worker.ref();
  thread.worker.postMessage({ ...withoutKnownParts(job.asked, thread.keys), id });
}

/** Parts travel once a worker: they are the bulk of a message. */
function withoutKnownParts(asked: Asked, keys: Set<string>): Asked {
  if (asked.task !== 'render') return asked;
  if (!keys.has(asked.key)) {
    // The worker forgets its oldest at 200: forgetting all sooner keeps both in step.
    if (keys.size >= KEYS_REMEMBERED) keys.clear();
    keys.add(asked.key);
    return asked;
  }
  return { task: 'render', key: asked.key, scope: asked.scope };
}

function settle(answer: WorkerAnswer): void {
  if (!running || running.id !== answer.id) return;
  const { job, timer } = running;
  clearTimeout(timer);
  running = null;
  thread?.worker.unref();
  if ('failed' in answer && job.asked.task === 'render') thread?.keys.delete(job.asked.key);
  job.resolve(answer);
  next();
}

/** Ends the thread with its task. */
function end(answer: WorkerAnswer): void {
  const ending = thread;
  thread = null;
  void ending?.worker.terminate();
  settle(answer);
}

function start(): Thread {
  const load = createRequire(import.meta.url);
  // The worker's code is this module's own function as text: nothing has to be found on disk beside the build.
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const __name = (target) => target;
    const { Liquid } = require(workerData.liquid);
    const mjmlModule = require(workerData.mjml);
    (${renderWorker.toString()})({ port: parentPort, Liquid, mjml: mjmlModule.default ?? mjmlModule });
    parentPort.postMessage({ isReady: true });`;
  const worker = new Worker(code, {
    eval: true,
    workerData: { liquid: load.resolve('liquidjs'), mjml: load.resolve('mjml') },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    stdout: true,
    stderr: true,
  });
  const started: Thread = { worker, keys: new Set(), isReady: false };
  const isCurrent = () => thread === started;
  const failAll = (problem: WorkerProblem) => {
    thread = null;
    if (running) return settle({ id: running.id, failed: problem });
    for (const job of waiting.splice(0)) job.resolve({ id: 0, failed: problem });
  };
  const tooSlow = setTimeout(() => {
    if (!isCurrent() || started.isReady) return;
    failAll(unexpected);
    void worker.terminate();
  }, START_MS);
  tooSlow.unref();
  worker.on('message', (answer: WorkerAnswer | { isReady: true }) => {
    if (!isCurrent()) return;
    if ('isReady' in answer) {
      started.isReady = true;
      clearTimeout(tooSlow);
      next();
    } else settle(answer);
  });
  worker.on('error', () => {
    if (isCurrent()) failAll(started.isReady ? died : unexpected);
  });
  worker.on('exit', () => {
    if (isCurrent()) failAll(died);
  });
  return started;
}

/** Ends the worker thread; the next rendering starts another. For tests and for a clean stop. */
export async function closeRenderer(): Promise<void> {
  const ending = thread;
  thread = null;
  await ending?.worker.terminate();
}

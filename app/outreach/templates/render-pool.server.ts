import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { templateProblems } from '~/base/strings/en/template-problems';
import {
  renderWorker,
  type UnknownKey,
  type WorkerAnswer,
  type WorkerName,
  type WorkerParts,
  type WorkerProblem,
  type WorkerTask,
} from '~/outreach/templates/render-worker';

/** A rendering may take so long; Liquid's own limit (0.4 s) ends most loops before. */
const RENDER_MS = 3_000;
/** Loading MJML takes a second on a slow machine, a long template another. */
const COMPILE_MS = 10_000;
const START_MS = 20_000;
const MEMORY_MB = 256;
const KEYS_REMEMBERED = 150;
/** So many renderings lie ready in the thread: it need not wait for this one's turn between two mails. */
const HANDED_AHEAD = 16;

/** A task without its number; the pool gives one. */
type Asked = WorkerTask extends infer Task ? (Task extends WorkerTask ? Omit<Task, 'id'> : never) : never;

interface Job {
  readonly asked: Asked;
  readonly limitMs: number;
  readonly resolve: (answer: WorkerAnswer) => void;
  /** No thread can be had: that says nothing of the template. */
  readonly reject: (reason: Error) => void;
  /** A machine that stood still is not the template's fault: what broke a thread gets one more, behind all others. */
  readonly isAgain?: true;
}

/**
 * One worker thread that does one task after the other, each under a hard time limit: a task that overstays ends the
 * thread and fails alone; what lay behind it goes to a new thread.
 */
let thread: Thread | null = null;
const waiting: Job[] = [];
/** What the thread has, the oldest first: that is the one it works on. */
let handed: { readonly job: Job; readonly id: number }[] = [];
let timer: NodeJS.Timeout | undefined;
let lastId = 0;

interface Thread {
  readonly worker: Worker;
  /** Keys of templates that this worker has rendered. */
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

/** Fills the parts of a template. `key` names these very parts: the worker parses them once. Rejects when no thread starts. */
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

const unexpected: WorkerProblem = { part: 'body', line: null, message: templateProblems.unusable };
const overstayed: WorkerProblem = {
  part: 'body',
  line: null,
  message: templateProblems.endless,
};
const died: WorkerProblem = { part: 'body', line: null, message: templateProblems.tooMuchMemory };

function ask(asked: Asked, limitMs: number): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    waiting.push({ asked, limitMs, resolve, reject });
    next();
  });
}

function next(): void {
  if (waiting.length === 0) return;
  thread ??= start();
  if (!thread.isReady) return;
  for (let job = waiting[0]; job && mayHandOver(job); job = waiting[0]) {
    waiting.shift();
    const id = ++lastId;
    handed.push({ job, id });
    thread.worker.postMessage({ ...withoutKnownParts(job.asked, thread.keys), id });
  }
  watch();
}

/** Whatever is no rendering waits inside itself, where another task would overtake it: it has the thread for itself. */
function mayHandOver({ asked }: Job): boolean {
  if (handed.length === 0) return true;
  const onlyRenderings = asked.task === 'render' && handed[0]?.job.asked.task === 'render';
  return onlyRenderings && handed.length < HANDED_AHEAD;
}

/** The time of the oldest task runs from the moment at which the thread came to it. */
function watch(): void {
  const oldest = handed[0];
  if (!oldest || timer) return;
  thread?.worker.ref();
  timer = setTimeout(() => {
    // Where this process itself stood still, the answer may lie in the port already: it is read first.
    setImmediate(() => {
      if (handed[0] === oldest) endOldest(overstayed);
    });
  }, oldest.job.limitMs);
}

/** Parts travel once a worker: they are the bulk of a message. */
function withoutKnownParts(asked: Asked, keys: ReadonlySet<string>): Asked {
  return asked.task === 'render' && keys.has(asked.key)
    ? { task: 'render', key: asked.key, scope: asked.scope }
    : asked;
}

function settle(answer: WorkerAnswer | UnknownKey): void {
  const at = handed.findIndex(({ id }) => id === answer.id);
  const job = handed[at]?.job;
  if (!job) return;
  handed.splice(at, 1);
  clearTimeout(timer);
  timer = undefined;
  if (handed.length === 0) thread?.worker.unref();
  noteKey(job.asked, answer);
  if ('unknownKey' in answer) waiting.unshift(job);
  else job.resolve(answer);
  next();
  watch();
}

function noteKey(asked: Asked, answer: WorkerAnswer | UnknownKey): void {
  if (asked.task !== 'render' || !thread) return;
  const { keys } = thread;
  if (!('rendered' in answer)) keys.delete(asked.key);
  else if (!keys.has(asked.key)) {
    if (keys.size >= KEYS_REMEMBERED) keys.clear();
    keys.add(asked.key);
  }
}

/** The thread is gone, or ends here: its oldest task fails, at the second time for good; what lay behind is asked again. */
function endOldest(problem: WorkerProblem): void {
  const oldest = handed.shift();
  void leaveThread();
  if (oldest && oldest.job.asked.task !== 'parse' && !oldest.job.isAgain)
    waiting.push({ ...oldest.job, isAgain: true });
  else oldest?.job.resolve({ id: oldest.id, failed: problem });
  next();
}

/** What the thread had waits for another one. */
async function leaveThread(): Promise<void> {
  const ending = thread;
  thread = null;
  waiting.unshift(...handed.map(({ job }) => job));
  handed = [];
  clearTimeout(timer);
  timer = undefined;
  await ending?.worker.terminate();
}

function start(): Thread {
  const load = createRequire(import.meta.url);
  // The worker's code is this module's own function as text: nothing has to be found on disk beside the build.
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const __name = (target) => target;
    const { Liquid } = require(workerData.liquid);
    const mjmlModule = require(workerData.mjml);
    (${renderWorker.toString()})({
      port: parentPort, Liquid, mjml: mjmlModule.default ?? mjmlModule,
      wallMs: performance.now.bind(performance),
      setClock: (value) => Object.defineProperty(globalThis, 'performance', { value }),
    });
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
  const fail = () => {
    if (started.isReady) return endOldest(died);
    thread = null;
    for (const job of waiting.splice(0))
      job.reject(new Error('the thread that fills templates did not start'));
  };
  const tooSlow = setTimeout(() => {
    if (!isCurrent() || started.isReady) return;
    fail();
    void worker.terminate();
  }, START_MS);
  tooSlow.unref();
  worker.on('message', (answer: WorkerAnswer | UnknownKey | { isReady: true }) => {
    if (!isCurrent()) return;
    if ('isReady' in answer) {
      started.isReady = true;
      clearTimeout(tooSlow);
      next();
    } else settle(answer);
  });
  worker.on('error', () => {
    if (isCurrent()) fail();
  });
  worker.on('exit', () => {
    if (isCurrent()) fail();
  });
  return started;
}

/** Ends the worker thread; the next rendering starts another. For tests and for a clean stop. */
export async function closeRenderer(): Promise<void> {
  await leaveThread();
}

import { Worker } from 'node:worker_threads';
import { afterAll, expect } from 'vitest';

/**
 * Setup file of all projects: a limit for what vitest's own limits do not end, such as a loop that never waits. A thread
 * beside the tests looks at the clock; a file that overstays is ended with what it was doing, and the run goes on.
 */
const LIMIT_MS = Number(process.env.OVERDUE_MS ?? 15 * 60_000);

const WATCH = `
const { parentPort, workerData: { limitMs, pid } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { Session } = require('node:inspector');
let timer;
parentPort.on('message', (file) => {
  clearTimeout(timer);
  if (file) timer = setTimeout(() => end(file), limitMs);
});
function end(file) {
  const say = (lines) => {
    writeSync(2, [file + ' did not end within ' + limitMs / 1000 + ' s and is killed. It was at:', ...lines, ''].join('\\n'));
    process.kill(pid, 'SIGKILL');
  };
  const session = new Session();
  session.connectToMainThread();
  const files = new Map();
  session.on('Debugger.scriptParsed', ({ params }) => files.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) =>
    say(params.callFrames.map(({ functionName, location: { scriptId, lineNumber } }) =>
      '  ' + functionName + ' ' + files.get(scriptId) + ':' + (lineNumber + 1))));
  session.post('Debugger.enable');
  session.post('Debugger.pause');
  // A thread that waits stops nowhere: it says what it waits for.
  setTimeout(() => {
    session.post('Debugger.disable');
    const expression = 'process.getActiveResourcesInfo().join(", ")';
    session.post('Runtime.evaluate', { expression }, (_, answer) => say(['  waiting for ' + answer?.result.value]));
  }, 2_000);
  setTimeout(() => say(['  no JavaScript at all']), 5_000);
}
`;

interface Watched {
  overdue?: Worker;
}
const shared = globalThis as Watched;
if (!shared.overdue) {
  shared.overdue = new Worker(WATCH, { eval: true, workerData: { limitMs: LIMIT_MS, pid: process.pid } });
  shared.overdue.unref();
}
shared.overdue.postMessage(String(expect.getState().testPath));
afterAll(() => shared.overdue?.postMessage(null));

import '../support/test-env';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { benchDatabase } from '../support/bench-database';
import buildApp from '../support/build-app';
import { startPanelStore } from '../support/panel/panel-world';
import { databaseUrl, onServer } from '../support/postgres-server';
import { startProcess } from '../support/processes';
import { fillBigShop } from './big-shop';

/**
 * A dry run of a whole year in one big shop, carried out by a worker of the build, and what its page tells on the way: how
 * far it is and how long it will take. It ends with the time and the processor that it took and the worker's most memory.
 * Usage: tsx test/bench/dry-run.ts [customers=100000] [--keep folder] [--kill 0.2,0.7]; the shop is that of `pages.ts`,
 * which fills the folder too. When the page tells one of these shares the worker is killed and another one started.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, kill: { type: 'string', default: '' } },
});
const [customers = 100_000] = positionals.map(Number);
const kills = options.kill.split(',').filter(Boolean).map(Number);
const LOOK_EVERY_MS = 2_000;
const TOLD_EVERY_MS = 30_000;

buildApp();
const filled = await benchDatabase(options.keep);
const store = await startPanelStore();
const database = filled.kept ? await copyOf(filled.url) : filled;
process.env.DATABASE_URL = database.url;
if (!filled.kept) await fillBigShop({ store, url: database.url, customers });
// The night's learning is another bench's.
await onServer(database.url, (client) => client.query('UPDATE shop SET swept_on = current_date'));
const { startDryRun } = await import('~/office/dry-run/ask-dry-run.server');
const { loadDryRunPage } = await import('~/office/dry-run/dry-run-page.server');
const { closeDatabase } = await import('~/db.server');

const shopId = BigInt(store.world.shop.id);
const worker = { now: await startWorker(), spentSeconds: 0, peakMegabytes: 0 };
await startDryRun(shopId, 'running-low', 'bench');
const startedAt = Date.now();
let learntAt = startedAt;
let toldAt = 0;
for (;;) {
  await pause(LOOK_EVERY_MS);
  const { run } = await loadDryRunPage(shopId, 'running-low', new Date());
  if (!run) throw new Error('no run');
  const spent = await spentBy(worker.now.child.pid);
  worker.peakMegabytes = Math.max(worker.peakMegabytes, spent.peakMegabytes);
  if (run.isLearning) learntAt = Date.now();
  const isOver = run.state !== 'running';
  if (isOver || Date.now() - toldAt >= TOLD_EVERY_MS) {
    toldAt = Date.now();
    const told = `${run.isLearning ? 'reads the past' : `${run.done} of ${run.looked} lives`}, ${percent(run.progress)}`;
    console.log(`${seconds(startedAt)} s: ${run.state}, ${told}, ${run.secondsLeft ?? '–'} s left`);
  }
  if (isOver) {
    console.log(
      `${run.state} after ${seconds(startedAt)} s, ${seconds(learntAt)} of them for ${run.looked} lives out of ${run.customers} customers; ${(worker.spentSeconds + spent.seconds).toFixed(0)} s of the worker's processor, ${worker.peakMegabytes.toFixed(0)} MB at most`,
    );
    console.log(`${run.mails} mails to ${run.written} customers, ${run.leftOut} left out`);
    break;
  }
  if (kills[0] !== undefined && run.progress >= kills[0]) {
    kills.shift();
    console.log(`${seconds(startedAt)} s: the worker dies at ${percent(run.progress)}`);
    worker.spentSeconds += spent.seconds;
    await worker.now.kill();
    worker.now = await startWorker();
  }
}
await worker.now.stop();
await closeDatabase();
await store.stop();
await database.drop();
if (filled.kept) await filled.drop();
process.exit(0);

function startWorker() {
  return startProcess('worker', { NODE_ENV: 'production' }, { quiet: true });
}

/** A worker sends what falls due and learns each night: what is kept for the next bench must not see it. */
async function copyOf(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = 'carafe_bench_dry_run';
  const drop = () =>
    onServer(databaseUrl(url, 'postgres'), async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  await drop();
  await onServer(databaseUrl(url, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)} STRATEGY file_copy`),
  );
  return { url: databaseUrl(url, name), drop };
}

/** Processor time of all threads of a process, and the most memory that it had. */
async function spentBy(pid: number | undefined): Promise<{ seconds: number; peakMegabytes: number }> {
  const [stat, status] = await Promise.all(
    ['stat', 'status'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
  );
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return {
    seconds: (Number(fields[11]) + Number(fields[12])) / 100,
    peakMegabytes: (Number(/VmHWM:\s+(\d+)/.exec(status ?? '')?.[1]) * 1024) / 1e6,
  };
}

function seconds(sinceMs: number): string {
  return ((Date.now() - sinceMs) / 1000).toFixed(0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

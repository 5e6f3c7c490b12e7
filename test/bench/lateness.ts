import '../support/test-env';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseCpuMs } from '../support/bench-database';
import buildApp from '../support/build-app';
import { startBuiltStack } from '../support/built-stack';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { onServer } from '../support/postgres-server';
import { startSink } from './support/sink';

/**
 * How late mail is: messages fall due at an even rate while a worker of the build runs with its queue, and each is
 * measured from its own due time to the moment at which the mail server's answer was taken.
 * Usage: tsx test/bench/lateness.ts [due a second=300] [seconds=30] [queue=redis] [shops=4]
 */
const [rate = 300, seconds = 30] = process.argv.slice(2, 4).map(Number);
const queue = process.argv[4] === 'postgres' ? 'postgres' : 'redis';
const shops = Number(process.argv[5] ?? 4);
const LEAD_MS = 20_000;
const LONGEST_MS = 300_000;

const clock = moveClock(WEDNESDAY_NOON);
const sink = await startSink();
buildApp();
const stack = await startBuiltStack({
  queue,
  env: { CLOCK_FILE: clock.file, SMTP_URL: `smtp://127.0.0.1:${sink.port}?connections=20` },
});
const { makeCustomers, makeMessages, makeSendingShop } = await import('../factories/sending-shop');
const { leavePlanAlone } = await import('../factories/leave-plan-alone');
const { closeDatabase } = await import('~/db.server');

const shopIds: bigint[] = [];
const customers: bigint[][] = [];
for (let shop = 0; shop < shops; shop++) {
  const shopId = await makeSendingShop();
  await leavePlanAlone(shopId);
  const share = Math.ceil((rate * seconds) / shops);
  const emails = Array.from({ length: share }, (_, at) => ({ email: `b${shopId}-${at}@buyer.example` }));
  shopIds.push(shopId);
  customers.push(await makeCustomers(shopId, emails));
}
await clock.moveTo(WEDNESDAY_NOON);
const firstMs = new Date(WEDNESDAY_NOON).getTime() + LEAD_MS;
for (const [shop, shopId] of shopIds.entries()) {
  const dueAt = (at: number) => new Date(firstMs + ((at * shops + shop) * 1000) / rate);
  const messages = (customers[shop] ?? []).map((customerId, at) => ({
    customerId,
    kind: 'warranty-expiry' as const,
    dueAt: dueAt(at),
  }));
  for (let from = 0; from < messages.length; from += 1000)
    await makeMessages(shopId, messages.slice(from, from + 1000));
}
await onServer(stack.databaseUrl, (client) => client.query('ANALYZE'));
await stack.start('worker');
const before = await spent();

const late = await latenesses();
const at = (share: number) => (late[Math.ceil(late.length * share) - 1] ?? Number.NaN).toFixed(2);
console.log(
  `${late.length} mails of ${shops} shops, ${rate} due a second for ${seconds} s, queue on ${queue}`,
);
console.log(`lateness: p50 ${at(0.5)} s, p99 ${at(0.99)} s, longest ${at(1)} s (goal: p99 5 s)`);
const after = await spent();
const each = (key: keyof typeof after) => ((after[key] - before[key]) / late.length).toFixed(2);
console.log(
  `a mail: ${each('workerMs')} ms of the processor in the worker, ${each('databaseMs')} in the database, ${each('sinkMs')} in the mail server; ${each('commits')} transactions`,
);
await closeDatabase();
await stack.stop();
sink.process.kill();
process.exit(0);

/** Processor time and commits so far. */
async function spent() {
  const commits = await onServer(stack.databaseUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      'SELECT xact_commit::float8 AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]?.n ?? 0;
  });
  return {
    workerMs: await cpuMs(stack.pidOf('worker')),
    databaseMs: await databaseCpuMs(stack.databaseUrl),
    sinkMs: await cpuMs(sink.process.pid),
    commits,
  };
}

/** Of all threads of a process. */
async function cpuMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** In seconds, the shortest first, once all are sent. Asks little while it waits: the worker shares the processors. */
async function latenesses(): Promise<number[]> {
  const untilMs = Date.now() + LEAD_MS + seconds * 1000 + LONGEST_MS;
  for (;;) {
    await pause(1000);
    const { open, late } = await onServer(stack.databaseUrl, async (client) => {
      const { rows: counted } = await client.query<{ open: number }>(
        "SELECT count(*)::int AS open FROM message WHERE state IN ('planned', 'awaiting_approval', 'held')",
      );
      const open = counted[0]?.open ?? 0;
      if (open > 0) return { open, late: [] };
      const { rows } = await client.query<{ late: number | null }>(
        'SELECT extract(epoch FROM sent_at - due_at)::float8 AS late FROM message ORDER BY 1',
      );
      return { open: rows.filter((row) => row.late === null).length, late: rows };
    });
    if (open === 0 && late.length > 0) return late.map((row) => row.late ?? Number.NaN);
    if (Date.now() > untilMs) throw new Error(`${open} were not sent`);
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '~/base/lib/embedded-postgres.server';
import { log } from '~/base/lib/logger.server';
import { migrateDatabase } from '~/base/lib/migrate-database.server';
import { runProcess } from '~/base/lib/run-process.server';
import { childEnvironment, env } from '~/env.server';

/**
 * `npm start`: everything on one machine. Brings a PostgreSQL when DATABASE_URL is not set, migrates, then runs the
 * web process and the worker, and starts again what breaks.
 */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A child that lived so long had a good start: the next pause is short again. */
const GOOD_START_MS = 60_000;
const CHILD_STOP_MS = 22_000;

interface Kept {
  stop(): Promise<void>;
}

async function start(): Promise<() => Promise<void>> {
  const { DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR } = env();
  const own = DATABASE_URL ? undefined : await startEmbeddedPostgres(DATA_DIR);
  const databaseUrl = DATABASE_URL ?? own?.url ?? '';
  try {
    const { applied } = await migrateDatabase(DATABASE_OWNER_URL ?? databaseUrl, databaseUrl);
    if (applied.length > 0) log.info('The database was brought up to date.', { count: applied.length });
    const children = await startChildren(databaseUrl);
    const { HOST, PORT } = env();
    process.stdout.write(
      `Carafe runs on http://${HOST}:${PORT} and expects visitors at ${env().SHOPIFY_APP_URL}.\n`,
    );
    return async () => {
      await Promise.all(children.map((child) => child.stop()));
      await own?.stop();
    };
  } catch (error) {
    await own?.stop();
    throw error;
  }
}

async function startChildren(databaseUrl: string): Promise<Kept[]> {
  const children: Kept[] = [];
  try {
    for (const name of ['server', 'worker']) children.push(await keepRunning(name, databaseUrl));
    return children;
  } catch (error) {
    await Promise.all(children.map((child) => child.stop()));
    throw error;
  }
}

/** Resolves once the child is ready. A child that cannot start at all is not tried again: its sentence was printed. */
async function keepRunning(name: string, databaseUrl: string): Promise<Kept> {
  let child: ChildProcess;
  let stopping = false;
  let pauseMs = FIRST_PAUSE_MS;
  let next: NodeJS.Timeout | undefined;

  const run = (): ChildProcess => {
    const startedMs = performance.now();
    child = fork(join('build', 'server', `${name}.js`), {
      env: childEnvironment({ DATABASE_URL: databaseUrl }),
    });
    child.once('exit', (code) => {
      if (stopping) return;
      if (performance.now() - startedMs > GOOD_START_MS) pauseMs = FIRST_PAUSE_MS;
      log.error('A process ended and is started again.', {
        job: name,
        code: code ?? 'signal',
        durationMs: pauseMs,
      });
      next = setTimeout(run, pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    });
    return child;
  };

  const first = run();
  const ready = await Promise.race([
    once(first, 'message').then(() => true),
    once(first, 'exit').then(() => false),
  ]);
  if (!ready) {
    stopping = true;
    clearTimeout(next);
    throw new Error(`Carafe did not start: its ${name === 'server' ? 'web process' : 'worker'} ended.`);
  }
  return {
    async stop() {
      stopping = true;
      clearTimeout(next);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), CHILD_STOP_MS);
      await ended;
      clearTimeout(forced);
    },
  };
}

runProcess('Carafe', start);

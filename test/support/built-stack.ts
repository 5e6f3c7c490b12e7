import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '~/base/lib/embedded-postgres.server';
import { migrateDatabase } from '~/base/lib/migrate-database.server';
import { dropQueue } from './drop-queue';
import { freePort } from './postgres-server';
import { type RunningProcess, startProcess } from './processes';
import { type RedisServer, startRedis } from './redis-server';
import { undrawnChanges } from './undrawn-changes';

/** Everything of an installation as real processes, each of which can be killed. */
export interface BuiltStack {
  readonly databaseUrl: string;
  /** Where the web process answers. */
  readonly webUrl: string;
  /** Processes that ended without being told to. */
  readonly endedByThemselves: readonly string[];
  /** A process of the build; kept running, as `npm start` keeps it, if it should end by itself. */
  start(name: 'server' | 'worker'): Promise<void>;
  pidOf(name: 'server' | 'worker'): number | undefined;
  /** kill -9; it stays down until it is started again. */
  kill(name: 'server' | 'worker'): Promise<void>;
  /** kill -9 of PostgreSQL's first process; it is started again on its port by its keeper. */
  killDatabase(): void;
  /** All that the queue knows is gone: Redis flushed, or the schema dropped. */
  emptyQueue(): Promise<void>;
  /** kill -9 of Redis, started again after so long with what its log holds. A queue on PostgreSQL dies with the database. */
  killRedis(awayMs: number): Promise<void>;
  /** Ends all of it. Rejects when a message's state was changed as message-states.ts does not draw it. */
  stop(): Promise<void>;
}

/** Starts database, queue and build with this test's settings. Sets DATABASE_URL: call it before anything reads settings. */
export async function startBuiltStack(options: {
  queue: 'postgres' | 'redis';
  env?: Record<string, string>;
}): Promise<BuiltStack> {
  const folder = mkdtempSync(join(tmpdir(), 'carafe-stack-'));
  const database = await startEmbeddedPostgres(folder);
  await migrateDatabase(database.url);
  process.env.DATABASE_URL = database.url;
  const redis: RedisServer | null = options.queue === 'redis' ? await startRedis() : null;
  const port = await freePort();
  const webUrl = `http://127.0.0.1:${port}`;
  const settings = {
    ...options.env,
    NODE_ENV: 'production',
    APP_MODE: 'test',
    MAIL_SERVERS_ANYWHERE: 'true',
    DATABASE_URL: database.url,
    REDIS_URL: redis?.url ?? '',
    PORT: String(port),
    SHOPIFY_APP_URL: webUrl,
    LOG_LEVEL: process.env.STACK_LOG ?? 'silent',
  };
  const running = new Map<string, RunningProcess>();
  const quiet = process.env.STACK_LOG === undefined;

  let stopping = false;
  const start = async (name: 'server' | 'worker'): Promise<void> => {
    const one = await startProcess(name, settings, { quiet });
    running.set(name, one);
    one.child.once('exit', () => {
      if (stopping || running.get(name) !== one) return;
      endedByThemselves.push(name);
      const again = () => start(name).catch(() => stopping || setTimeout(again, 250));
      setTimeout(again, 250);
    });
  };
  const endedByThemselves: string[] = [];

  return {
    databaseUrl: database.url,
    webUrl,
    endedByThemselves,
    start,
    pidOf: (name) => running.get(name)?.child.pid,
    kill: async (name) => {
      const one = running.get(name);
      running.delete(name);
      await one?.kill();
    },
    killDatabase: () => {
      const [pid] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    emptyQueue: async () => {
      if (redis) return redis.flush();
      const { onServer } = await import('./postgres-server');
      await onServer(database.url, dropQueue);
    },
    killRedis: async (awayMs) => {
      await redis?.kill();
      await pause(awayMs);
      await redis?.start();
    },
    stop: async () => {
      stopping = true;
      for (const one of running.values()) await one.stop();
      const undrawn = await undrawnChanges(database.url).finally(async () => {
        await redis?.remove();
        await database.stop();
        rmSync(folder, { recursive: true, force: true });
      });
      if (undrawn.length > 0) throw new Error(`Changes that are not drawn: ${undrawn.join(', ')}`);
    },
  };
}

import { readFile } from 'node:fs/promises';
import { databaseUrl, migrateDatabase, onServer, startServer } from './postgres-server';

export interface BenchDatabase {
  readonly url: string;
  /** It was kept by an earlier run, with that run's rows. */
  readonly kept: boolean;
  /** Says that its rows are whole: only then another run may take it over. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * A migrated database for a bench, with fsync on, because commits are what is measured. TEST_DATABASE_URL names a server
 * that runs already. Sets process.env.DATABASE_URL.
 *
 * @param folder where a server of our own stays after the run, to be taken over by the next one
 */
export async function benchDatabase(folder?: string): Promise<BenchDatabase> {
  const settings = {
    shared_buffers: '512MB',
    max_wal_size: '4GB',
    max_connections: 100,
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track_planning': 'on',
  };
  const server = process.env.TEST_DATABASE_URL ? null : await startServer(settings, folder);
  const serverUrl = server?.url ?? String(process.env.TEST_DATABASE_URL);
  const name = server && folder ? 'carafe_bench_kept' : `carafe_bench_${process.pid}`;
  const kept = await isMarkedKept(serverUrl, name);
  const drop = () =>
    onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  if (!kept) {
    await drop();
    await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  }
  const url = databaseUrl(serverUrl, name);
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  let stays = kept;
  return {
    url,
    kept,
    keep: async () => {
      stays = server !== null && folder !== undefined;
      if (stays)
        await onServer(serverUrl, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${WHOLE}'`));
    },
    drop: async () => {
      if (!stays) await drop();
      await server?.stop();
    },
  };
}

const WHOLE = 'filled to the end';

async function isMarkedKept(serverUrl: string, name: string): Promise<boolean> {
  const { rows } = await onServer(serverUrl, (client) =>
    client.query(
      `SELECT 1 FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`,
      [name, WHOLE],
    ),
  );
  return rows.length > 0;
}

/** Processor time that the connections of a database have used, in ms; 0 where it runs on another machine. */
export async function databaseCpuMs(url: string): Promise<number> {
  const { rows } = await onServer(url, (client) =>
    client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ),
  );
  const each = rows.map(({ pid }) => readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0'));
  return (await Promise.all(each)).reduce((sum, stat) => sum + Number(stat.split(' ')[0]) / 1e6, 0);
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

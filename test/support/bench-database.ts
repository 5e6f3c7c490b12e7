import { readFile } from 'node:fs/promises';
import { databaseUrl, migrateDatabase, onServer, startServer } from './postgres-server';

/**
 * A migrated database for a bench, with fsync on, because commits are what is measured. TEST_DATABASE_URL names a server
 * that runs already. Sets process.env.DATABASE_URL.
 *
 * @param more settings of the server besides the usual ones
 */
export async function benchDatabase(
  more: readonly string[] = [],
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
    ? null
    : await startServer([
        'shared_buffers=512MB',
        'max_wal_size=4GB',
        'max_connections=100',
        'shared_preload_libraries=pg_stat_statements',
        ...more,
      ]);
  const serverUrl = server?.url ?? String(process.env.TEST_DATABASE_URL);
  const name = `carafe_bench_${process.pid}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = databaseUrl(serverUrl, name);
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  return {
    url,
    drop: async () => {
      await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await server?.stop();
    },
  };
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
